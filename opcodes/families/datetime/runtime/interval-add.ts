/** Sums, differences and signs of intervals, with the infinities of PostgreSQL 17 (`utils/adt/timestamp.c`). */
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { ERR_INTERVAL_OUT_OF_RANGE } from './errors.generated.ts';
import { daysOf, infiniteInterval, isInfinite, isNoEnd, makeInterval, monthsOf, timeOf } from './interval-value';
import { add64, narrow, overflowed, sub64 } from './overflow';

/** An interval of parts that may not fit, and that must not be those of an infinity. */
export function finiteInterval(months: i64, days: i64, time: i64, timeOverflowed: bool): usize {
  const m = narrow(months);
  const monthsOverflowed = overflowed;
  const d = narrow(days);
  const result = makeInterval(m, d, time);
  if (overflowed || monthsOverflowed || timeOverflowed || isInfinite(result)) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return result;
}

/** -a. */
export function interval_um(a: usize, aLength: i32): usize {
  if (isInfinite(a)) return infiniteInterval(isNoEnd(a));
  const time = sub64(0, timeOf(a));
  return finiteInterval(-<i64>monthsOf(a), -<i64>daysOf(a), time, overflowed);
}

/** a + b. */
export function interval_pl(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isInfinite(a)) {
    if (isInfinite(b) && isNoEnd(a) != isNoEnd(b)) fail(ERR_INTERVAL_OUT_OF_RANGE);
    return textResult(a, 16);
  }
  if (isInfinite(b)) return textResult(b, 16);
  const time = add64(timeOf(a), timeOf(b));
  return finiteInterval(<i64>monthsOf(a) + monthsOf(b), <i64>daysOf(a) + daysOf(b), time, overflowed);
}

/** a - b. */
export function interval_mi(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isInfinite(a)) {
    if (isInfinite(b) && isNoEnd(a) == isNoEnd(b)) fail(ERR_INTERVAL_OUT_OF_RANGE);
    return textResult(a, 16);
  }
  if (isInfinite(b)) return infiniteInterval(isNoEnd(b));
  const time = sub64(timeOf(a), timeOf(b));
  return finiteInterval(<i64>monthsOf(a) - monthsOf(b), <i64>daysOf(a) - daysOf(b), time, overflowed);
}

export function interval_finite(a: usize, aLength: i32): i32 {
  return i32(!isInfinite(a));
}

/** The difference of two infinite timestamps, of which at least one is infinite. */
export function infiniteDifference(a: i64, b: i64): usize {
  const aInfinite = a == i64.MIN_VALUE || a == i64.MAX_VALUE;
  if (a == b) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return infiniteInterval(aInfinite ? a < 0 : b > 0);
}
