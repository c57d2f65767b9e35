/** Input of timestamp with time zone (`timestamptz_in` in `utils/adt/timestamp.c`). */
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, UNIX_EPOCH_JDATE, date2j, isValidJulian } from '../../core/runtime/calendar';
import { tm } from '../../core/runtime/broken-down-time';
import { DTK_EARLY, DTK_EPOCH, DTK_LATE, TZ_M } from '../../core/runtime/datetime-codes';
import { decodeDateTime, fieldsSeen } from '../../core/runtime/datetime-decode';
import { failDateTime } from '../../core/runtime/datetime-error';
import { parseDateTime } from '../../core/runtime/datetime-fields';
import { stringLength } from '../../core/runtime/datetime-number';
import { timeToMicroseconds } from '../../core/runtime/datetime-time';
import { valueKind } from '../../core/runtime/datetime-word';
import { firstZoneWord, resolveZones, zoneDaylight, zoneOffset, zoneWord } from '../../core/runtime/datetime-zone';
import { failWith } from '../../core/runtime/raise';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { ERR_INVALID_TIMESTAMPTZ, ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, ERR_ZONE_NOT_RECOGNIZED } from './errors.generated.ts';
import { timestamp_scale } from './timestamp-scale';
import { isValidTimestamp } from './timestamp-value';
import { offsetOfLocal } from './local-time';
import { useZoneName, zoneOffsetOfLocal } from './zone-name';

/** A longer text is refused. */
const WORK_SPACE: i32 = 153;

/** Decodes the text's fields; a zone that does not exist is an error before any that comes after it in the text. */
export function decodeWithZone(): i32 {
  resolveZones(true);
  const error = decodeDateTime();
  resolveZones(false);
  if (firstZoneWord != 0 && !useZoneName(firstZoneWord))
    failWith(ERR_ZONE_NOT_RECOGNIZED, firstZoneWord, stringLength(firstZoneWord));
  return error;
}

/** The offset that the text gives for its local time, or that of the session. */
export function decodedOffset(local: i64): i32 {
  const seconds = unixSeconds(local);
  if ((fieldsSeen & TZ_M) == 0) return offsetOfLocal(sessionZone(), seconds);
  return zoneWord == 0 ? zoneOffset + zoneDaylight : zoneOffsetOfLocal(seconds) + zoneDaylight;
}

/** text → timestamp with time zone, in microseconds from 2000-01-01 UTC. */
export function timestamptz_in(text: usize, length: i32, modifier: i32): i64 {
  let error = parseDateTime(text, length, WORK_SPACE);
  if (error == 0) error = decodeWithZone();
  if (error != 0) failDateTime(error, text, length, ERR_INVALID_TIMESTAMPTZ);
  switch (valueKind) {
    case DTK_EPOCH: return <i64>(UNIX_EPOCH_JDATE - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY;
    case DTK_LATE: return i64.MAX_VALUE;
    case DTK_EARLY: return i64.MIN_VALUE;
  }
  if (!isValidJulian(tm.year, tm.month)) failWith(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, text, length);
  const day = <i64>(date2j(tm.year, tm.month, tm.day) - POSTGRES_EPOCH_JDATE);
  // A day more than timestamps have: the offset may bring it back. Beyond it the sum would not fit.
  if (day > 106751983 + 1) failWith(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, text, length);
  const local = day * USECS_PER_DAY + timeToMicroseconds(tm.hour, tm.minute, tm.second, tm.microsecond);
  const result = local - <i64>decodedOffset(local) * 1000000;
  if (!isValidTimestamp(result)) failWith(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, text, length);
  return timestamp_scale(result, modifier);
}
