/**
 * Days and the Gregorian calendar (`date2j` and `j2date` in `utils/adt/datetime.c`), with PostgreSQL's limits
 * (`datatype/timestamp.h`). Year 0 is 1 BC.
 */
export const POSTGRES_EPOCH_JDATE: i32 = 2451545;
export const UNIX_EPOCH_JDATE: i32 = 2440588;
export const DATE_END_JULIAN: i32 = 2147483494;
export const USECS_PER_DAY: i64 = 86400000000;
export const MIN_TIMESTAMP: i64 = -211813488000000000;
export const END_TIMESTAMP: i64 = 9223371331200000000;

export let calendarYear: i32 = 0;
export let calendarMonth: i32 = 0;
export let calendarDay: i32 = 0;

const DAYS_IN_MONTH = memory.data<u8>([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);

export function isLeap(year: i32): bool {
  return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
}

/** The days of a month from 1 to 12. */
export function daysInMonth(year: i32, month: i32): i32 {
  return <i32>load<u8>(DAYS_IN_MONTH + month - 1) + i32(month == 2 && isLeap(year));
}

/** The Julian day number of a date. */
export function date2j(year: i32, month: i32, day: i32): i32 {
  if (month > 2) {
    month += 1;
    year += 4800;
  } else {
    month += 13;
    year += 4799;
  }
  const century = year / 100;
  return year * 365 - 32167 + year / 4 - century + century / 4 + 7834 * month / 256 + day;
}

/** The date of a Julian day number, into the three variables above. */
export function j2date(julianDay: i32): void {
  let julian = <u32>julianDay + 32044;
  let quad = julian / 146097;
  const extra = (julian - quad * 146097) * 4 + 3;
  julian += 60 + quad * 3 + extra / 146097;
  quad = julian / 1461;
  julian -= quad * 1461;
  const y = julian * 4 / 1461;
  julian = (y != 0 ? (julian + 305) % 365 : (julian + 306) % 366) + 123;
  calendarYear = <i32>(y + quad * 4) - 4800;
  quad = julian * 2141 / 65536;
  calendarDay = <i32>(julian - 7834 * quad / 256);
  calendarMonth = <i32>((quad + 10) % 12) + 1;
}

/** The day, from 2000-01-01, that a timestamp is on. */
export function floorDay(timestamp: i64): i32 {
  const day = timestamp / USECS_PER_DAY;
  return <i32>(timestamp < day * USECS_PER_DAY ? day - 1 : day);
}

/** Whether `date2j` gives a meaningful result (IS_VALID_JULIAN). */
export function isValidJulian(year: i32, month: i32): bool {
  return (year > -4713 || (year == -4713 && month >= 11)) && (year < 5874898 || (year == 5874898 && month < 6));
}

/** Whether a date, in days from 2000-01-01, is within the type's limits (IS_VALID_DATE). */
export function isValidDate(date: i32): bool {
  return date >= -POSTGRES_EPOCH_JDATE && date < DATE_END_JULIAN - POSTGRES_EPOCH_JDATE;
}
