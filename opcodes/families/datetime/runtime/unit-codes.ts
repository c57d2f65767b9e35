/** The numbers of the units of time (`utils/datetime.h`), beside those that core has. */
export const AGO: i32 = 19;
export const DTK_DELTA: i32 = 17;
export const DTK_SECOND: i32 = 18;
export const DTK_MINUTE: i32 = 19;
export const DTK_HOUR: i32 = 20;
export const DTK_DAY: i32 = 21;
export const DTK_WEEK: i32 = 22;
export const DTK_MONTH: i32 = 23;
export const DTK_QUARTER: i32 = 24;
export const DTK_YEAR: i32 = 25;
export const DTK_DECADE: i32 = 26;
export const DTK_CENTURY: i32 = 27;
export const DTK_MILLENNIUM: i32 = 28;
export const DTK_MILLISEC: i32 = 29;
export const DTK_MICROSEC: i32 = 30;
export const DTK_DOW: i32 = 32;
export const DTK_DOY: i32 = 33;
export const DTK_TZ_HOUR: i32 = 34;
export const DTK_TZ_MINUTE: i32 = 35;
export const DTK_ISOYEAR: i32 = 36;
export const DTK_ISODOW: i32 = 37;

export const USECS_PER_HOUR: i64 = 3600000000;
export const USECS_PER_MINUTE: i64 = 60000000;
export const USECS_PER_SEC: i64 = 1000000;

// A unit's place in the mask of those that an interval has had; and as a bit of an interval's range of fields.
export const WEEK_BIT: i32 = 24;
export const DECADE_BIT: i32 = 25;
export const CENTURY_BIT: i32 = 26;
export const MILLENNIUM_BIT: i32 = 27;
