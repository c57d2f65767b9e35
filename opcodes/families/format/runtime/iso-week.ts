/** Weeks and years of ISO 8601 (`date2isoweek`, `date2isoyear`, `isoweek2j` in utils/adt/timestamp.c), also of the odd dates that intervals have. */
import { date2j } from '../../core/runtime/calendar';

/** The day of the week, Monday being 0. */
function mondayBased(julian: i32): i32 {
  const rest = (julian % 7 + 7) % 7;
  return rest;
}

/** The Julian day of the Monday of a year's week. */
export function weekBegin(year: i32, week: i32): i32 {
  const fourth = date2j(year, 1, 4);
  return (week - 1) * 7 + (fourth - mondayBased(fourth));
}

let week: i32 = 0;
let weekYear: i32 = 0;

function find(year: i32, month: i32, day: i32): void {
  const date = date2j(year, month, day);
  let fourth = date2j(year, 1, 4);
  let start = mondayBased(fourth);
  weekYear = year;
  if (date < fourth - start) {
    fourth = date2j(year - 1, 1, 4);
    start = mondayBased(fourth);
    weekYear = year - 1;
  }
  week = (date - (fourth - start)) / 7 + 1;
  if (week >= 52) {
    fourth = date2j(year + 1, 1, 4);
    start = mondayBased(fourth);
    if (date >= fourth - start) {
      week = (date - (fourth - start)) / 7 + 1;
      weekYear = year + 1;
    }
  }
}

export function isoWeek(year: i32, month: i32, day: i32): i32 {
  find(year, month, day);
  return week;
}

export function isoYear(year: i32, month: i32, day: i32): i32 {
  find(year, month, day);
  return weekYear;
}

/** The day of the ISO year, from 1. */
export function isoYearDay(year: i32, month: i32, day: i32): i32 {
  return date2j(year, month, day) - weekBegin(isoYear(year, month, day), 1) + 1;
}
