/**
 * Casts between numeric and the floats. A float has 15 decimal digits for numeric (6 if it is single), rounded from its exact value as C's
 * `%.15g` rounds it; numeric becomes the nearest float by way of its text, as in PostgreSQL.
 */
import { scanDecimal } from '../../core/runtime/decimal-scan';
import { nearestFloat } from '../../core/runtime/decimal-to-float';
import { DOUBLE_BITS, DOUBLE_LEAST } from '../../core/runtime/float-format';
import { float4in, float8in } from '../../core/runtime/float-in';
import { decimalLength } from '../../core/runtime/digits';
import { findShortest, shortestDigits, shortestPower } from '../../core/runtime/shortest';
import { Decimal, alias, decimalOf, decimalOfMagnitude, digitAt, mark, release, strip } from './decimal';
import { printDecimal } from './print';
import { multiply } from './product';
import { divideBySmall } from './quotient';
import { round, truncate } from './rounding';
import { MINUS_INFINITY, NAN, PLUS_INFINITY, headerOf, isSpecial, pack, packSpecial, unpack } from './stored';
import { lastPlace, leastScale } from './unary';

const RESULT_LENGTH: usize = 16;

function specialFloat(a: usize): f64 {
  const header = headerOf(a);
  return header == NAN ? <f64>NaN : header == PLUS_INFINITY ? Infinity : -Infinity;
}

export function numeric_float8(a: usize, length: i32): f64 {
  if (isSpecial(a)) return specialFloat(a);
  const from = mark();
  const text = printDecimal(unpack(a, length));
  const value = float8in(text, load<i32>(RESULT_LENGTH));
  release(from);
  return value;
}

export function numeric_float4(a: usize, length: i32): f32 {
  if (isSpecial(a)) return <f32>specialFloat(a);
  const from = mark();
  const text = printDecimal(unpack(a, length));
  const value = float4in(text, load<i32>(RESULT_LENGTH));
  release(from);
  return value;
}

/** The nearest double; an infinity where it is too large. */
export function toDouble(v: Decimal): f64 {
  const from = mark();
  const text = printDecimal(v);
  const end = text + load<i32>(RESULT_LENGTH);
  scanDecimal(v.negative ? text + 1 : text, end);
  const bits = nearestFloat(DOUBLE_BITS, DOUBLE_LEAST);
  release(from);
  return reinterpret<f64>(v.negative ? bits | (<i64>1 << 63) : bits);
}

/** digits × 10^power, with the scale that its last digit needs; digits is below 10^15. */
function scaled(digits: u64, power: i32, negative: bool): Decimal {
  while (digits % 10 == 0) {
    digits /= 10;
    power++;
  }
  for (let rest = power & 3; rest > 0; rest--) digits *= 10;
  const result = decimalOfMagnitude(digits, negative);
  result.weight += power >> 2;
  result.scale = max(-power, 0);
  return result;
}

/** mantissa × 2^exponent, exactly. */
function exactly(mantissa: u64, exponent: i32): Decimal {
  let result = decimalOfMagnitude(mantissa, false);
  for (let left = abs(exponent); left > 0; left -= 30) {
    const bits = min(left, 30);
    result = exponent > 0
      ? multiply(result, decimalOf(<i64>1 << bits), 0)
      : divideBySmall(result, <u64>1 << bits, result.scale + bits);
  }
  return result;
}

/** Rounded to so many significant digits, half to even, which is only seen where the value ends with the half. */
function roundSignificant(v: Decimal, digits: i32): Decimal {
  const exponent = v.weight * 4 + decimalLength(<u64>digitAt(v, 0)) - 1;
  const scale = digits - 1 - exponent;
  const below = alias(v);
  truncate(below, scale);
  const above = alias(v);
  round(above, scale);
  const isHalf = lastPlace(v) == scale + 1 && digitAtPlace(v, scale + 1) == 5;
  const result = isHalf && (digitAtPlace(below, scale) & 1) == 0 ? below : above;
  strip(result);
  result.scale = leastScale(result);
  return result;
}

/** The decimal digit at a place after the point, or before it when the place is not positive. */
function digitAtPlace(v: Decimal, place: i32): i32 {
  const i = v.weight + ((place + 3) >> 2);
  if (<u32>i >= <u32>v.count) return 0;
  let digit = digitAt(v, i);
  for (let n = (4 - (place & 3)) & 3; n > 0; n--) digit /= 10;
  return digit % 10;
}

/** The float mantissa × 2^exponent with `digits` significant digits. */
function fromFloat(mantissa: u64, exponent: i32, lowerIsClose: bool, normal: bool, negative: bool, digits: i32): usize {
  const from = mark();
  if (mantissa == 0) return pack(decimalOf(0), from);
  if (normal) {
    findShortest(mantissa, exponent - 2, lowerIsClose);
    const excess = decimalLength(shortestDigits) - digits;
    if (excess <= 0) return pack(scaled(shortestDigits, shortestPower, negative), from);
    let unit: u64 = 1;
    for (let i = 0; i < excess; i++) unit *= 10;
    const rest = shortestDigits % unit;
    // The shortest digits and the value are on the same side of every half but one that they are themselves.
    if (rest * 2 != unit) {
      const kept = shortestDigits / unit + <u64>(rest * 2 > unit);
      return pack(scaled(kept, shortestPower + excess, negative), from);
    }
  }
  const result = roundSignificant(exactly(mantissa, exponent), digits);
  result.negative = negative;
  return pack(result, from);
}

export function float8_numeric(value: f64): usize {
  const bits = reinterpret<u64>(value);
  const field = <i32>(bits >> 52) & 2047;
  const fraction = bits & 0xfffffffffffff;
  const negative = bits >> 63 != 0;
  if (field == 2047) return packSpecial(fraction != 0 ? NAN : negative ? MINUS_INFINITY : PLUS_INFINITY);
  const mantissa = field == 0 ? fraction : fraction | 0x10000000000000;
  return fromFloat(mantissa, max(field, 1) - 1075, fraction == 0 && field > 1, field != 0, negative, 15);
}

export function float4_numeric(value: f32): usize {
  const bits = reinterpret<u32>(value);
  const field = <i32>(bits >> 23) & 255;
  const fraction = bits & 0x7fffff;
  const negative = bits >> 31 != 0;
  if (field == 255) return packSpecial(fraction != 0 ? NAN : negative ? MINUS_INFINITY : PLUS_INFINITY);
  const mantissa = field == 0 ? fraction : fraction | 0x800000;
  return fromFloat(mantissa, max(field, 1) - 150, fraction == 0 && field > 1, field != 0, negative, 6);
}
