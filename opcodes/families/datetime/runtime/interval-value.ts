/** An interval in memory, as PostgreSQL stores it: microseconds (int64), days and months (int32); and how one is returned. */
import { allocate, textResult } from '../../core/runtime/scratch';

// @ts-ignore: decorator
@inline
export function timeOf(interval: usize): i64 {
  return load<i64>(interval);
}
// @ts-ignore: decorator
@inline
export function daysOf(interval: usize): i32 {
  return load<i32>(interval, 8);
}
// @ts-ignore: decorator
@inline
export function monthsOf(interval: usize): i32 {
  return load<i32>(interval, 12);
}

/** Infinity is an interval whose every part is the greatest, -infinity one whose every part is the least. */
// @ts-ignore: decorator
@inline
export function isNoEnd(interval: usize): bool {
  return monthsOf(interval) == i32.MAX_VALUE && daysOf(interval) == i32.MAX_VALUE && timeOf(interval) == i64.MAX_VALUE;
}
// @ts-ignore: decorator
@inline
export function isNoBegin(interval: usize): bool {
  return monthsOf(interval) == i32.MIN_VALUE && daysOf(interval) == i32.MIN_VALUE && timeOf(interval) == i64.MIN_VALUE;
}
// @ts-ignore: decorator
@inline
export function isInfinite(interval: usize): bool {
  return isNoEnd(interval) || isNoBegin(interval);
}

export function makeInterval(months: i32, days: i32, time: i64): usize {
  const result = allocate(16);
  store<i64>(result, time);
  store<i32>(result, days, 8);
  store<i32>(result, months, 12);
  return textResult(result, 16);
}

export function infiniteInterval(negative: bool): usize {
  return negative
    ? makeInterval(i32.MIN_VALUE, i32.MIN_VALUE, i64.MIN_VALUE)
    : makeInterval(i32.MAX_VALUE, i32.MAX_VALUE, i64.MAX_VALUE);
}
