/** Output of timestamp with time zone in the style ISO: the session's local time and its offset (`timestamptz_out`). */
import { MIN_TIMESTAMP, USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { ERR_TIMESTAMP_OUT_OF_RANGE } from './errors.generated.ts';
import { writeDate, writeEra, writeOffset, writeTimeOfDay } from './time-digits';
import { isInfiniteTimestamp } from './timestamp-value';

const INFINITY_TEXT = memory.data<u8>([45, 105, 110, 102, 105, 110, 105, 116, 121]);
/** Longer than any timestamp. */
const LONGEST: i32 = 56;

/** timestamp with time zone → text. */
export function timestamptz_out(timestamp: i64): usize {
  if (isInfiniteTimestamp(timestamp)) return textResult(INFINITY_TEXT + <usize>(timestamp > 0), timestamp > 0 ? 8 : 9);
  // Rounding may go beyond the last second that can be read.
  if (timestamp < MIN_TIMESTAMP) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  const offset = offsetAt(sessionZone(), unixSeconds(timestamp));
  const local = timestamp + <i64>offset * 1000000;
  const day = floorDay(local);
  const start = allocate(LONGEST);
  let at = writeDate(start, day);
  store<u8>(at, 32);
  at = writeTimeOfDay(at + 1, local - <i64>day * USECS_PER_DAY);
  at = writeEra(writeOffset(at, offset));
  shrinkTo(at);
  return textResult(start, <i32>(at - start));
}
