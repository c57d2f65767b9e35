/** to_date and to_timestamp: the fields that a pattern reads, put together (`do_to_timestamp`). */
import {
  POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, date2j, daysInMonth, isValidDate, isValidJulian, j2date,
} from '../../core/runtime/calendar';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import {
  ERR_DATETIME_FIELD_OVERFLOW, ERR_DATE_TEXT_OUT_OF_RANGE, ERR_TIMESTAMP_OUT_OF_RANGE, ERR_TIME_ZONE_DISPLACEMENT_OUT_OF_RANGE,
} from '../../core/runtime/errors.generated.ts';
import { fail, failWith } from '../../core/runtime/raise';
import { time_scale, timestamp_scale } from '../../datetime/runtime/timestamp-scale';
import { abbreviationOffset } from './zone-word';
import { fromLocal, isValidTimestamp } from '../../datetime/runtime/timestamp-value';
import { ERR_HOUR_NOT_OF_12, ERR_INSTANT_OUT_OF_RANGE, ERR_YEAR_DAY_WITHOUT_YEAR } from './errors.generated.ts';
import {
  AFTERNOON, BEFORE_CHRIST, CENTURY, CLOCK_12, CONVENTION, DAY, DAY_SECOND, HOUR, ISO_WEEK, JULIAN, MICROSECOND, MILLISECOND, MINUTE, MONTH,
  MONTH_WEEK, PRECISION, SECOND, WEEK, WEEK_DAY, YEAR, YEAR_DAY, YEAR_DIGITS, ZONE_HOUR, ZONE_LETTERS, ZONE_MINUTE, ZONE_SIGN, ZONE_WORD, field, readFields,
  setField,
} from './fields';
import { weekBegin } from './iso-week';

const HAS_YEAR: i32 = 1;
const HAS_MONTH: i32 = 2;
const HAS_DAY: i32 = 4;
const HAS_DATE: i32 = 7;

let source: usize = 0;
let sourceLength: i32 = 0;
let year: i32 = 0;
let month: i32 = 0;
let day: i32 = 0;
let given: i32 = 0;
let time: i64 = 0;

function failField(): void {
  failWith(ERR_DATETIME_FIELD_OVERFLOW, source, sourceLength);
}

/** A value that must fit in 32 bits. */
function narrow(value: i64): i32 {
  if (value != <i64>(<i32>value)) failField();
  return <i32>value;
}

function setYear(): void {
  let century = <i64>field(CENTURY);
  if (field(YEAR) == 0 && century == 0) return;
  given |= HAS_YEAR;
  const isBefore = field(BEFORE_CHRIST) != 0;
  if (century != 0 && isBefore) century = -century;
  if (field(YEAR) == 0) {
    year = narrow(century >= 0 ? (century - 1) * 100 + 1 : century * 100 + 1);
  } else if (century != 0 && field(YEAR_DIGITS) <= 2) {
    const last = <i64>(field(YEAR) % 100);
    if (last != 0) year = narrow(century >= 0 ? last + (century - 1) * 100 : (century + 1) * 100 - last + 1);
    else year = narrow(century * 100 + i64(century < 0));
  } else {
    year = isBefore ? -field(YEAR) : field(YEAR);
    if (year < 0) year++;
  }
}

function setJulian(julian: i32): void {
  j2date(julian);
  year = calendarYear;
  month = calendarMonth;
  day = calendarDay;
  given |= HAS_DATE;
}

function setWeek(): void {
  const week = field(WEEK);
  if (week == 0) return;
  if (field(CONVENTION) != ISO_WEEK) {
    setField(YEAR_DAY, narrow((<i64>week - 1) * 7 + 1));
    return;
  }
  const weekDay = field(WEEK_DAY);
  const inWeek = weekDay == 0 ? 0 : weekDay > 1 ? weekDay - 2 : 6;
  setJulian(weekBegin(year, week) + inWeek);
}

/** Month and day from the day of the year, where they are not given. */
function setYearDay(): void {
  const yearDay = field(YEAR_DAY);
  if (yearDay == 0 || (month > 1 && day > 1)) return;
  if (year == 0 && field(BEFORE_CHRIST) == 0) fail(ERR_YEAR_DAY_WITHOUT_YEAR);
  if (field(CONVENTION) == ISO_WEEK) return setJulian(weekBegin(year, 1) - 1 + yearDay);
  let before = 0;
  let n = 1;
  for (; n <= 12; n++) {
    const days = daysInMonth(year, n);
    if (yearDay <= before + days) break;
    before += days;
  }
  if (month <= 1) month = n;
  if (day <= 1) day = yearDay - before;
  given |= HAS_MONTH | HAS_DAY;
}

function checkDate(): void {
  if ((given & HAS_MONTH) != 0 && (month < 1 || month > 12)) failField();
  if ((given & HAS_DAY) != 0 && (day < 1 || day > 31)) failField();
  if (given == HAS_DATE && day > daysInMonth(year, month)) failField();
}

