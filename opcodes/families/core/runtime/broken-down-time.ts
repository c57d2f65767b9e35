/** A date and time in parts while a text is decoded (`struct pg_tm` in `pgtime.h`), in one fixed place. */

// @ts-ignore: decorator
@unmanaged
class BrokenDownTime {
  year: i32;
  /** From 1. */
  month: i32;
  day: i32;
  /** The day of the year, when the text gave that instead of month and day. */
  yearDay: i32;
  hour: i32;
  minute: i32;
  second: i32;
  microsecond: i32;
  /** Whether the year was written with one or two digits. */
  isTwoDigits: bool;
}

export const tm = changetype<BrokenDownTime>(memory.data(40));
