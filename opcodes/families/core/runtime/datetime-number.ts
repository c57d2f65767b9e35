/** Numbers inside a date/time field: C's `strtol` and `strtod` on zero-terminated bytes, as `datetime.c` uses them. */
import { isDigit } from './characters';
import { scanDecimal } from './decimal-scan';
import { nearestFloat } from './decimal-to-float';
import { DTERR_BAD_FORMAT } from './datetime-codes';
import { DOUBLE_BITS, DOUBLE_LEAST } from './float-format';

/** Where the last number ended, and whether it did not fit an int. */
export let intEnd: usize = 0;
export let intOverflowed: bool = false;

/** The integer at `p`, possibly signed; without a digit it is 0 and ends where it began. */
export function strtoint(p: usize): i32 {
  const start = p;
  const sign = <u32>load<u8>(p);
  if (sign == 45 || sign == 43) p++;
  const first = p;
  let value: i64 = 0;
  for (; isDigit(load<u8>(p)); p++) {
    if (value < 100000000000) value = value * 10 + (load<u8>(p) - 48);
  }
  intEnd = p == first ? start : p;
  if (sign == 45) value = -value;
  intOverflowed = value != <i64>(<i32>value);
  return <i32>value;
}

/** The digits from `p` up to `end`, all of which are digits; wraps as C's `atoi` does. */
export function digitsToInt(p: usize, end: usize): i32 {
  let value = 0;
  for (; p < end; p++) value = value * 10 + (load<u8>(p) - 48);
  return value;
}

export function stringLength(p: usize): i32 {
  const start = p;
  while (load<u8>(p) != 0) p++;
  return <i32>(p - start);
}

/** The first `c` in a string, or 0. */
export function findCharacter(p: usize, c: u32): usize {
  for (; load<u8>(p) != 0; p++) {
    if (<u32>load<u8>(p) == c) return p;
  }
  return 0;
}

export let fraction: f64 = 0;

/** Reads the rest of a field, a point and digits, into `fraction` (ParseFraction). */
export function parseFraction(p: usize): i32 {
  let end = p + 1;
  while (isDigit(load<u8>(end))) end++;
  if (load<u8>(end) != 0) return DTERR_BAD_FORMAT;
  fraction = 0;
  if (scanDecimal(p, end)) fraction = reinterpret<f64>(nearestFloat(DOUBLE_BITS, DOUBLE_LEAST));
  return 0;
}

export let fractionMicroseconds: i32 = 0;

/** The same as whole microseconds, rounded (ParseFractionalSecond). */
export function parseFractionalSecond(p: usize): i32 {
  const error = parseFraction(p);
  if (error != 0) return error;
  fractionMicroseconds = <i32>nearest(fraction * 1000000);
  return 0;
}
