/** date_trunc: the units below the one that is named are set to their least (timestamp_trunc, timestamptz_trunc_internal, interval_trunc). */
import {
  POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, date2j, floorDay, isValidJulian, j2date,
} from '../../core/runtime/calendar';
import { UNITS } from '../../core/runtime/datetime-codes';
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { mondayOf } from './calendar-units';
import { ERR_TIMESTAMP_OUT_OF_RANGE } from './errors.generated.ts';
import { daysOf, isInfinite, makeInterval, monthsOf, timeOf } from './interval-value';
import { offsetOfLocal } from './local-time';
import { checkedTimestamp, isInfiniteTimestamp } from './timestamp-value';
import {
  DTK_CENTURY, DTK_DAY, DTK_DECADE, DTK_HOUR, DTK_MICROSEC, DTK_MILLENNIUM, DTK_MILLISEC, DTK_MINUTE, DTK_MONTH, DTK_QUARTER, DTK_SECOND,
  DTK_WEEK, DTK_YEAR, USECS_PER_HOUR, USECS_PER_MINUTE, USECS_PER_SEC,
} from './unit-codes';
import { OF_INTERVAL, OF_TIMESTAMP, OF_TIMESTAMPTZ, failNotRecognized, failNotSupported, readPlainUnit, unit, unitKind } from './unit-of-text';

/** The microseconds of a unit up to an hour; 0 of a longer one. */
function shortUnit(which: i32): i64 {
  switch (which) {
    case DTK_MICROSEC: return 1;
    case DTK_MILLISEC: return 1000;
    case DTK_SECOND: return USECS_PER_SEC;
    case DTK_MINUTE: return USECS_PER_MINUTE;
    case DTK_HOUR: return USECS_PER_HOUR;
    default: return 0;
  }
}

/** The first year of the period of `length` years, periods beginning in year 1. */
function firstOfPeriod(year: i32, length: i32): i32 {
  return year > 0
    ? (year + length - 1) / length * length - (length - 1)
    : -((length - 1 - (year - 1)) / length) * length + 1;
}

/** The first day, from 2000-01-01, of the unit that a day is in. */
function firstDay(which: i32, day: i32): i32 {
  const julian = day + POSTGRES_EPOCH_JDATE;
  if (which == DTK_DAY) return day;
  if (which == DTK_WEEK) return mondayOf(julian) - POSTGRES_EPOCH_JDATE;
  j2date(julian);
  let year = calendarYear;
  let month = 1;
  switch (which) {
    case DTK_MONTH: month = calendarMonth; break;
    case DTK_QUARTER: month = (calendarMonth - 1) / 3 * 3 + 1; break;
    case DTK_DECADE: year = year > 0 ? year / 10 * 10 : -((8 - (year - 1)) / 10) * 10; break;
    case DTK_CENTURY: year = firstOfPeriod(year, 100); break;
    case DTK_MILLENNIUM: year = firstOfPeriod(year, 1000); break;
  }
  if (!isValidJulian(year, month)) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return date2j(year, month, 1) - POSTGRES_EPOCH_JDATE;
}

/** Reads the unit, of which a timestamp of the type must have one. */
function readTimestampUnit(text: usize, length: i32, type: i32): void {
  readPlainUnit(text, length);
  if (unitKind != UNITS) failNotRecognized(type);
  if (unit < DTK_SECOND || unit > DTK_MICROSEC) failNotSupported(type);
}

function truncateLocal(local: i64): i64 {
  const day = floorDay(local);
  const step = shortUnit(unit);
  if (step == 0) return <i64>firstDay(unit, day) * USECS_PER_DAY;
  const time = local - <i64>day * USECS_PER_DAY;
  return local - time % step;
}

export function timestamp_trunc(text: usize, length: i32, timestamp: i64): i64 {
  readTimestampUnit(text, length, OF_TIMESTAMP);
  return isInfiniteTimestamp(timestamp) ? timestamp : checkedTimestamp(truncateLocal(timestamp));
}

/** By the clock of a zone. From days on, the offset may be another one at the unit's begin; up to hours it stays. */
export function truncateIn(zone: usize, text: usize, length: i32, timestamp: i64): i64 {
  readTimestampUnit(text, length, OF_TIMESTAMPTZ);
  if (isInfiniteTimestamp(timestamp)) return timestamp;
  let offset = offsetAt(zone, unixSeconds(timestamp));
  const truncated = truncateLocal(timestamp + <i64>offset * 1000000);
  if (shortUnit(unit) == 0) offset = offsetOfLocal(zone, unixSeconds(truncated));
  return checkedTimestamp(truncated - <i64>offset * 1000000);
}

export function timestamptz_trunc(text: usize, length: i32, timestamp: i64): i64 {
  return truncateIn(sessionZone(), text, length, timestamp);
}

/** The months of a unit of several. */
function monthsOfUnit(which: i32): i32 {
  switch (which) {
    case DTK_MONTH: return 1;
    case DTK_QUARTER: return 3;
    case DTK_YEAR: return 12;
    case DTK_DECADE: return 120;
    case DTK_CENTURY: return 1200;
    default: return 12000;
  }
}

export function interval_trunc(text: usize, length: i32, interval: usize, intervalLength: i32): usize {
  readPlainUnit(text, length);
  if (unitKind != UNITS) failNotRecognized(OF_INTERVAL);
  if (unit < DTK_SECOND || unit > DTK_MICROSEC || unit == DTK_WEEK) failNotSupported(OF_INTERVAL);
  if (isInfinite(interval)) return textResult(interval, 16);
  const step = shortUnit(unit);
  const time = timeOf(interval);
  if (step != 0) return makeInterval(monthsOf(interval), daysOf(interval), time - time % step);
  if (unit == DTK_DAY) return makeInterval(monthsOf(interval), daysOf(interval), 0);
  const months = monthsOf(interval);
  return makeInterval(months - months % monthsOfUnit(unit), 0, 0);
}
