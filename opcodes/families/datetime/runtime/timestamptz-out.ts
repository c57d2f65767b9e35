/** Output of timestamp with time zone in the session's zone and style (`timestamptz_out`, EncodeDateTime of `utils/adt/datetime.c`). */
import { MIN_TIMESTAMP, USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { writeEra, writeStyledMoment } from '../../core/runtime/moment-digits';
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { ISO, dateStyle } from '../../core/runtime/session-style';
import { abbreviationAt, abbreviationLength, abbreviationText } from '../../core/runtime/zone-abbreviation';
import { offsetAt } from '../../core/runtime/zone-table';
import { ERR_TIMESTAMP_OUT_OF_RANGE, ERR_ZONE_HAS_NO_NAME } from './errors.generated.ts';
import { writeOffset } from './offset-digits';
import { isInfiniteTimestamp } from './timestamp-value';

const INFINITY_TEXT = memory.data<u8>([45, 105, 110, 102, 105, 110, 105, 116, 121]);
/** MAXTZLEN: a longer one is cut. */
const LONGEST_ABBREVIATION: i32 = 10;
/** Longer than any timestamp. */
const LONGEST: i32 = 64;

/** A blank and what the offset is called at the moment. */
function writeAbbreviation(at: usize, offset: i32, seconds: i64): usize {
  const word = abbreviationAt(sessionZone(), offset, seconds);
  if (word == 0) fail(ERR_ZONE_HAS_NO_NAME);
  const length = <usize>min(abbreviationLength(word), LONGEST_ABBREVIATION);
  store<u8>(at, 32);
  memory.copy(at + 1, abbreviationText(word), length);
  return at + 1 + length;
}

/** The text in a style. */
function timestamptzText(timestamp: i64, style: i32): usize {
  if (isInfiniteTimestamp(timestamp)) return textResult(INFINITY_TEXT + <usize>(timestamp > 0), timestamp > 0 ? 8 : 9);
  // Rounding may go beyond the last second that can be read.
  if (timestamp < MIN_TIMESTAMP) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  const seconds = unixSeconds(timestamp);
  const offset = offsetAt(sessionZone(), seconds);
  const local = timestamp + <i64>offset * 1000000;
  const day = floorDay(local);
  const start = allocate(LONGEST);
  let at = writeStyledMoment(start, day, local - <i64>day * USECS_PER_DAY, style);
  at = style == ISO ? writeOffset(at, offset) : writeAbbreviation(at, offset, seconds);
  at = writeEra(at);
  shrinkTo(at);
  return textResult(start, <i32>(at - start));
}

/** timestamp with time zone → text. */
export function timestamptz_out(timestamp: i64): usize {
  return timestamptzText(timestamp, dateStyle());
}

/** The same as JSON begins with, whatever the session's style. */
export function isoTimestamptzText(timestamp: i64): usize {
  return timestamptzText(timestamp, ISO);
}
