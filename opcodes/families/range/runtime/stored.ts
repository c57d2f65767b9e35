/**
 * Ranges as PostgreSQL stores them (utils/rangetypes.h): the type's oid, the values of the bounds that are finite, each aligned as its type is, and
 * a byte of flags. Taken apart, a range is a block of memory: oid, subtype, whether it is empty, and the two bounds.
 */
import { allocate, textResult } from '../../core/runtime/scratch';
import { BOUND_SIZE, isInclusive, isInfinite, setBound } from './bound';
import { isShort, NUMERIC, subtypeOf } from './subtype';

export const EMPTY: i32 = 1;
export const LOWER_INCLUSIVE: i32 = 2;
export const UPPER_INCLUSIVE: i32 = 4;
export const LOWER_INFINITE: i32 = 8;
export const UPPER_INFINITE: i32 = 16;

const RANGE_SIZE: i32 = 80;

// @ts-ignore: decorator
@inline
export function typeOf(range: usize): i32 {
  return load<i32>(range);
}
// @ts-ignore: decorator
@inline
export function subtypeIn(range: usize): i32 {
  return load<i32>(range, 4);
}
// @ts-ignore: decorator
@inline
export function isEmpty(range: usize): bool {
  return load<i32>(range, 8) != 0;
}
// @ts-ignore: decorator
@inline
export function lowerOf(range: usize): usize {
  return range + 16;
}
// @ts-ignore: decorator
@inline
export function upperOf(range: usize): usize {
  return range + 16 + BOUND_SIZE;
}
export function setEmpty(range: usize): void {
  store<i32>(range, 1, 8);
}

/** A range of a type, whose bounds are to be set. */
export function newRange(type: i32): usize {
  const range = allocate(RANGE_SIZE);
  memory.fill(range, 0, RANGE_SIZE);
  store<i32>(range, type);
  store<i32>(range, subtypeOf(type), 4);
  return range;
}

/** How far the first address that a value can have is; addresses count from the header of four bytes, which is not here. */
function aligned(start: usize, at: usize, alignment: usize): usize {
  const offset = at - start + 4;
  return start - 4 + ((offset + alignment - 1) & ~(alignment - 1));
}

/** Reads the value at an address into a cell; gives the address after it. */
export function readValue(start: usize, at: usize, subtype: i32, cell: usize): usize {
  if (isShort(subtype)) {
    const p = aligned(start, at, 4);
    store<i64>(cell, <i64>load<i32>(p));
    return p + 4;
  }
  if (subtype != NUMERIC) {
    const p = aligned(start, at, 8);
    store<i64>(cell, load<i64>(p));
    return p + 8;
  }
  if ((load<u8>(at) & 1) != 0) {
    const length = <i32>(load<u8>(at) >> 1) - 1;
    store<u32>(cell, <u32>at + 1);
    store<i32>(cell, length, 4);
    return at + 1 + length;
  }
  const p = aligned(start, at, 4);
  const length = <i32>(load<u32>(p) >> 2) - 4;
  store<u32>(cell, <u32>p + 4);
  store<i32>(cell, length, 4);
  return p + 4 + length;
}

/** The most bytes that a bound's value takes. */
export function roomFor(subtype: i32, bound: usize): i32 {
  if (isInfinite(bound)) return 0;
  return subtype == NUMERIC ? load<i32>(bound, 4) + 8 : 16;
}

/** Writes the value of a cell; gives the address after it. What alignment leaves free is zero. */
export function writeValue(start: usize, at: usize, subtype: i32, cell: usize): usize {
  if (isShort(subtype)) {
    const p = aligned(start, at, 4);
    store<i32>(p, load<i32>(cell));
    return p + 4;
  }
  if (subtype != NUMERIC) {
    const p = aligned(start, at, 8);
    store<i64>(p, load<i64>(cell));
    return p + 8;
  }
  const length = load<i32>(cell, 4);
  let p = at;
  if (length + 1 <= 127) store<u8>(p++, <u8>(((length + 1) << 1) | 1));
  else {
    p = aligned(start, at, 4);
    store<u32>(p, (<u32>length + 4) << 2);
    p += 4;
  }
  memory.copy(p, load<u32>(cell), length);
  return p + length;
}

/** Takes a stored range apart. */
export function open(a: usize, aLength: i32): usize {
  const range = newRange(load<i32>(a));
  const flags = <i32>load<u8>(a + aLength - 1);
  openWith(range, flags, a, a + 4);
  return range;
}

/** Reads the bounds that the flags say are there; gives the address after them. */
export function openWith(range: usize, flags: i32, start: usize, at: usize): usize {
  let p = at;
  const lower = lowerOf(range);
  const upper = upperOf(range);
  const subtype = subtypeIn(range);
  if ((flags & EMPTY) != 0) {
    setEmpty(range);
  } else {
    if ((flags & LOWER_INFINITE) == 0) p = readValue(start, p, subtype, lower);
    if ((flags & UPPER_INFINITE) == 0) p = readValue(start, p, subtype, upper);
  }
  setBound(lower, (flags & LOWER_INFINITE) != 0, (flags & LOWER_INCLUSIVE) != 0, true);
  setBound(upper, (flags & UPPER_INFINITE) != 0, (flags & UPPER_INCLUSIVE) != 0, false);
  return p;
}

/** The flags of a range; an infinite bound is never inclusive. */
export function flagsOf(range: usize): i32 {
  if (isEmpty(range)) return EMPTY;
  const lower = lowerOf(range);
  const upper = upperOf(range);
  return (
    (isInfinite(lower) ? LOWER_INFINITE : isInclusive(lower) ? LOWER_INCLUSIVE : 0) |
    (isInfinite(upper) ? UPPER_INFINITE : isInclusive(upper) ? UPPER_INCLUSIVE : 0)
  );
}

/** The bytes of a range, as a result. */
export function close(range: usize): usize {
  const subtype = subtypeIn(range);
  const lower = lowerOf(range);
  const upper = upperOf(range);
  const flags = flagsOf(range);
  const size = isEmpty(range) ? 5 : 5 + roomFor(subtype, lower) + roomFor(subtype, upper);
  const result = allocate(size);
  memory.fill(result, 0, size);
  store<i32>(result, typeOf(range));
  let p = result + 4;
  if (!isEmpty(range)) {
    if (!isInfinite(lower)) p = writeValue(result, p, subtype, lower);
    if (!isInfinite(upper)) p = writeValue(result, p, subtype, upper);
  }
  store<u8>(p, <u8>flags);
  return textResult(result, <i32>(p + 1 - result));
}
