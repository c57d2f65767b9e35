/** to_char of timestamps and intervals. */
import { resultIsNull } from '../../core/runtime/arguments';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { daysOf, isInfinite, monthsOf, timeOf } from '../../datetime/runtime/interval-value';
import { isInfiniteTimestamp } from '../../datetime/runtime/timestamp-value';
import { printMoment } from './date-to-char';
import { setInstant, setInterval, setMoment } from './moment';

function noText(): usize {
  resultIsNull();
  return 0;
}

export function timestamp_to_char(value: i64, pattern: usize, patternLength: i32): usize {
  if (patternLength == 0 || isInfiniteTimestamp(value)) return noText();
  setMoment(value, 0, false);
  return printMoment(pattern, patternLength);
}

export function timestamptz_to_char(value: i64, pattern: usize, patternLength: i32): usize {
  if (patternLength == 0 || isInfiniteTimestamp(value)) return noText();
  const seconds = unixSeconds(value);
  setInstant(value, seconds, offsetAt(sessionZone(), seconds));
  return printMoment(pattern, patternLength);
}

export function interval_to_char(value: usize, _valueLength: i32, pattern: usize, patternLength: i32): usize {
  if (patternLength == 0 || isInfinite(value)) return noText();
  setInterval(timeOf(value), daysOf(value), monthsOf(value));
  return printMoment(pattern, patternLength);
}
