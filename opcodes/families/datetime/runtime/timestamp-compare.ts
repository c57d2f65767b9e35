/** Comparison of timestamps with time zone with dates and with timestamps without one, by the session's zone (date_cmp_timestamptz and the like). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import { fromLocal, isInfiniteTimestamp, isValidTimestamp } from './timestamp-value';

/** The first day that timestamps do not reach, from 2000-01-01. */
const END_DAY: i32 = 106751983;

/** -1, 0 or 1. An instant beyond the range is beyond all finite ones. */
function compareInstants(a: i64, b: i64): i32 {
  if (!isInfiniteTimestamp(a) && !isValidTimestamp(a)) {
    if (a > 0) return b == i64.MAX_VALUE ? -1 : 1;
    return b == i64.MIN_VALUE ? 1 : -1;
  }
  return i32(a > b) - i32(a < b);
}

/** A timestamp without time zone against an instant. */
export function timestamp_cmp_timestamptz(a: i64, b: i64): i32 {
  return compareInstants(isInfiniteTimestamp(a) ? a : fromLocal(a), b);
}

/** A date against an instant. */
export function date_cmp_timestamptz(date: i32, b: i64): i32 {
  if (date == i32.MIN_VALUE) return b == i64.MIN_VALUE ? 0 : -1;
  if (date == i32.MAX_VALUE) return b == i64.MAX_VALUE ? 0 : 1;
  if (date >= END_DAY) return b == i64.MAX_VALUE ? -1 : 1;
  return compareInstants(fromLocal(<i64>date * USECS_PER_DAY), b);
}

export function timestamptz_cmp_timestamp(a: i64, b: i64): i32 {
  return -timestamp_cmp_timestamptz(b, a);
}
export function timestamptz_cmp_date(a: i64, b: i32): i32 {
  return -date_cmp_timestamptz(b, a);
}
