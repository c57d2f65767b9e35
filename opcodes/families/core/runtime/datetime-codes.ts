/** The numbers by which date/time fields, their kinds and their errors are known (`utils/datetime.h`). */

// Kinds of tokens, and the places of fields in a mask of those seen.
export const RESERV: i32 = 0;
export const MONTH: i32 = 1;
export const YEAR: i32 = 2;
export const DAY: i32 = 3;
export const TZ: i32 = 5;
export const DTZ: i32 = 6;
export const DYNTZ: i32 = 7;
export const IGNORE_DTF: i32 = 8;
export const AMPM: i32 = 9;
export const HOUR: i32 = 10;
export const MINUTE: i32 = 11;
export const SECOND: i32 = 12;
export const MILLISECOND: i32 = 13;
export const MICROSECOND: i32 = 14;
export const DOY: i32 = 15;
export const DOW: i32 = 16;
export const UNITS: i32 = 17;
export const ADBC: i32 = 18;
export const ISOTIME: i32 = 23;
export const DTZMOD: i32 = 28;
export const UNKNOWN_FIELD: i32 = 31;

export const YEAR_M: i32 = 1 << YEAR;
export const MONTH_M: i32 = 1 << MONTH;
export const DAY_M: i32 = 1 << DAY;
export const DOY_M: i32 = 1 << DOY;
export const TZ_M: i32 = 1 << TZ;
export const DTZ_M: i32 = 1 << DTZ;
export const DYNTZ_M: i32 = 1 << DYNTZ;
export const DTZMOD_M: i32 = 1 << DTZMOD;
export const DATE_M: i32 = YEAR_M | MONTH_M | DAY_M;
export const TIME_M: i32 =
  (1 << HOUR) | (1 << MINUTE) | (1 << SECOND) | (1 << MILLISECOND) | (1 << MICROSECOND);

// Kinds of fields, and the values of reserved words and units.
export const DTK_NUMBER: i32 = 0;
export const DTK_STRING: i32 = 1;
export const DTK_DATE: i32 = 2;
export const DTK_TIME: i32 = 3;
export const DTK_TZ: i32 = 4;
export const DTK_SPECIAL: i32 = 6;
export const DTK_EARLY: i32 = 9;
export const DTK_LATE: i32 = 10;
export const DTK_EPOCH: i32 = 11;
export const DTK_NOW: i32 = 12;
export const DTK_YESTERDAY: i32 = 13;
export const DTK_TODAY: i32 = 14;
export const DTK_TOMORROW: i32 = 15;
export const DTK_ZULU: i32 = 16;
export const DTK_JULIAN: i32 = 31;

// What AM/PM and AD/BC stand for.
export const AM: i32 = 0;
export const PM: i32 = 1;
export const HR24: i32 = 2;
export const BC: i32 = 1;

export const DTERR_BAD_FORMAT: i32 = -1;
export const DTERR_FIELD_OVERFLOW: i32 = -2;
export const DTERR_MD_FIELD_OVERFLOW: i32 = -3;
export const DTERR_TZDISP_OVERFLOW: i32 = -5;
export const DTERR_BAD_TIMEZONE: i32 = -6;
/** Not PostgreSQL's: a time zone that may be right but that only its database could tell. */
export const DTERR_UNKNOWN_TIMEZONE: i32 = -100;
/** Not PostgreSQL's: a value that depends on the current time. */
export const DTERR_NEEDS_CLOCK: i32 = -101;
