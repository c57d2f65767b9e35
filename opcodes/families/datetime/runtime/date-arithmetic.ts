/** Dates plus and minus intervals, and with times (`utils/adt/date.c`). */
import { fail } from '../../core/runtime/raise';
import { ERR_DATE_OUT_OF_RANGE_FOR_TIMESTAMP } from './errors.generated.ts';
import { timestamp_mi_interval, timestamp_pl_interval } from './timestamp-add';
import { dateToTimestamp } from './timestamp-cast';
import { checkedTimestamp, isInfiniteTimestamp, isValidTimestamp } from './timestamp-value';

export function date_pl_interval(date: i32, interval: usize, length: i32): i64 {
  return timestamp_pl_interval(dateToTimestamp(date), interval, length);
}
export function date_mi_interval(date: i32, interval: usize, length: i32): i64 {
  return timestamp_mi_interval(dateToTimestamp(date), interval, length);
}

export function datetime_timestamp(date: i32, time: i64): i64 {
  const begin = dateToTimestamp(date);
  return isInfiniteTimestamp(begin) ? begin : checkedTimestamp(begin + time);
}

/** A time with time zone has its offset in seconds west of Greenwich after the time. */
export function datetimetz_timestamptz(date: i32, timetz: usize, length: i32): i64 {
  const begin = dateToTimestamp(date);
  if (isInfiniteTimestamp(begin)) return begin;
  const result = begin + load<i64>(timetz) + <i64>load<i32>(timetz, 8) * 1000000;
  if (!isValidTimestamp(result)) fail(ERR_DATE_OUT_OF_RANGE_FOR_TIMESTAMP);
  return result;
}
