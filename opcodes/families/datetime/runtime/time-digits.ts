/** The digits of dates, times and offsets in the style ISO (Encode… of `utils/adt/datetime.c`). */
import { POSTGRES_EPOCH_JDATE, calendarDay, calendarMonth, calendarYear, j2date } from '../../core/runtime/calendar';
import { decimalLength, writeDigits } from '../../core/runtime/digits';

/** A point and the microseconds without trailing zeros; nothing if they are 0. Returns the end, as all of these do. */
export function writeFraction(at: usize, microseconds: u32): usize {
  if (microseconds == 0) return at;
  let digits = 6;
  while (microseconds % 10 == 0) {
    microseconds /= 10;
    digits--;
  }
  store<u8>(at, 46);
  return writeDigits(at + 1, microseconds, digits);
}

/** hh:mm:ss and the fraction of a time of day. */
export function writeTimeOfDay(at: usize, time: i64): usize {
  const seconds = <u32>(time / 1000000);
  at = writeDigits(at, seconds / 3600, 2);
  store<u8>(at, 58);
  at = writeDigits(at + 1, seconds / 60 % 60, 2);
  store<u8>(at, 58);
  return writeFraction(writeDigits(at + 1, seconds % 60, 2), <u32>(time % 1000000));
}

/** yyyy-mm-dd of a day from 2000-01-01; a year before 1 AD as that many BC, which `writeEra` says at the end. */
export function writeDate(at: usize, day: i32): usize {
  j2date(day + POSTGRES_EPOCH_JDATE);
  const year = calendarYear > 0 ? calendarYear : 1 - calendarYear;
  at = writeDigits(at, year, max(4, decimalLength(year)));
  store<u8>(at, 45);
  at = writeDigits(at + 1, calendarMonth, 2);
  store<u8>(at, 45);
  return writeDigits(at + 1, calendarDay, 2);
}

/** BC, if the date that was written last needs it. */
export function writeEra(at: usize): usize {
  if (calendarYear > 0) return at;
  store<u8>(at, 32);
  store<u8>(at, 66, 1);
  store<u8>(at, 67, 2);
  return at + 3;
}

/** +hh, with minutes and seconds if there are some (EncodeTimezone). The offset is in seconds east of Greenwich. */
export function writeOffset(at: usize, offset: i32): usize {
  store<u8>(at, offset < 0 ? 45 : 43);
  const seconds = <u32>abs(<i64>offset);
  // An offset that an interval gave may have any number of hours.
  at = writeDigits(at + 1, seconds / 3600, max(2, decimalLength(seconds / 3600)));
  if (seconds % 3600 == 0) return at;
  store<u8>(at, 58);
  at = writeDigits(at + 1, seconds / 60 % 60, 2);
  if (seconds % 60 == 0) return at;
  store<u8>(at, 58);
  return writeDigits(at + 1, seconds % 60, 2);
}
