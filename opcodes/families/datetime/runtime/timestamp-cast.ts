/** Casts between timestamps, dates and times, local time being the session's (`utils/adt/timestamp.c`, `date.c`). */
import { USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { ERR_DATE_OUT_OF_RANGE_FOR_TIMESTAMP } from './errors.generated.ts';
import { checkedTimestamp, fromLocal, isInfiniteTimestamp, isValidTimestamp, toLocal } from './timestamp-value';

/** The first day that timestamps do not reach, from 2000-01-01. */
const END_DAY: i32 = 106751983;

/** The begin of a day as a timestamp without time zone. */
export function dateToTimestamp(date: i32): i64 {
  if (date == i32.MIN_VALUE) return i64.MIN_VALUE;
  if (date == i32.MAX_VALUE) return i64.MAX_VALUE;
  if (date >= END_DAY) fail(ERR_DATE_OUT_OF_RANGE_FOR_TIMESTAMP);
  return <i64>date * USECS_PER_DAY;
}

export function date_timestamptz(date: i32): i64 {
  const local = dateToTimestamp(date);
  if (isInfiniteTimestamp(local)) return local;
  const result = fromLocal(local);
  if (!isValidTimestamp(result)) fail(ERR_DATE_OUT_OF_RANGE_FOR_TIMESTAMP);
  return result;
}

export function timestamp_timestamptz(local: i64): i64 {
  return isInfiniteTimestamp(local) ? local : checkedTimestamp(fromLocal(local));
}
export function timestamp_at_local(local: i64): i64 {
  return timestamp_timestamptz(local);
}

export function timestamptz_timestamp(instant: i64): i64 {
  return isInfiniteTimestamp(instant) ? instant : checkedTimestamp(toLocal(instant));
}
export function timestamptz_at_local(instant: i64): i64 {
  return timestamptz_timestamp(instant);
}

export function timestamptz_date(instant: i64): i32 {
  if (isInfiniteTimestamp(instant)) return instant < 0 ? i32.MIN_VALUE : i32.MAX_VALUE;
  return floorDay(toLocal(instant));
}

/** The time of day; null of an infinite timestamp. */
export function timestamp_time(local: i64): i64 {
  if (isInfiniteTimestamp(local)) {
    resultIsNull();
    return 0;
  }
  return local - <i64>floorDay(local) * USECS_PER_DAY;
}
export function timestamptz_time(instant: i64): i64 {
  return timestamp_time(isInfiniteTimestamp(instant) ? instant : toLocal(instant));
}

export function timestamp_finite(timestamp: i64): i32 {
  return i32(!isInfiniteTimestamp(timestamp));
}
export function date_finite(date: i32): i32 {
  return i32(date != i32.MIN_VALUE && date != i32.MAX_VALUE);
}
