/** Output of date and timestamp in the session's style (`EncodeDateOnly` and `EncodeDateTime` in `utils/adt/datetime.c`). */
import { MIN_TIMESTAMP, USECS_PER_DAY, floorDay } from './calendar';
import { ERR_TIMESTAMP_OUT_OF_RANGE } from './errors.generated.ts';
import { writeEra, writeStyledDate, writeStyledMoment } from './moment-digits';
import { fail } from './raise';
import { allocate, shrinkTo, textResult } from './scratch';
import { ISO, dateStyle } from './session-style';

/** -infinity; without its first byte, infinity. */
const INFINITY_TEXT = memory.data<u8>([45, 105, 110, 102, 105, 110, 105, 116, 121]);
/** Longer than any date or timestamp. */
const LONGEST: i32 = 48;

/** Adds BC where the year that was just written needs it, and returns the text. */
function finish(start: usize, end: usize): usize {
  end = writeEra(end);
  shrinkTo(end);
  return textResult(start, <i32>(end - start));
}

function infinity(negative: bool): usize {
  return textResult(INFINITY_TEXT + i32(!negative), 8 + i32(negative));
}

function dateText(date: i32, style: i32): usize {
  if (date == i32.MIN_VALUE || date == i32.MAX_VALUE) return infinity(date < 0);
  const result = allocate(LONGEST);
  return finish(result, writeStyledDate(result, date, style));
}

function timestampText(timestamp: i64, style: i32): usize {
  if (timestamp == i64.MIN_VALUE || timestamp == i64.MAX_VALUE) return infinity(timestamp < 0);
  // Rounding may go beyond the last second that can be read.
  if (timestamp < MIN_TIMESTAMP) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  const day = floorDay(timestamp);
  const result = allocate(LONGEST);
  return finish(result, writeStyledMoment(result, day, timestamp - <i64>day * USECS_PER_DAY, style));
}

/** date → text. */
export function date_out(date: i32): usize {
  return dateText(date, dateStyle());
}

/** timestamp → text. */
export function timestamp_out(timestamp: i64): usize {
  return timestampText(timestamp, dateStyle());
}

/** The same as JSON has it, whatever the session's style. */
export function isoDateText(date: i32): usize {
  return dateText(date, ISO);
}

export function isoTimestampText(timestamp: i64): usize {
  return timestampText(timestamp, ISO);
}
