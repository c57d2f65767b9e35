/** The order of numerics, read where they are stored: NaN equals itself and is greater than everything else. */
import { textResult } from '../../core/runtime/scratch';
import { Decimal, digitAt } from './decimal';
import { NAN, PLUS_INFINITY, headerOf, headerSize, isNegative, weightOf } from './stored';

/** -1, 0, 1 or 2: minus infinity, finite, infinity, NaN. */
// @ts-ignore: decorator
@inline
function rank(header: u32): i32 {
  return header < NAN ? 0 : header == NAN ? 2 : header == PLUS_INFINITY ? 1 : -1;
}

/** Digits of the same first weight; neither ends with a zero, so of equal beginnings the longer is greater. */
function compareDigits(a: usize, aCount: i32, b: usize, bCount: i32): i32 {
  const end = a + (<usize>min(aCount, bCount) << 1);
  while (a < end) {
    const x = <i32>load<u16>(a);
    const y = <i32>load<u16>(b);
    if (x != y) return x < y ? -1 : 1;
    a += 2;
    b += 2;
  }
  return i32(aCount > bCount) - i32(aCount < bCount);
}

// @ts-ignore: decorator
@inline
function order(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = headerOf(a);
  const y = headerOf(b);
  if (x >= NAN || y >= NAN) {
    const left = rank(x);
    const right = rank(y);
    return i32(left > right) - i32(left < right);
  }
  const aSize = headerSize(x);
  const bSize = headerSize(y);
  const aCount = (aLength - aSize) >> 1;
  const bCount = (bLength - bSize) >> 1;
  const aSign = aCount == 0 ? 0 : isNegative(x) ? -1 : 1;
  const bSign = bCount == 0 ? 0 : isNegative(y) ? -1 : 1;
  if (aSign != bSign) return aSign < bSign ? -1 : 1;
  if (aSign == 0) return 0;
  const aWeight = weightOf(a, x);
  const bWeight = weightOf(b, y);
  if (aWeight != bWeight) return aWeight < bWeight ? -aSign : aSign;
  return aSign * compareDigits(a + aSize, aCount, b + bSize, bCount);
}

/** -1, 0 or 1. */
export function numeric_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return order(a, aLength, b, bLength);
}
export function numeric_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(order(a, aLength, b, bLength) == 0);
}
export function numeric_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(order(a, aLength, b, bLength) != 0);
}
export function numeric_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(order(a, aLength, b, bLength) < 0);
}
export function numeric_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(order(a, aLength, b, bLength) <= 0);
}
export function numeric_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(order(a, aLength, b, bLength) > 0);
}
export function numeric_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(order(a, aLength, b, bLength) >= 0);
}

export function numeric_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return numeric_cmp(a, aLength, b, bLength) < 0 ? textResult(a, aLength) : textResult(b, bLength);
}
export function numeric_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return numeric_cmp(a, aLength, b, bLength) > 0 ? textResult(a, aLength) : textResult(b, bLength);
}

/** -1, 0 or 1 by magnitude; both are stripped. */
export function compareMagnitudes(a: Decimal, b: Decimal): i32 {
  if (a.count == 0 || b.count == 0) return i32(a.count != 0) - i32(b.count != 0);
  if (a.weight != b.weight) return a.weight < b.weight ? -1 : 1;
  return compareDigits(a.digits, a.count, b.digits, b.count);
}

/** -1, 0 or 1; both are stripped. */
export function compareDecimals(a: Decimal, b: Decimal): i32 {
  if (a.negative != b.negative) return a.negative ? -1 : 1;
  return a.negative ? -compareMagnitudes(a, b) : compareMagnitudes(a, b);
}

/** The value is 1. */
export function isOne(v: Decimal): bool {
  return v.count == 1 && v.weight == 0 && !v.negative && digitAt(v, 0) == 1;
}
