/** The type modifier of time and timestamp: the digits of a second (AdjustTimestampForTypmod, AdjustTimeForTypmod). */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { ERR_TIMESTAMP_PRECISION } from './errors.generated.ts';
import { isInfiniteTimestamp } from './timestamp-value';

const MOST_DIGITS: i32 = 6;
const SCALES = memory.data<i64>([1000000, 100000, 10000, 1000, 100, 10, 1]);

/** Rounds half away from zero. */
function roundTo(time: i64, digits: i32): i64 {
  const scale = load<i64>(SCALES + (digits << 3));
  const half = scale / 2;
  return time >= 0 ? (time + half) / scale * scale : -((half - time) / scale * scale);
}

export function timestamp_scale(timestamp: i64, modifier: i32): i64 {
  if (isInfiniteTimestamp(timestamp) || modifier == -1 || modifier == MOST_DIGITS) return timestamp;
  if (modifier < 0 || modifier > MOST_DIGITS) {
    detailNumber(modifier);
    failWithDetail(ERR_TIMESTAMP_PRECISION);
  }
  return roundTo(timestamp, modifier);
}

export function timestamptz_scale(timestamp: i64, modifier: i32): i64 {
  return timestamp_scale(timestamp, modifier);
}

/** A modifier that the type cannot have changes nothing. */
export function time_scale(time: i64, modifier: i32): i64 {
  return modifier < 0 || modifier > MOST_DIGITS ? time : roundTo(time, modifier);
}
