/** Order and extremes of dates, timestamps and times, all of which are numbers. */
import { USECS_PER_DAY } from '../../core/runtime/calendar';

function compare(a: i64, b: i64): i32 {
  return i32(a > b) - i32(a < b);
}

export function timestamp_cmp(a: i64, b: i64): i32 {
  return compare(a, b);
}
export function timestamp_smaller(a: i64, b: i64): i64 {
  return min(a, b);
}
export function timestamp_larger(a: i64, b: i64): i64 {
  return max(a, b);
}
export function date_cmp(a: i32, b: i32): i32 {
  return compare(a, b);
}
export function date_smaller(a: i32, b: i32): i32 {
  return min(a, b);
}
export function date_larger(a: i32, b: i32): i32 {
  return max(a, b);
}

/** The first day that timestamps do not reach, from 2000-01-01: a finite date from then on is later than all finite timestamps. */
const END_DAY: i32 = 106751983;

export function date_cmp_timestamp(a: i32, b: i64): i32 {
  if (a == i32.MIN_VALUE) return b == i64.MIN_VALUE ? 0 : -1;
  if (a == i32.MAX_VALUE) return b == i64.MAX_VALUE ? 0 : 1;
  if (a >= END_DAY) return b == i64.MAX_VALUE ? -1 : 1;
  return compare(<i64>a * USECS_PER_DAY, b);
}
export function timestamp_cmp_date(a: i64, b: i32): i32 {
  return -date_cmp_timestamp(b, a);
}

export function time_cmp(a: i64, b: i64): i32 {
  return compare(a, b);
}
export function time_eq(a: i64, b: i64): i32 {
  return i32(a == b);
}
export function time_ne(a: i64, b: i64): i32 {
  return i32(a != b);
}
export function time_lt(a: i64, b: i64): i32 {
  return i32(a < b);
}
export function time_le(a: i64, b: i64): i32 {
  return i32(a <= b);
}
export function time_gt(a: i64, b: i64): i32 {
  return i32(a > b);
}
export function time_ge(a: i64, b: i64): i32 {
  return i32(a >= b);
}
export function time_smaller(a: i64, b: i64): i64 {
  return min(a, b);
}
export function time_larger(a: i64, b: i64): i64 {
  return max(a, b);
}
