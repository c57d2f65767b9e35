/** The units of a date: quarter, ISO week and year, decade, century and the rest (extract in `utils/adt/timestamp.c`, date2isoweek in `datetime.c`). */
import { calendarDay, calendarMonth, calendarYear, date2j, j2date } from '../../core/runtime/calendar';
import { DTK_JULIAN } from '../../core/runtime/datetime-codes';
import { gaveWhole } from './extracted';
import {
  DTK_CENTURY, DTK_DAY, DTK_DECADE, DTK_DOW, DTK_DOY, DTK_ISODOW, DTK_ISOYEAR, DTK_MILLENNIUM, DTK_MONTH, DTK_QUARTER, DTK_WEEK, DTK_YEAR,
} from './unit-codes';

/** The day of the week of a Julian day, Sunday being 0. */
export function dayOfWeek(julian: i32): i32 {
  return <i32>((<u32>julian + 1) % 7);
}

/** The Monday on or before a Julian day. */
export function mondayOf(julian: i32): i32 {
  return julian - (dayOfWeek(julian) + 6) % 7;
}

/** The year whose ISO weeks a Julian day belongs to: that of the week's Thursday. */
function isoYear(julian: i32): i32 {
  j2date(mondayOf(julian) + 3);
  return calendarYear;
}

function isoWeek(julian: i32): i32 {
  const thursday = mondayOf(julian) + 3;
  return (thursday - date2j(isoYear(julian), 1, 1)) / 7 + 1;
}

/** A year as people count: there is no year 0. */
function counted(year: i32): i32 {
  return year > 0 ? year : year - 1;
}

/** Which period of `length` years, from 1, or from -1 backwards. */
function period(year: i32, length: i32): i32 {
  return year > 0 ? (year + length - 1) / length : -((length - 1 - (year - 1)) / length);
}

/** The unit of a Julian day; false if a date has no such unit. */
export function gaveCalendarUnit(unit: i32, julian: i32): bool {
  j2date(julian);
  const year = calendarYear;
  let value: i32;
  switch (unit) {
    case DTK_DAY: value = calendarDay; break;
    case DTK_MONTH: value = calendarMonth; break;
    case DTK_QUARTER: value = (calendarMonth - 1) / 3 + 1; break;
    case DTK_WEEK: value = isoWeek(julian); break;
    case DTK_YEAR: value = counted(year); break;
    case DTK_DECADE: value = year >= 0 ? year / 10 : -((8 - (year - 1)) / 10); break;
    case DTK_CENTURY: value = period(year, 100); break;
    case DTK_MILLENNIUM: value = period(year, 1000); break;
    case DTK_ISOYEAR: value = counted(isoYear(julian)); break;
    case DTK_DOW: value = dayOfWeek(julian); break;
    case DTK_ISODOW: value = (dayOfWeek(julian) + 6) % 7 + 1; break;
    case DTK_DOY: value = julian - date2j(year, 1, 1) + 1; break;
    default: return false;
  }
  gaveWhole(value);
  return true;
}

/** Whether a unit goes round, so that it has no value at an infinite time. */
export function isRound(unit: i32): bool {
  return (
    unit == DTK_DAY || unit == DTK_MONTH || unit == DTK_QUARTER || unit == DTK_WEEK || unit == DTK_DOW || unit == DTK_ISODOW || unit == DTK_DOY
  );
}

/** Whether a unit of a date grows for ever. */
export function isGrowing(unit: i32): bool {
  return (
    unit == DTK_YEAR || unit == DTK_DECADE || unit == DTK_CENTURY || unit == DTK_MILLENNIUM || unit == DTK_JULIAN || unit == DTK_ISOYEAR
  );
}
