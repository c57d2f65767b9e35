/** Output of date and timestamp in the style ISO (`EncodeDateOnly` and `EncodeDateTime` in `utils/adt/datetime.c`). */
import {
  MIN_TIMESTAMP, POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, j2date,
} from './calendar';
import { decimalLength, writeDigits } from './digits';
import { ERR_TIMESTAMP_OUT_OF_RANGE } from './errors.generated.ts';
import { fail } from './raise';
import { allocate, shrinkTo, textResult } from './scratch';

/** -infinity; without its first byte, infinity. */
const INFINITY_TEXT = memory.data<u8>([45, 105, 110, 102, 105, 110, 105, 116, 121]);
/** Longer than any date or timestamp. */
const LONGEST: i32 = 48;

/** yyyy-mm-dd of a Julian day, a year before 1 AD as that many BC. Returns the end. */
function writeDate(at: usize, julian: i32): usize {
  j2date(julian);
  const year = calendarYear > 0 ? calendarYear : 1 - calendarYear;
  at = writeDigits(at, year, max(4, decimalLength(year)));
  store<u8>(at, 45);
  at = writeDigits(at + 1, calendarMonth, 2);
  store<u8>(at, 45);
  return writeDigits(at + 1, calendarDay, 2);
}

/** hh:mm:ss, and the fraction without its trailing zeros. Returns the end. */
function writeTime(at: usize, microseconds: i64): usize {
  const seconds = <u32>(microseconds / 1000000);
  let fraction = <u32>(microseconds % 1000000);
  at = writeDigits(at, seconds / 3600, 2);
  store<u8>(at, 58);
  at = writeDigits(at + 1, seconds / 60 % 60, 2);
  store<u8>(at, 58);
  at = writeDigits(at + 1, seconds % 60, 2);
  if (fraction == 0) return at;
  let digits = 6;
  while (fraction % 10 == 0) {
    fraction /= 10;
    digits--;
  }
  store<u8>(at, 46);
  return writeDigits(at + 1, fraction, digits);
}

/** Adds BC where the year that was just written needs it, and returns the text. */
function finish(start: usize, end: usize): usize {
  if (calendarYear <= 0) {
    store<u8>(end, 32);
    store<u8>(end, 66, 1);
    store<u8>(end, 67, 2);
    end += 3;
  }
  shrinkTo(end);
  return textResult(start, <i32>(end - start));
}

function infinity(negative: bool): usize {
  return textResult(INFINITY_TEXT + i32(!negative), 8 + i32(negative));
}

/** date → text. */
export function date_out(date: i32): usize {
  if (date == i32.MIN_VALUE || date == i32.MAX_VALUE) return infinity(date < 0);
  const result = allocate(LONGEST);
  return finish(result, writeDate(result, date + POSTGRES_EPOCH_JDATE));
}

/** timestamp → text. */
export function timestamp_out(timestamp: i64): usize {
  if (timestamp == i64.MIN_VALUE || timestamp == i64.MAX_VALUE) return infinity(timestamp < 0);
  // Rounding may go beyond the last second that can be read.
  if (timestamp < MIN_TIMESTAMP) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  let days = timestamp / USECS_PER_DAY;
  let time = timestamp % USECS_PER_DAY;
  if (time < 0) {
    time += USECS_PER_DAY;
    days--;
  }
  const result = allocate(LONGEST);
  const at = writeDate(result, <i32>days + POSTGRES_EPOCH_JDATE);
  store<u8>(at, 32);
  return finish(result, writeTime(at + 1, time));
}
