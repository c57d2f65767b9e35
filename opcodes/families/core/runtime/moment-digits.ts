/** The digits of dates and times of day in each DateStyle (Encode… of `utils/adt/datetime.c`). All return the end of what they write. */
import { POSTGRES_EPOCH_JDATE, calendarDay, calendarMonth, calendarYear, j2date } from './calendar';
import { decimalLength, writeDigits } from './digits';
import { DMY, GERMAN, ISO, POSTGRES, SQL, dateOrder } from './session-style';

/** Three letters each, from Sunday and from January on. */
const DAY_NAMES = memory.data<u8>([
  83, 117, 110, 77, 111, 110, 84, 117, 101, 87, 101, 100, 84, 104, 117, 70, 114, 105, 83, 97, 116,
]);
const MONTH_NAMES = memory.data<u8>([
  74, 97, 110, 70, 101, 98, 77, 97, 114, 65, 112, 114, 77, 97, 121, 74, 117, 110, 74, 117, 108, 65, 117, 103, 83, 101, 112, 79, 99, 116,
  78, 111, 118, 68, 101, 99,
]);

function writeByte(at: usize, byte: u32): usize {
  store<u8>(at, byte);
  return at + 1;
}

function writeName(at: usize, names: usize, n: i32): usize {
  memory.copy(at, names + <usize>(n * 3), 3);
  return at + 3;
}

/** The year of the date that was read last, before 1 AD as that many BC. */
function writeYear(at: usize): usize {
  const year = calendarYear > 0 ? calendarYear : 1 - calendarYear;
  return writeDigits(at, year, max(4, decimalLength(year)));
}

/** Day and month of the date that was read last, in the session's order, with a byte between them. */
function writeDayAndMonth(at: usize, isDayFirst: bool, between: u32): usize {
  at = writeDigits(at, isDayFirst ? calendarDay : calendarMonth, 2);
  return writeDigits(writeByte(at, between), isDayFirst ? calendarMonth : calendarDay, 2);
}

/** A point and the microseconds without trailing zeros; nothing if they are 0. */
export function writeFraction(at: usize, microseconds: u32): usize {
  if (microseconds == 0) return at;
  let digits = 6;
  while (microseconds % 10 == 0) {
    microseconds /= 10;
    digits--;
  }
  return writeDigits(writeByte(at, 46), microseconds, digits);
}

/** hh:mm:ss and the fraction of a time of day. */
export function writeTimeOfDay(at: usize, time: i64): usize {
  const seconds = <u32>(time / 1000000);
  at = writeDigits(at, seconds / 3600, 2);
  at = writeDigits(writeByte(at, 58), seconds / 60 % 60, 2);
  at = writeDigits(writeByte(at, 58), seconds % 60, 2);
  return writeFraction(at, <u32>(time % 1000000));
}

/** A day from 2000-01-01. What is before 1 AD is told by `writeEra` at the end. */
export function writeStyledDate(at: usize, day: i32, style: i32): usize {
  j2date(day + POSTGRES_EPOCH_JDATE);
  if (style == ISO) {
    at = writeDigits(writeByte(writeYear(at), 45), calendarMonth, 2);
    return writeDigits(writeByte(at, 45), calendarDay, 2);
  }
  const between: u32 = style == SQL ? 47 : style == GERMAN ? 46 : 45;
  at = writeDayAndMonth(at, style == GERMAN || dateOrder() == DMY, between);
  return writeYear(writeByte(at, between));
}

/** A day from 2000-01-01 and a time of day. */
export function writeStyledMoment(at: usize, day: i32, time: i64, style: i32): usize {
  if (style != POSTGRES) return writeTimeOfDay(writeByte(writeStyledDate(at, day, style), 32), time);
  const julian = day + POSTGRES_EPOCH_JDATE;
  j2date(julian);
  at = writeByte(writeName(at, DAY_NAMES, (julian + 1) % 7), 32);
  if (dateOrder() == DMY) {
    at = writeName(writeByte(writeDigits(at, calendarDay, 2), 32), MONTH_NAMES, calendarMonth - 1);
  } else {
    at = writeDigits(writeByte(writeName(at, MONTH_NAMES, calendarMonth - 1), 32), calendarDay, 2);
  }
  at = writeTimeOfDay(writeByte(at, 32), time);
  return writeYear(writeByte(at, 32));
}

/** BC, if the date that was written last needs it. */
export function writeEra(at: usize): usize {
  if (calendarYear > 0) return at;
  return writeByte(writeByte(writeByte(at, 32), 66), 67);
}