function setTime(): void {
  const whole = field(DAY_SECOND);
  let hour = whole / 3600;
  let minute = whole % 3600 / 60;
  let second = whole % 60;
  if (field(SECOND) != 0) second = field(SECOND);
  if (field(MINUTE) != 0) minute = field(MINUTE);
  if (field(HOUR) != 0) hour = field(HOUR);
  if (field(CLOCK_12) != 0) {
    if (hour < 1 || hour > 12) {
      detailNumber(hour);
      failWithDetail(ERR_HOUR_NOT_OF_12);
    }
    if (field(AFTERNOON) != 0 && hour < 12) hour += 12;
    else if (field(AFTERNOON) == 0 && hour == 12) hour = 0;
  }
  hourOf = hour;
  minuteOf = minute;
  secondOf = second;
}

let hourOf: i32 = 0;
let minuteOf: i32 = 0;
let secondOf: i32 = 0;

function checkTime(): void {
  const fraction = <i64>field(MILLISECOND) * 1000 + field(MICROSECOND);
  const isOff = hourOf < 0 || hourOf >= 24 || minuteOf < 0 || minuteOf >= 60 || secondOf < 0 || secondOf >= 60;
  if (isOff || fraction < 0 || fraction >= 1000000) failField();
  time = (<i64>hourOf * 3600 + minuteOf * 60 + secondOf) * 1000000 + fraction;
}

function checkZone(): void {
  if (field(ZONE_SIGN) == 0) return;
  const hour = field(ZONE_HOUR);
  const minute = field(ZONE_MINUTE);
  if (hour < 0 || hour > 15 || minute < 0 || minute >= 60) failWith(ERR_TIME_ZONE_DISPLACEMENT_OUT_OF_RANGE, source, sourceLength);
}

/** Reads the text and puts its fields together. */
function read(text: usize, length: i32, pattern: usize, patternLength: i32, isStandard: bool): void {
  source = text;
  sourceLength = length;
  year = 0;
  month = 1;
  day = 1;
  given = 0;
  readFields(text, length, pattern, patternLength, isStandard);
  setTime();
  setYear();
  if (field(JULIAN) != 0) setJulian(field(JULIAN));
  setWeek();
  if (field(MONTH_WEEK) != 0) setField(DAY, narrow((<i64>field(MONTH_WEEK) - 1) * 7 + 1));
  if (field(DAY) != 0) {
    day = field(DAY);
    given |= HAS_DAY;
  }
  if (field(MONTH) != 0) {
    month = field(MONTH);
    given |= HAS_MONTH;
  }
  setYearDay();
  checkDate();
  checkTime();
  checkZone();
}

/** Reads a text that must be as the pattern is, to the letter; the functions below give what it says. */
export function readStandard(text: usize, length: i32, pattern: usize, patternLength: i32): void {
  read(text, length, pattern, patternLength, true);
}

export function readDate(): i32 {
  const date = isValidJulian(year, month) ? date2j(year, month, day) - POSTGRES_EPOCH_JDATE : i32.MIN_VALUE;
  if (date == i32.MIN_VALUE || !isValidDate(date)) failWith(ERR_DATE_TEXT_OUT_OF_RANGE, source, sourceLength);
  return date;
}

/** The digits of the fraction, -1 where the pattern does not say. */
function precision(): i32 {
  return field(PRECISION) == 0 ? -1 : field(PRECISION);
}

export function readTimeOfDay(): i64 {
  return time_scale(time, precision());
}

/** The local time without its zone, which may be beyond the last timestamp. */
function localMoment(outOfRange: i32): i64 {
  const days = isValidJulian(year, month) ? date2j(year, month, day) - POSTGRES_EPOCH_JDATE : i32.MAX_VALUE;
  // Beyond this day the product would not fit.
  if (days > 106751983) fail(outOfRange);
  return <i64>days * USECS_PER_DAY + time;
}

export function readLocal(): i64 {
  const local = localMoment(ERR_TIMESTAMP_OUT_OF_RANGE);
  if (!isValidTimestamp(local)) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return timestamp_scale(local, precision());
}

function hasOffset(): bool {
  return field(ZONE_SIGN) != 0 || field(ZONE_WORD) != 0;
}

/** The offset that the text gives, in seconds east of Greenwich. */
export function readOffset(): i32 {
  if (field(ZONE_SIGN) != 0) return (field(ZONE_HOUR) * 60 + field(ZONE_MINUTE)) * 60 * field(ZONE_SIGN);
  return abbreviationOffset(ZONE_LETTERS, field(ZONE_WORD), localMoment(ERR_INSTANT_OUT_OF_RANGE));
}

function instant(outOfRange: i32): i64 {
  const local = localMoment(outOfRange);
  const result = hasOffset() ? local - <i64>readOffset() * 1000000 : fromLocal(local);
  if (!isValidTimestamp(result)) fail(outOfRange);
  return timestamp_scale(result, precision());
}

export function readInstant(): i64 {
  return instant(ERR_INSTANT_OUT_OF_RANGE);
}

export function to_date(text: usize, length: i32, pattern: usize, patternLength: i32): i32 {
  read(text, length, pattern, patternLength, false);
  return readDate();
}

export function to_timestamp(text: usize, length: i32, pattern: usize, patternLength: i32): i64 {
  read(text, length, pattern, patternLength, false);
  return instant(ERR_TIMESTAMP_OUT_OF_RANGE);
}
