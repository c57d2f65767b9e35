/** Casts between numeric and the integers; numeric rounds half away from zero. */
import {
  ERR_BIGINT_OUT_OF_RANGE, ERR_INTEGER_OUT_OF_RANGE, ERR_SMALLINT_OUT_OF_RANGE,
} from '../../core/runtime/errors.generated.ts';
import { fail } from '../../core/runtime/raise';
import { Decimal, decimalOf, digitAt, mark, release } from './decimal';
import {
  ERR_CANNOT_CONVERT_INFINITY_TO_BIGINT, ERR_CANNOT_CONVERT_INFINITY_TO_INTEGER, ERR_CANNOT_CONVERT_INFINITY_TO_SMALLINT,
  ERR_CANNOT_CONVERT_NAN_TO_BIGINT, ERR_CANNOT_CONVERT_NAN_TO_INTEGER, ERR_CANNOT_CONVERT_NAN_TO_SMALLINT,
} from './errors.generated.ts';
import { round } from './rounding';
import { isNan, isSpecial, pack, unpack } from './stored';

export function int2_numeric(value: i32): usize {
  return int8_numeric(value);
}
export function int4_numeric(value: i32): usize {
  return int8_numeric(value);
}
export function int8_numeric(value: i64): usize {
  const from = mark();
  return pack(decimalOf(value), from);
}

/** Whether the value that was asked for last has a place in 64 bits. */
export let fitsIn64: bool = false;

/** The size of a whole number, if it is at most the limit; `fitsIn64` says so. */
export function magnitudeOf(v: Decimal, limit: u64): u64 {
  fitsIn64 = true;
  let magnitude: u64 = 0;
  if (v.count == 0) return 0;
  // 2^64 has twenty digits: five of base 10,000.
  fitsIn64 = v.weight <= 4;
  if (!fitsIn64) return 0;
  for (let i = 0; i <= v.weight; i++) {
    const digit = i < v.count ? <u64>digitAt(v, i) : 0;
    // Four digits are below 10^16, so only the fifth can lead past the limit, and not past 64 bits by much.
    if (magnitude > (limit - digit) / 10000) {
      fitsIn64 = false;
      return 0;
    }
    magnitude = magnitude * 10000 + digit;
  }
  return magnitude;
}

/** The nearest whole number, if it has at most 64 bits; `fitsIn64` says so. */
export function toInt64(v: Decimal): i64 {
  round(v, 0);
  const magnitude = magnitudeOf(v, (<u64>1 << 63) - <u64>(!v.negative));
  return v.negative ? <i64>(0 - magnitude) : <i64>magnitude;
}

/** The integer, in a range. */
function toInteger(a: usize, length: i32, least: i64, most: i64, nan: i32, infinite: i32, outOfRange: i32): i64 {
  if (isSpecial(a)) fail(isNan(a) ? nan : infinite);
  const from = mark();
  const value = toInt64(unpack(a, length));
  if (!fitsIn64 || value < least || value > most) fail(outOfRange);
  release(from);
  return value;
}

export function numeric_int2(a: usize, length: i32): i32 {
  return <i32>toInteger(
    a, length, i16.MIN_VALUE, i16.MAX_VALUE,
    ERR_CANNOT_CONVERT_NAN_TO_SMALLINT, ERR_CANNOT_CONVERT_INFINITY_TO_SMALLINT, ERR_SMALLINT_OUT_OF_RANGE,
  );
}
export function numeric_int4(a: usize, length: i32): i32 {
  return <i32>toInteger(
    a, length, i32.MIN_VALUE, i32.MAX_VALUE,
    ERR_CANNOT_CONVERT_NAN_TO_INTEGER, ERR_CANNOT_CONVERT_INFINITY_TO_INTEGER, ERR_INTEGER_OUT_OF_RANGE,
  );
}
export function numeric_int8(a: usize, length: i32): i64 {
  return toInteger(
    a, length, i64.MIN_VALUE, i64.MAX_VALUE,
    ERR_CANNOT_CONVERT_NAN_TO_BIGINT, ERR_CANNOT_CONVERT_INFINITY_TO_BIGINT, ERR_BIGINT_OUT_OF_RANGE,
  );
}
