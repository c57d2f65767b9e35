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

/** Puts the parts of a time of day into `tm` (dt2time in `utils/adt/timestamp.c`). */
export function setTime(time: i64): void {
  tm.hour = <i32>(time / 3600000000);
  tm.minute = <i32>(time / 60000000 % 60);
  tm.second = <i32>(time / 1000000 % 60);
  tm.microsecond = <i32>(time % 1000000);
}

export const tm = changetype<BrokenDownTime>(memory.data(40));
