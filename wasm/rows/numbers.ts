/** Numbers in their canonical spelling, as src/inputs/number-text.ts reads them, where a double holds all their digits or they are the shortest that give it. */

/** Of so many digits a double holds every number. */
export const MOST_DIGITS: u32 = 15;

/** The number was not one of these. */
export let refused: bool = false;

/** The whole number of so many bytes: digits without a leading zero, after a minus or nothing. */
export function integerAt(at: usize, length: u32): i64 {
  if (length - 1 < 8 && (load<u8>(at) != 0x30 || length == 1)) {
    const digits = eightDigits(at, length);
    // The upper half of a digit's byte is 3, also when 6 is added.
    const upper = digits & 0xf0f0_f0f0_f0f0_f0f0;
    const upperOfMore = (digits + 0x0606_0606_0606_0606) & 0xf0f0_f0f0_f0f0_f0f0;
    if ((upper | (upperOfMore >> 4)) == 0x3333_3333_3333_3333) {
      refused = false;
      return valueOfEight(digits);
    }
  }
  return longIntegerAt(at, length);
}

/** Up to eight bytes, with zeros as digits before them. */
// @ts-ignore: decorator
@inline
function eightDigits(at: usize, length: u32): u64 {
  const others = (8 - length) << 3;
  const zeros = (0x0030_3030_3030_3030 as u64) >> ((length - 1) << 3);
  return (load<u64>(at) << others) | zeros;
}

/** Their value: pairs of digits are added, then pairs of these, then both halves (Lemire: Number Parsing at a Gigabyte per Second, 2021). */
// @ts-ignore: decorator
@inline
function valueOfEight(digits: u64): i64 {
  const ones = digits - 0x3030_3030_3030_3030;
  const pairs = ones * 10 + (ones >> 8);
  const upper = (pairs & 0x0000_00ff_0000_00ff) * 0x000f_4240_0000_0064;
  const lower = ((pairs >> 16) & 0x0000_00ff_0000_00ff) * 0x0000_2710_0000_0001;
  return <i64>((upper + lower) >> 32);
}

function longIntegerAt(at: usize, length: u32): i64 {
  const negative = length > 0 && load<u8>(at) == 0x2d;
  const first = negative ? at + 1 : at;
  const digits = negative ? length - 1 : length;
  refused = true;
  if (digits - 1 >= MOST_DIGITS) return 0;
  if (load<u8>(first) == 0x30 && (digits > 1 || negative)) return 0;
  let value: i64 = 0;
  for (let i: u32 = 0; i < digits; i++) {
    const digit = <u32>load<u8>(first + i) - 0x30;
    if (digit > 9) return 0;
    value = value * 10 + digit;
  }
  refused = false;
  return negative ? -value : value;
}

/**
 * The number of so many bytes, with a point or without, and no exponent, where float8 gives back the digits that are written: as every number of 15
 * digits does, and of 16 and 17 the shortest that is read as its value.
 */
export function decimalAt(at: usize, length: u32): f64 {
  const negative = length > 0 && load<u8>(at) == 0x2d;
  const first = negative ? at + 1 : at;
  const bytes = negative ? length - 1 : length;
  refused = true;
  if (bytes - 1 >= MOST_BYTES) return 0;
  let value: i64 = 0;
  let digits: u32 = 0;
  let whole: u32 = 0;
  let power: f64 = 1;
  let pointed = false;
  for (let i: u32 = 0; i < bytes; i++) {
    const byte = <u32>load<u8>(first + i);
    if (byte == 0x2e && !pointed) {
      pointed = true;
      whole = digits;
    } else {
      const digit = byte - 0x30;
      if (digit > 9 || value >= SHORTEST) return 0;
      value = value * 10 + digit;
      digits++;
      if (pointed) power *= 10;
    }
  }
  if (!pointed) whole = digits;
  if (digits == 0 || value >= SHORTEST || (whole > 1 && load<u8>(first) == 0x30)) return 0;
  let read: f64;
  if (value < EXACT) {
    // Both parts of the quotient are exact, so it is rounded once (Clinger, 1990).
    read = <f64>value / power;
    refused = false;
  } else read = shortest(value, power);
  return negative ? -read : read;
}

/** The most bytes of a number, without its sign: no power of ten behind its point is above the 22nd, the last that is exact. */
const MOST_BYTES: u32 = 23;
/** The first numbers of 16 digits, and of 18. */
const EXACT: i64 = 1_000_000_000_000_000;
const SHORTEST: i64 = 100_000_000_000_000_000;

/**
 * The double that is nearest to `digits / power`, where `digits` are the fewest that are read as it and the nearest of so many; otherwise, and where that is
 * hard to tell, it is refused. All is measured in units of the last digit: how far the digits are from the double (Dekker's exact product, 1971), and
 * how far from it a number may be that is read as it.
 */
function shortest(digits: i64, power: f64): f64 {
  let value = <f64>digits / power;
  let bits = reinterpret<u64>(value);
  let away = distance(digits, value, power);
  let half = halfUnit(bits) * power;
  if (abs(away) > half) {
    // The digits were rounded before they were divided, so the quotient may be a neighbour.
    bits = away > 0 ? bits + 1 : bits - 1;
    value = reinterpret<f64>(bits);
    away = distance(digits, value, power);
    half = halfUnit(bits) * power;
  }
  const last = <f64>(digits % 10);
  const sure = half - UNSURE;
  const isRead = abs(away) < sure && abs(away) < 0.5 - UNSURE;
  const isShorter = abs(away - last) < half + UNSURE || abs(away + (10 - last)) < half + UNSURE;
  // Below a power of two the doubles are twice as near to each other as above.
  refused = !isRead || isShorter || (bits & 0xf_ffff_ffff_ffff) == 0;
  return value;
}

const UNSURE: f64 = 1e-6;

/** Half the distance between a double, given as its bits, and the next. */
// @ts-ignore: decorator
@inline
function halfUnit(bits: u64): f64 {
  return reinterpret<f64>((bits & 0x7ff0_0000_0000_0000) - ((53 as u64) << 52));
}

/** `digits - value * power`, where both terms are nearly the same. */
function distance(digits: i64, value: f64, power: f64): f64 {
  const product = value * power;
  const high = upperHalf(value);
  const low = value - high;
  const powerHigh = upperHalf(power);
  const powerLow = power - powerHigh;
  const rest = low * powerLow - (product - high * powerHigh - low * powerHigh - high * powerLow);
  const whole = <i64>product;
  return <f64>(digits - whole) - (product - <f64>whole) - rest;
}

/** A double's upper 26 bits (Veltkamp). */
// @ts-ignore: decorator
@inline
function upperHalf(value: f64): f64 {
  const scaled = value * 134_217_729;
  return scaled - (scaled - value);
}
