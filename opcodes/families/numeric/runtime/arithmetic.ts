/** The operators + - * / % and div on numerics as they are stored, with the rules for NaN and the infinities. */
import { ERR_DIVISION_BY_ZERO } from '../../core/runtime/errors.generated.ts';
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { Decimal, decimalOf, digitAt, mark, zero } from './decimal';
import { multiply } from './product';
import { divide } from './quotient';
import { round } from './rounding';
import {
  MINUS_INFINITY, MOST_SCALE, NAN, PLUS_INFINITY, headerOf, isNan, isSpecial, pack, packSpecial, signOf, unpack,
} from './stored';
import { add, subtract } from './sum';

/** Digits that a quotient or a transcendental function has at least. */
export const LEAST_SIGNIFICANT: i32 = 16;
/** The decimal places that they have at most. */
export const MOST_DISPLAY_SCALE: i32 = 1000;

/** An infinity of the sign. */
// @ts-ignore: decorator
@inline
export function infinity(sign: i32): usize {
  return packSpecial(sign > 0 ? PLUS_INFINITY : MINUS_INFINITY);
}

/** The sum when one is not finite, the sign of b being given: opposite infinities have none. */
function specialSum(a: usize, b: u32): usize {
  const x = headerOf(a);
  if (x == NAN || b == NAN) return packSpecial(NAN);
  if (x < NAN) return packSpecial(b);
  return packSpecial(b >= NAN && b != x ? NAN : x);
}

export function numeric_add(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) return specialSum(a, headerOf(b));
  const from = mark();
  return pack(add(unpack(a, aLength), unpack(b, bLength)), from);
}

export function numeric_sub(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) {
    const y = headerOf(b);
    return specialSum(a, y == PLUS_INFINITY ? MINUS_INFINITY : y == MINUS_INFINITY ? PLUS_INFINITY : y);
  }
  const from = mark();
  return pack(subtract(unpack(a, aLength), unpack(b, bLength)), from);
}

export function numeric_inc(a: usize, length: i32): usize {
  if (isSpecial(a)) return textResult(a, length);
  const from = mark();
  return pack(add(unpack(a, length), decimalOf(1)), from);
}

export function numeric_mul(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) {
    const sign = signOf(a, aLength) * signOf(b, bLength);
    // NaN has no sign, and an infinity times zero is not a number.
    return sign == 0 ? packSpecial(NAN) : infinity(sign);
  }
  const from = mark();
  const x = unpack(a, aLength);
  const y = unpack(b, bLength);
  const product = multiply(x, y, x.scale + y.scale);
  if (product.scale > MOST_SCALE) round(product, MOST_SCALE);
  return pack(product, from);
}

/** The quotient when one of the two is not finite; a finite number by an infinity is zero. */
function specialQuotient(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isNan(a) || isNan(b)) return packSpecial(NAN);
  if (!isSpecial(a)) return pack(zero(0), mark());
  if (isSpecial(b)) return packSpecial(NAN);
  const sign = signOf(b, bLength);
  if (sign == 0) fail(ERR_DIVISION_BY_ZERO);
  return infinity(signOf(a, aLength) * sign);
}

/** The scale of a quotient: sixteen significant digits, and not less than the display scales (`select_div_scale`). */
function quotientScale(a: Decimal, b: Decimal): i32 {
  const first = a.count == 0 ? 0 : digitAt(a, 0);
  const second = b.count == 0 ? 0 : digitAt(b, 0);
  const weight = a.weight - b.weight - i32(first <= second);
  const scale = max(LEAST_SIGNIFICANT - weight * 4, max(a.scale, b.scale));
  return min(max(scale, 0), MOST_DISPLAY_SCALE);
}

export function numeric_div(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) return specialQuotient(a, aLength, b, bLength);
  const from = mark();
  const x = unpack(a, aLength);
  const y = unpack(b, bLength);
  return pack(divide(x, y, quotientScale(x, y), true), from);
}

/** The whole part of the quotient. */
export function numeric_div_trunc(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) return specialQuotient(a, aLength, b, bLength);
  const from = mark();
  return pack(divide(unpack(a, aLength), unpack(b, bLength), 0, false), from);
}

/** What the whole part of the quotient leaves; it has the sign of a. */
export function remainder(a: Decimal, b: Decimal): Decimal {
  return subtract(a, multiply(b, divide(a, b, 0, false), b.scale));
}

export function numeric_mod(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) {
    if (isNan(a) || isNan(b)) return packSpecial(NAN);
    if (!isSpecial(a)) return textResult(a, aLength);
    if (signOf(b, bLength) == 0) fail(ERR_DIVISION_BY_ZERO);
    return packSpecial(NAN);
  }
  const from = mark();
  return pack(remainder(unpack(a, aLength), unpack(b, bLength)), from);
}
