/** extract and date_part of timestamps and dates (timestamp_part_common, timestamptz_part_common, extract_date). */
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { DTK_EPOCH, DTK_JULIAN, DTK_TZ, RESERV, UNITS } from '../../core/runtime/datetime-codes';
import { EPOCH_SECONDS, sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { gaveCalendarUnit, isGrowing, isRound } from './calendar-units';
import { asDouble, asNumeric, gaveEpoch, gaveInfinity, gaveJulian, gaveLateEpoch, gaveNull, gaveSeconds, gaveWhole } from './extracted';
import { isInfiniteTimestamp } from './timestamp-value';
import {
  DTK_HOUR, DTK_MICROSEC, DTK_MILLISEC, DTK_MINUTE, DTK_SECOND, DTK_TZ_HOUR, DTK_TZ_MINUTE,
} from './unit-codes';
import { OF_DATE, OF_TIMESTAMP, OF_TIMESTAMPTZ, failNotRecognized, failNotSupported, readUnit, unit, unitKind } from './unit-of-text';

/** A unit of the time of day; false if it is another one. */
export function gaveTimeUnit(which: i32, time: i64): bool {
  switch (which) {
    case DTK_MICROSEC: gaveSeconds(time / 1000000 % 60, time % 1000000, 6); return true;
    case DTK_MILLISEC: gaveSeconds(time / 1000000 % 60, time % 1000000, 3); return true;
    case DTK_SECOND: gaveSeconds(time / 1000000 % 60, time % 1000000, 0); return true;
    case DTK_MINUTE: gaveWhole(time / 60000000 % 60); return true;
    case DTK_HOUR: gaveWhole(time / 3600000000); return true;
    default: return false;
  }
}

/** A unit of an offset in seconds east of Greenwich; false if it is another one. */
export function gaveZoneUnit(which: i32, offset: i32): bool {
  switch (which) {
    case DTK_TZ: gaveWhole(offset); return true;
    case DTK_TZ_HOUR: gaveWhole(offset / 3600); return true;
    case DTK_TZ_MINUTE: gaveWhole(offset / 60 % 60); return true;
    default: return false;
  }
}

/** At an infinite time a unit that goes round is null, one that grows is infinite. */
function partOfInfinity(type: i32, negative: bool): void {
  if (unitKind != UNITS && unitKind != RESERV) failNotRecognized(type);
  const round =
    isRound(unit) ||
    (type != OF_DATE && unit >= DTK_SECOND && unit <= DTK_HOUR) ||
    (type != OF_DATE && (unit == DTK_MILLISEC || unit == DTK_MICROSEC || unit == DTK_TZ || unit == DTK_TZ_HOUR || unit == DTK_TZ_MINUTE));
  if (round) gaveNull();
  else if (isGrowing(unit) || unit == DTK_EPOCH) gaveInfinity(negative);
  else failNotSupported(type);
}

/** The part of a local timestamp, the offset at which is `offset`; `instant` is what the epoch is of. */
function part(type: i32, instant: i64, local: i64, offset: i32): void {
  if (unitKind == RESERV && unit == DTK_EPOCH) {
    gaveEpochOf(instant);
    return;
  }
  if (unitKind == RESERV) failNotSupported(type);
  if (unitKind != UNITS) failNotRecognized(type);
  const day = floorDay(local);
  const time = local - <i64>day * USECS_PER_DAY;
  if (unit == DTK_JULIAN) {
    gaveJulian(day + POSTGRES_EPOCH_JDATE, time);
    return;
  }
  if (gaveTimeUnit(unit, time) || gaveCalendarUnit(unit, day + POSTGRES_EPOCH_JDATE)) return;
  if (type == OF_TIMESTAMPTZ && gaveZoneUnit(unit, offset)) return;
  failNotSupported(type);
}

/** Seconds from 1970. */
function gaveEpochOf(timestamp: i64): void {
  // Some of the latest timestamps do not fit in microseconds from 1970.
  const shift = EPOCH_SECONDS * 1000000;
  if (timestamp < i64.MAX_VALUE - shift) gaveEpoch(timestamp + shift);
  else gaveLateEpoch(timestamp);
}

function partOfTimestamp(text: usize, length: i32, timestamp: i64): void {
  readUnit(text, length);
  if (isInfiniteTimestamp(timestamp)) partOfInfinity(OF_TIMESTAMP, timestamp < 0);
  else part(OF_TIMESTAMP, timestamp, timestamp, 0);
}

function partOfTimestamptz(text: usize, length: i32, timestamp: i64): void {
  readUnit(text, length);
  if (isInfiniteTimestamp(timestamp)) {
    partOfInfinity(OF_TIMESTAMPTZ, timestamp < 0);
    return;
  }
  const offset = offsetAt(sessionZone(), unixSeconds(timestamp));
  part(OF_TIMESTAMPTZ, timestamp, timestamp + <i64>offset * 1000000, offset);
}

export function extract_timestamp(text: usize, length: i32, timestamp: i64): usize {
  partOfTimestamp(text, length, timestamp);
  return asNumeric();
}
export function timestamp_part(text: usize, length: i32, timestamp: i64): f64 {
  partOfTimestamp(text, length, timestamp);
  return asDouble();
}
export function extract_timestamptz(text: usize, length: i32, timestamp: i64): usize {
  partOfTimestamptz(text, length, timestamp);
  return asNumeric();
}
export function timestamptz_part(text: usize, length: i32, timestamp: i64): f64 {
  partOfTimestamptz(text, length, timestamp);
  return asDouble();
}

export function extract_date(text: usize, length: i32, date: i32): usize {
  readUnit(text, length);
  if (unitKind != UNITS && unitKind != RESERV) failNotRecognized(OF_DATE);
  if (date == i32.MIN_VALUE || date == i32.MAX_VALUE) partOfInfinity(OF_DATE, date < 0);
  else if (unitKind == RESERV && unit == DTK_EPOCH) gaveWhole(<i64>date * 86400 + EPOCH_SECONDS);
  else if (unitKind == UNITS && unit == DTK_JULIAN) gaveWhole(date + POSTGRES_EPOCH_JDATE);
  else if (unitKind != UNITS || !gaveCalendarUnit(unit, date + POSTGRES_EPOCH_JDATE)) failNotSupported(OF_DATE);
  return asNumeric();
}
