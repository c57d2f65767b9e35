/**
 * Timestamps plus and minus intervals, and the difference of two (`utils/adt/timestamp.c`): months first, clipped to the end of the month, then
 * days, both in local time; then the time.
 */
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, date2j, daysInMonth, floorDay, isValidJulian, j2date } from '../../core/runtime/calendar';
import { fail } from '../../core/runtime/raise';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { ERR_INTERVAL_OUT_OF_RANGE, ERR_TIMESTAMP_OUT_OF_RANGE } from './errors.generated.ts';
import { infiniteDifference, interval_um } from './interval-add';
import { justifiedHours } from './interval-justify';
import { daysOf, isInfinite, isNoEnd, monthsOf, timeOf } from './interval-value';
import { offsetOfLocal } from './local-time';
import { add64, narrow, overflowed, sub64 } from './overflow';
import { checkedTimestamp, isInfiniteTimestamp } from './timestamp-value';

/** A local timestamp with months added; the result may be out of range. */
function addMonthsTo(local: i64, months: i32): i64 {
  const day = floorDay(local);
  const time = local - <i64>day * USECS_PER_DAY;
  j2date(day + POSTGRES_EPOCH_JDATE);
  let year = calendarYear;
  let month = narrow(<i64>calendarMonth + months);
  if (overflowed) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  if (month > 12) {
    year += (month - 1) / 12;
    month = (month - 1) % 12 + 1;
  } else if (month < 1) {
    year += month / 12 - 1;
    month = month % 12 + 12;
  }
  if (!isValidJulian(year, month)) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  const julian = date2j(year, month, min(calendarDay, daysInMonth(year, month)));
  const days = julian - POSTGRES_EPOCH_JDATE;
  // Beyond this day the product would not fit.
  if (days > 106751984) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return <i64>days * USECS_PER_DAY + time;
}

/** More days than there are between the first timestamp and the last. */
const TOO_MANY_DAYS: i32 = 109203528;

function addDaysTo(local: i64, days: i32): i64 {
  if (days > TOO_MANY_DAYS || days < -TOO_MANY_DAYS) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  const sum = add64(local, <i64>days * USECS_PER_DAY);
  if (overflowed) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return sum;
}

/** An infinite interval or timestamp in a sum. */
function infiniteSum(timestamp: i64, interval: usize): i64 {
  if (!isInfinite(interval)) return timestamp;
  const infinity = isNoEnd(interval) ? i64.MAX_VALUE : i64.MIN_VALUE;
  if (isInfiniteTimestamp(timestamp) && timestamp != infinity) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return infinity;
}

function addTimeTo(timestamp: i64, time: i64): i64 {
  const sum = add64(timestamp, time);
  if (overflowed) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return checkedTimestamp(sum);
}

export function timestamp_pl_interval(timestamp: i64, interval: usize, length: i32): i64 {
  if (isInfiniteTimestamp(timestamp) || isInfinite(interval)) return infiniteSum(timestamp, interval);
  if (monthsOf(interval) != 0) timestamp = checkedTimestamp(addMonthsTo(timestamp, monthsOf(interval)));
  if (daysOf(interval) != 0) timestamp = checkedTimestamp(addDaysTo(timestamp, daysOf(interval)));
  return addTimeTo(timestamp, timeOf(interval));
}

export function timestamp_mi_interval(timestamp: i64, interval: usize, length: i32): i64 {
  return timestamp_pl_interval(timestamp, interval_um(interval, length), length);
}

function localIn(zone: usize, instant: i64): i64 {
  return instant + <i64>offsetAt(zone, unixSeconds(instant)) * 1000000;
}

function instantIn(zone: usize, local: i64): i64 {
  return checkedTimestamp(local - <i64>offsetOfLocal(zone, unixSeconds(local)) * 1000000);
}

/** An instant plus an interval, months and days by the calendar and clock of a zone. */
export function addInZone(timestamp: i64, interval: usize, zone: usize): i64 {
  if (isInfiniteTimestamp(timestamp) || isInfinite(interval)) return infiniteSum(timestamp, interval);
  if (monthsOf(interval) != 0) timestamp = instantIn(zone, addMonthsTo(localIn(zone, timestamp), monthsOf(interval)));
  if (daysOf(interval) != 0) timestamp = instantIn(zone, addDaysTo(localIn(zone, timestamp), daysOf(interval)));
  return addTimeTo(timestamp, timeOf(interval));
}

export function timestamptz_pl_interval(timestamp: i64, interval: usize, length: i32): i64 {
  return addInZone(timestamp, interval, sessionZone());
}

export function timestamptz_mi_interval(timestamp: i64, interval: usize, length: i32): i64 {
  return addInZone(timestamp, interval_um(interval, length), sessionZone());
}

/** a - b as days and time. */
export function timestamp_mi(a: i64, b: i64): usize {
  if (isInfiniteTimestamp(a) || isInfiniteTimestamp(b)) return infiniteDifference(a, b);
  const time = sub64(a, b);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return justifiedHours(0, 0, time);
}
