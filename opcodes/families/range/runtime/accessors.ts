/** The bounds of a range, what is known of them, and hashes (utils/adt/rangetypes.c). */
import { resultIsNull } from '../../core/runtime/arguments';
import { textResult } from '../../core/runtime/scratch';
import { hash32, hash32Extended, hash64, hash64Extended } from '../../datetime/runtime/hash-number';
import { hash_numeric, hash_numeric_extended } from '../../numeric/runtime/hash';
import { isInclusive, isInfinite } from './bound';
import { flagsOf, isEmpty, lowerOf, open, subtypeIn, upperOf } from './stored';
import { isShort, NUMERIC } from './subtype';

/** The cell of a bound's value, 0 where there is none. */
// @ts-ignore: decorator
@inline
function valueOf(range: usize, bound: usize): usize {
  if (!isEmpty(range) && !isInfinite(bound)) return bound;
  resultIsNull();
  return 0;
}

// @ts-ignore: decorator
@inline
export function number<T>(range: usize, bound: usize): T {
  const cell = valueOf(range, bound);
  return cell == 0 ? <T>0 : load<T>(cell);
}

export function reference(range: usize, bound: usize): usize {
  const cell = valueOf(range, bound);
  return cell == 0 ? 0 : textResult(load<u32>(cell), load<i32>(cell, 4));
}

export function range_lower(a: usize, aLength: i32): usize {
  const range = open(a, aLength);
  return reference(range, lowerOf(range));
}
export function range_lower_i32(a: usize, aLength: i32): i32 {
  const range = open(a, aLength);
  return number<i32>(range, lowerOf(range));
}
export function range_lower_i64(a: usize, aLength: i32): i64 {
  const range = open(a, aLength);
  return number<i64>(range, lowerOf(range));
}
export function range_upper(a: usize, aLength: i32): usize {
  const range = open(a, aLength);
  return reference(range, upperOf(range));
}
export function range_upper_i32(a: usize, aLength: i32): i32 {
  const range = open(a, aLength);
  return number<i32>(range, upperOf(range));
}
export function range_upper_i64(a: usize, aLength: i32): i64 {
  const range = open(a, aLength);
  return number<i64>(range, upperOf(range));
}

/** Whether it holds no value. */
export function range_empty(a: usize, aLength: i32): i32 {
  return i32(isEmpty(open(a, aLength)));
}
export function range_lower_inc(a: usize, aLength: i32): i32 {
  const range = open(a, aLength);
  return i32(!isEmpty(range) && isInclusive(lowerOf(range)));
}
export function range_upper_inc(a: usize, aLength: i32): i32 {
  const range = open(a, aLength);
  return i32(!isEmpty(range) && isInclusive(upperOf(range)));
}
export function range_lower_inf(a: usize, aLength: i32): i32 {
  const range = open(a, aLength);
  return i32(!isEmpty(range) && isInfinite(lowerOf(range)));
}
export function range_upper_inf(a: usize, aLength: i32): i32 {
  const range = open(a, aLength);
  return i32(!isEmpty(range) && isInfinite(upperOf(range)));
}

function hashOfBound(range: usize, bound: usize): i32 {
  if (isEmpty(range) || isInfinite(bound)) return 0;
  const subtype = subtypeIn(range);
  if (isShort(subtype)) return hash32(load<i32>(bound));
  return subtype == NUMERIC ? hash_numeric(load<u32>(bound), load<i32>(bound, 4)) : hash64(load<i64>(bound));
}

function seededHashOfBound(range: usize, bound: usize, seed: i64): i64 {
  if (isEmpty(range) || isInfinite(bound)) return 0;
  const subtype = subtypeIn(range);
  if (isShort(subtype)) return hash32Extended(load<i32>(bound), seed);
  return subtype == NUMERIC
    ? hash_numeric_extended(load<u32>(bound), load<i32>(bound, 4), seed)
    : hash64Extended(load<i64>(bound), seed);
}

export function hashOf(range: usize): i32 {
  const hash = rotl<i32>(hash32(flagsOf(range)) ^ hashOfBound(range, lowerOf(range)), 1);
  return hash ^ hashOfBound(range, upperOf(range));
}

/** Both halves are rotated by themselves. */
export function seededHashOf(range: usize, seed: i64): i64 {
  const hash = hash32Extended(flagsOf(range), seed) ^ seededHashOfBound(range, lowerOf(range), seed);
  const high = rotl<u32>(<u32>(<u64>hash >> 32), 1);
  const low = rotl<u32>(<u32>hash, 1);
  return ((<i64>high << 32) | <i64>low) ^ seededHashOfBound(range, upperOf(range), seed);
}

export function hash_range(a: usize, aLength: i32): i32 {
  return hashOf(open(a, aLength));
}
export function hash_range_extended(a: usize, aLength: i32, seed: i64): i64 {
  return seededHashOf(open(a, aLength), seed);
}
