/** Comparison of intervals: a month is 30 days, a day is 24 hours (interval_cmp_value of `utils/adt/timestamp.c`, which takes 128 bits for it). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import { textResult } from '../../core/runtime/scratch';
import { daysOf, monthsOf, timeOf } from './interval-value';

/** The whole days of an interval, rounded down. */
function wholeDays(interval: usize): i64 {
  const time = timeOf(interval);
  const days = time / USECS_PER_DAY;
  return <i64>monthsOf(interval) * 30 + <i64>daysOf(interval) + days - i64(time < days * USECS_PER_DAY);
}

/** What is left of the day. */
function restOfDay(interval: usize): i64 {
  const rest = timeOf(interval) % USECS_PER_DAY;
  return rest < 0 ? rest + USECS_PER_DAY : rest;
}

/** -1, 0 or 1. */
export function compareIntervals(a: usize, b: usize): i32 {
  const days = wholeDays(a);
  const otherDays = wholeDays(b);
  if (days != otherDays) return days < otherDays ? -1 : 1;
  const rest = restOfDay(a);
  const otherRest = restOfDay(b);
  return i32(rest > otherRest) - i32(rest < otherRest);
}

/** -1, 0 or 1 as the interval is negative, zero or positive. */
export function signOf(interval: usize): i32 {
  const days = wholeDays(interval);
  if (days != 0) return days < 0 ? -1 : 1;
  return i32(restOfDay(interval) != 0);
}

/** The lowest 64 bits of the microseconds: what is hashed. */
export function lowBits(interval: usize): i64 {
  return (<i64>monthsOf(interval) * 30 + <i64>daysOf(interval)) * USECS_PER_DAY + timeOf(interval);
}

export function interval_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareIntervals(a, b);
}
export function interval_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareIntervals(a, b) == 0);
}
export function interval_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareIntervals(a, b) != 0);
}
export function interval_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareIntervals(a, b) < 0);
}
export function interval_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareIntervals(a, b) <= 0);
}
export function interval_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareIntervals(a, b) > 0);
}
export function interval_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareIntervals(a, b) >= 0);
}
export function interval_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return textResult(compareIntervals(a, b) < 0 ? a : b, 16);
}
export function interval_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return textResult(compareIntervals(a, b) > 0 ? a : b, 16);
}
