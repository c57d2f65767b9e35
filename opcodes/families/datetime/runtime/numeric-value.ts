/**
 * A numeric made of whole numbers, as PostgreSQL stores it (NumericShort of `utils/adt/numeric.c`): a header of 16 bits with sign, display scale
 * and weight, then digits of base 10000, without zeros at either end.
 */
import { allocate, textResult } from '../../core/runtime/scratch';

/** Up to five digits before the point and seven after it, from the highest. */
const DIGITS = memory.data(24);
const WHOLE_DIGITS: i32 = 5;
const ALL_DIGITS: i32 = 12;
const MINUS_INFINITY: u16 = 0xf000;
const INFINITY: u16 = 0xd000;

function setDigit(n: i32, digit: u32): void {
  store<u16>(DIGITS + (n << 1), <u16>digit);
}

/** Begins a number with its whole part. */
export function setWhole(whole: u64): void {
  memory.fill(DIGITS, 0, 24);
  for (let n = WHOLE_DIGITS - 1; n >= 0; n--) {
    setDigit(n, <u32>(whole % 10000));
    whole /= 10000;
  }
}

/** The `n`th digit after the point, from 0. */
export function setFractionDigit(n: i32, digit: u32): void {
  setDigit(WHOLE_DIGITS + n, digit);
}

/** Adds one to the digit `n` after the point, with what it carries. */
export function incrementFraction(n: i32): void {
  for (let i = WHOLE_DIGITS + n; i >= 0; i--) {
    const digit = <u32>load<u16>(DIGITS + (i << 1)) + 1;
    setDigit(i, digit == 10000 ? 0 : digit);
    if (digit != 10000) return;
  }
}

/** The number that was set, with its sign and display scale. */
export function finishNumeric(negative: bool, scale: i32): usize {
  let first = 0;
  while (first < ALL_DIGITS && load<u16>(DIGITS + (first << 1)) == 0) first++;
  let end = ALL_DIGITS;
  while (end > first && load<u16>(DIGITS + ((end - 1) << 1)) == 0) end--;
  const count = end - first;
  const weight = count == 0 ? 0 : WHOLE_DIGITS - 1 - first;
  const sign = negative && count > 0 ? 0x2000 : 0;
  const result = allocate(2 + count * 2);
  store<u16>(result, <u16>(0x8000 | sign | (scale << 7) | (weight < 0 ? 0x40 : 0) | (weight & 0x3f)));
  memory.copy(result + 2, DIGITS + (first << 1), count << 1);
  return textResult(result, 2 + count * 2);
}

/** value ÷ 10^scale, with the scale 0, 3 or 6. */
export function numericOf(value: i64, scale: i32): usize {
  const magnitude = <u64>(value < 0 ? -value : value);
  const unit: u64 = scale == 0 ? 1 : scale == 3 ? 1000 : 1000000;
  return numericOfParts(magnitude / unit, <u32>(magnitude % unit) * (scale == 3 ? 1000 : 1), value < 0, scale);
}

/** A whole number and millionths. */
export function numericOfParts(whole: u64, millionths: u32, negative: bool, scale: i32): usize {
  setWhole(whole);
  setFractionDigit(0, millionths / 100);
  setFractionDigit(1, millionths % 100 * 100);
  return finishNumeric(negative, scale);
}

export function numericInfinity(negative: bool): usize {
  const result = allocate(2);
  store<u16>(result, negative ? MINUS_INFINITY : INFINITY);
  return textResult(result, 2);
}
