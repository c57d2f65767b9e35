/** pg_lsn: two hexadecimal numbers of at most 32 bits (utils/adt/pg_lsn.c), and its distances as numeric. */
import { hexDigit } from '../../core/runtime/characters';
import { decimalLength, writeDigits } from '../../core/runtime/digits';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { hashint8, hashint8extended } from '../../integer/runtime/hashes';
import { numeric_add, numeric_sub } from './arithmetic';
import { mark, release } from './decimal';
import {
  ERR_ADD_NAN_TO_LSN, ERR_CANNOT_CONVERT_INFINITY_TO_LSN, ERR_CANNOT_CONVERT_NAN_TO_LSN, ERR_INVALID_LSN, ERR_LSN_OUT_OF_RANGE,
  ERR_SUBTRACT_NAN_FROM_LSN,
} from './errors.generated.ts';
import { fitsIn64, magnitudeOf } from './integer-cast';
import { round } from './rounding';
import { numeric_in } from './scan';
import { isNan, isSpecial, unpack } from './stored';

const MOST_DIGITS: usize = 8;
const RESULT_LENGTH: usize = 16;

/** Where the hexadecimal digits end. */
function afterHex(p: usize, end: usize): usize {
  while (p < end && hexDigit(load<u8>(p)) < 16) p++;
  return p;
}

function hexadecimal(p: usize, end: usize): u64 {
  let value: u64 = 0;
  for (; p < end; p++) value = (value << 4) | <u64>hexDigit(load<u8>(p));
  return value;
}

// @ts-ignore: decorator
@inline
function isPart(start: usize, end: usize): bool {
  return end > start && end - start <= MOST_DIGITS;
}

export function pg_lsn_in(text: usize, length: i32): i64 {
  const end = text + length;
  const slash = afterHex(text, end);
  const low = slash + 1;
  const lowEnd = slash < end ? afterHex(low, end) : slash;
  if (!isPart(text, slash) || slash == end || load<u8>(slash) != 47 || !isPart(low, lowEnd) || lowEnd != end)
    failWith(ERR_INVALID_LSN, text, length);
  return <i64>((hexadecimal(text, slash) << 32) | hexadecimal(low, lowEnd));
}

function writeHex(at: usize, value: u32): usize {
  let shift = 28;
  while (shift > 0 && value >> shift == 0) shift -= 4;
  for (; shift >= 0; shift -= 4) {
    const digit = (value >> shift) & 15;
    store<u8>(at++, digit + (digit < 10 ? 48 : 55));
  }
  return at;
}

export function pg_lsn_out(a: i64): usize {
  const result = allocate(<i32>(2 * MOST_DIGITS + 1));
  const slash = writeHex(result, <u32>(<u64>a >> 32));
  store<u8>(slash, 47);
  return textResult(result, <i32>(writeHex(slash + 1, <u32>a) - result));
}

export function pg_lsn_eq(a: i64, b: i64): i32 {
  return i32(a == b);
}
export function pg_lsn_ne(a: i64, b: i64): i32 {
  return i32(a != b);
}
export function pg_lsn_lt(a: i64, b: i64): i32 {
  return i32(<u64>a < <u64>b);
}
export function pg_lsn_le(a: i64, b: i64): i32 {
  return i32(<u64>a <= <u64>b);
}
export function pg_lsn_gt(a: i64, b: i64): i32 {
  return i32(<u64>a > <u64>b);
}
export function pg_lsn_ge(a: i64, b: i64): i32 {
  return i32(<u64>a >= <u64>b);
}
export function pg_lsn_cmp(a: i64, b: i64): i32 {
  return pg_lsn_gt(a, b) - pg_lsn_lt(a, b);
}
export function pg_lsn_larger(a: i64, b: i64): i64 {
  return <u64>a > <u64>b ? a : b;
}
export function pg_lsn_smaller(a: i64, b: i64): i64 {
  return <u64>a < <u64>b ? a : b;
}

/** A number of bytes as numeric. */
function numericOf(magnitude: u64, negative: bool): usize {
  const text = allocate(24);
  store<u8>(text, 45);
  const end = writeDigits(text + 1, magnitude, decimalLength(magnitude));
  const start = text + usize(!negative);
  return numeric_in(start, <i32>(end - start), -1);
}

export function pg_lsn_mi(a: i64, b: i64): usize {
  const isBefore = <u64>a < <u64>b;
  return numericOf(isBefore ? <u64>b - <u64>a : <u64>a - <u64>b, isBefore);
}

export function pg_wal_lsn_diff(a: i64, b: i64): usize {
  return pg_lsn_mi(a, b);
}

export function numeric_pg_lsn(a: usize, length: i32): i64 {
  if (isSpecial(a)) fail(isNan(a) ? ERR_CANNOT_CONVERT_NAN_TO_LSN : ERR_CANNOT_CONVERT_INFINITY_TO_LSN);
  const from = mark();
  const value = unpack(a, length);
  round(value, 0);
  const magnitude = magnitudeOf(value, u64.MAX_VALUE);
  if (!fitsIn64 || (value.negative && magnitude != 0)) fail(ERR_LSN_OUT_OF_RANGE);
  release(from);
  return <i64>magnitude;
}

export function pg_lsn_pli(a: i64, b: usize, bLength: i32): i64 {
  if (isSpecial(b) && isNan(b)) fail(ERR_ADD_NAN_TO_LSN);
  const place = numericOf(<u64>a, false);
  const sum = numeric_add(place, load<i32>(RESULT_LENGTH), b, bLength);
  return numeric_pg_lsn(sum, load<i32>(RESULT_LENGTH));
}

export function pg_lsn_mii(a: i64, b: usize, bLength: i32): i64 {
  if (isSpecial(b) && isNan(b)) fail(ERR_SUBTRACT_NAN_FROM_LSN);
  const place = numericOf(<u64>a, false);
  const difference = numeric_sub(place, load<i32>(RESULT_LENGTH), b, bLength);
  return numeric_pg_lsn(difference, load<i32>(RESULT_LENGTH));
}

export function pg_lsn_hash(a: i64): i32 {
  return hashint8(a);
}
export function pg_lsn_hash_extended(a: i64, seed: i64): i64 {
  return hashint8extended(a, seed);
}
