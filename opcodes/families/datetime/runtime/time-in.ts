/** Input of time and of time with time zone (`time_in` and `timetz_in` in `utils/adt/date.c`). */
import { tm } from '../../core/runtime/broken-down-time';
import { timeToMicroseconds } from '../../core/runtime/datetime-time';
import { failDateTime } from '../../core/runtime/datetime-error';
import { parseDateTime } from '../../core/runtime/datetime-fields';
import { ERR_INVALID_TIME, ERR_INVALID_TIMETZ } from './errors.generated.ts';
import { decodeTimeOnly, timeOffset } from './time-decode';
import { time_scale } from './timestamp-scale';
import { makeTimetz } from './timetz-value';

/** MAXDATELEN and a terminator: a longer text is refused. */
const WORK_SPACE: i32 = 129;

function readTime(text: usize, length: i32, invalid: i32): i64 {
  let error = parseDateTime(text, length, WORK_SPACE);
  if (error == 0) error = decodeTimeOnly();
  if (error != 0) failDateTime(error, text, length, invalid);
  return timeToMicroseconds(tm.hour, tm.minute, tm.second, tm.microsecond);
}

/** text → time, in microseconds from midnight. */
export function time_in(text: usize, length: i32, modifier: i32): i64 {
  return time_scale(readTime(text, length, ERR_INVALID_TIME), modifier);
}

/** text → time with time zone. */
export function timetz_in(text: usize, length: i32, modifier: i32): usize {
  const time = readTime(text, length, ERR_INVALID_TIMETZ);
  return makeTimetz(time_scale(time, modifier), timeOffset);
}
