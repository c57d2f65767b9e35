/** date_bin: the begin of the stride, counted from an origin, that a timestamp is in (timestamp_bin). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import { fail } from '../../core/runtime/raise';
import {
  ERR_INTERVAL_OUT_OF_RANGE, ERR_ORIGIN_INFINITE, ERR_STRIDE_HAS_MONTHS, ERR_STRIDE_INFINITE, ERR_STRIDE_NOT_POSITIVE, ERR_TIMESTAMP_OUT_OF_RANGE,
} from './errors.generated.ts';
import { daysOf, isInfinite, monthsOf, timeOf } from './interval-value';
import { add64, overflowed, sub64 } from './overflow';
import { isInfiniteTimestamp, isValidTimestamp } from './timestamp-value';

function strideOf(interval: usize): i64 {
  if (isInfinite(interval)) fail(ERR_STRIDE_INFINITE);
  if (monthsOf(interval) != 0) fail(ERR_STRIDE_HAS_MONTHS);
  const days = <i64>daysOf(interval);
  // The days that 64 bits of microseconds have room for.
  if (days > 106751991 || days < -106751991) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const stride = add64(days * USECS_PER_DAY, timeOf(interval));
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  if (stride <= 0) fail(ERR_STRIDE_NOT_POSITIVE);
  return stride;
}

export function timestamp_bin(interval: usize, length: i32, timestamp: i64, origin: i64): i64 {
  if (isInfiniteTimestamp(timestamp)) return timestamp;
  if (isInfiniteTimestamp(origin)) fail(ERR_ORIGIN_INFINITE);
  const stride = strideOf(interval);
  const difference = sub64(timestamp, origin);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const rest = difference % stride;
  const result = origin + (difference - rest);
  if (rest >= 0) return result;
  // Strides are counted downwards before the origin too.
  const below = sub64(result, stride);
  if (overflowed || !isValidTimestamp(below)) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return below;
}

export function timestamptz_bin(interval: usize, length: i32, timestamp: i64, origin: i64): i64 {
  return timestamp_bin(interval, length, timestamp, origin);
}
