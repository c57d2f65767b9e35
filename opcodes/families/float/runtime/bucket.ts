/** width_bucket over float8, and the greater and lesser of two (utils/adt/float.c). */
import { fail } from '../../core/runtime/raise';
import { ERR_BUCKET_COUNT, ERR_BUCKET_EQUAL, ERR_BUCKET_INFINITE, ERR_BUCKET_NAN, ERR_BUCKET_RANGE } from './errors.generated.ts';
import { isInfinite } from './range';

/** How far a lies from one number to another, from 0 to 1; halved where the distance itself would overflow. */
function share(a: f64, from: f64, to: f64): f64 {
  const width = to - from;
  if (!isInfinite(width)) return (a - from) / width;
  return (a / 2 - from / 2) / (to / 2 - from / 2);
}

/** The number of the bucket, of `count` equal ones between the bounds, 0 before the first and `count` + 1 after the last. */
export function width_bucket_float8(a: f64, low: f64, high: f64, count: i32): i32 {
  if (count <= 0) fail(ERR_BUCKET_COUNT);
  if (a != a || low != low || high != high) fail(ERR_BUCKET_NAN);
  if (isInfinite(low) || isInfinite(high)) fail(ERR_BUCKET_INFINITE);
  if (low == high) fail(ERR_BUCKET_EQUAL);
  const rises = low < high;
  if (rises ? a < low : a > low) return 0;
  if (rises ? a >= high : a <= high) {
    if (count == i32.MAX_VALUE) fail(ERR_BUCKET_RANGE);
    return count + 1;
  }
  const whole = <i32>(<f64>count * (rises ? share(a, low, high) : share(-a, -low, -high)));
  // The share may have been rounded to 1.
  return min(whole, count - 1) + 1;
}

/** Whether a is greater: NaN is greater than every number. */
function isGreater(a: f64, b: f64): bool {
  return b == b && (a != a || a > b);
}

/** The greater. */
export function float8larger(a: f64, b: f64): f64 {
  return isGreater(a, b) ? a : b;
}

/** The lesser. */
export function float8smaller(a: f64, b: f64): f64 {
  return isGreater(b, a) ? a : b;
}
