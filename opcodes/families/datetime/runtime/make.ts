/** Dates, times, timestamps and intervals made of numbers (make_date and the like), and an instant of seconds from 1970. */
import { tm } from '../../core/runtime/broken-down-time';
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, date2j, isValidDate, isValidJulian } from '../../core/runtime/calendar';
import { DATE_M } from '../../core/runtime/datetime-codes';
import { validateDate } from '../../core/runtime/datetime-date';
import { fail } from '../../core/runtime/raise';
import { EPOCH_SECONDS } from '../../core/runtime/session-clock';
import {
  ERR_DATE_FIELD, ERR_DATE_MADE_OUT_OF_RANGE, ERR_FLOAT_OVERFLOW, ERR_INTERVAL_OUT_OF_RANGE, ERR_TIMESTAMP_MADE_OUT_OF_RANGE, ERR_TIMESTAMP_NAN,
  ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, ERR_TIME_FIELD,
} from './errors.generated.ts';
import { beginDetail, detailDate, detailGeneral, detailSpace, detailTime, failWithFields } from './field-detail';
import { isInfinite, makeInterval } from './interval-value';
import { add64, narrow, overflowed } from './overflow';
import { timestamp_timestamptz } from './timestamp-cast';
import { isValidTimestamp } from './timestamp-value';

/** No day that can be computed with. */
const NO_DAY: i32 = i32.MAX_VALUE;

function failDate(error: i32, year: i32, month: i32, day: i32): void {
  beginDetail();
  detailDate(year, month, day);
  failWithFields(error);
}

/** Puts a date into `tm`, where a negative year is one BC; false if there is no such date. */
function readDate(year: i32, month: i32, day: i32): bool {
  const bc = year < 0;
  tm.year = bc ? -year : year;
  tm.month = month;
  tm.day = day;
  tm.isTwoDigits = false;
  return year != i32.MIN_VALUE && validateDate(DATE_M, false, bc) == 0;
}

/** The day in `tm`, from 2000-01-01, or NO_DAY. */
function dayRead(): i32 {
  return isValidJulian(tm.year, tm.month) ? date2j(tm.year, tm.month, tm.day) - POSTGRES_EPOCH_JDATE : NO_DAY;
}

/** The time of day in microseconds. */
function timeOfParts(hour: i32, minute: i32, second: f64): i64 {
  const microseconds = nearest(second * 1000000);
  const minutes = <i64>hour * 60 + <i64>minute;
  const right =
    hour >= 0 && hour <= 24 && minute >= 0 && minute <= 59 && microseconds >= 0 && microseconds <= 60000000 &&
    minutes * 60000000 + <i64>microseconds <= USECS_PER_DAY;
  if (!right) {
    beginDetail();
    detailTime(hour, minute, second);
    failWithFields(ERR_TIME_FIELD);
  }
  return minutes * 60000000 + <i64>microseconds;
}

/** The messages have the year as it was understood: 1 BC is the year 0. */
export function make_date(year: i32, month: i32, day: i32): i32 {
  if (!readDate(year, month, day)) failDate(ERR_DATE_FIELD, tm.year, month, day);
  const result = dayRead();
  if (result == NO_DAY || !isValidDate(result)) failDate(ERR_DATE_MADE_OUT_OF_RANGE, tm.year, month, day);
  return result;
}

export function make_time(hour: i32, minute: i32, second: f64): i64 {
  return timeOfParts(hour, minute, second);
}

export function make_timestamp(year: i32, month: i32, day: i32, hour: i32, minute: i32, second: f64): i64 {
  if (!readDate(year, month, day)) failDate(ERR_DATE_FIELD, year, month, day);
  const days = <i64>dayRead();
  if (days == NO_DAY) failDate(ERR_DATE_MADE_OUT_OF_RANGE, year, month, day);
  const time = timeOfParts(hour, minute, second);
  // Beyond this day the product would not fit.
  const result = days > 106751984 ? i64.MAX_VALUE : days * USECS_PER_DAY + time;
  if (!isValidTimestamp(result)) {
    beginDetail();
    detailDate(year, month, day);
    detailSpace();
    detailTime(hour, minute, second);
    failWithFields(ERR_TIMESTAMP_MADE_OUT_OF_RANGE);
  }
  return result;
}

export function make_timestamptz(year: i32, month: i32, day: i32, hour: i32, minute: i32, second: f64): i64 {
  return timestamp_timestamptz(make_timestamp(year, month, day, hour, minute, second));
}

/** A sum in 32 bits. */
function sum32(a: i64, b: i64): i32 {
  const first = narrow(a);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const sum = narrow(<i64>first + b);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return sum;
}

export function make_interval(years: i32, months: i32, weeks: i32, days: i32, hours: i32, minutes: i32, seconds: f64): usize {
  if (seconds != seconds || abs(seconds) == Infinity) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const allMonths = sum32(<i64>years * 12, months);
  const allDays = sum32(<i64>weeks * 7, days);
  const exact = seconds * 1000000;
  if (abs(exact) == Infinity) fail(ERR_FLOAT_OVERFLOW);
  const rounded = nearest(exact);
  if (!(rounded >= -9223372036854775808.0 && rounded < 9223372036854775808.0)) fail(ERR_INTERVAL_OUT_OF_RANGE);
  // Hours and minutes of 32 bits fit in 64 bits of microseconds.
  const time = add64(<i64>hours * 3600000000 + <i64>minutes * 60000000, <i64>rounded);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const result = makeInterval(allMonths, allDays, time);
  if (isInfinite(result)) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return result;
}

function failSeconds(seconds: f64): void {
  beginDetail();
  detailGeneral(seconds);
  failWithFields(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE);
}

/** to_timestamp of seconds from 1970. */
export function float8_timestamptz(seconds: f64): i64 {
  if (seconds != seconds) fail(ERR_TIMESTAMP_NAN);
  if (abs(seconds) == Infinity) return seconds < 0 ? i64.MIN_VALUE : i64.MAX_VALUE;
  // From 4714-11-24 BC to 294276-12-31.
  if (seconds < -210866803200 || seconds >= 9224318016000) failSeconds(seconds);
  const result = <i64>nearest((seconds - <f64>EPOCH_SECONDS) * 1000000);
  if (!isValidTimestamp(result)) failSeconds(seconds);
  return result;
}
