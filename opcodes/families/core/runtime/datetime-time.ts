/** The time of day and the numeric time zone of a date/time text (DecodeTime, DecodeTimezone in `utils/adt/datetime.c`). */
import { USECS_PER_DAY } from './calendar';
import { DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, DTERR_TZDISP_OVERFLOW } from './datetime-codes';
import {
  fractionMicroseconds, intEnd, intOverflowed, parseFractionalSecond, stringLength, strtoint,
} from './datetime-number';
import { tm } from './broken-down-time';
import { noteOffset } from './datetime-zone';

const MAX_TZDISP_HOUR: i32 = 15;

/** A time of day in microseconds; its parts may be too large for one. */
export function timeToMicroseconds(hour: i32, minute: i32, second: i32, microsecond: i32): i64 {
  return (((<i64>hour * 60 + <i64>minute) * 60) + <i64>second) * 1000000 + <i64>microsecond;
}

/** hh:mm, hh:mm:ss, hh:mm:ss.fff, or mm:ss.fff; the hours may be too many. */
export function decodeTimeParts(field: usize): i32 {
  let hour = strtoint(field);
  // PostgreSQL reads the hour as a bigint, so that a wrong format is reported first.
  const hourOverflowed = intOverflowed;
  if (load<u8>(intEnd) != 58) return DTERR_BAD_FORMAT;
  let minute = strtoint(intEnd + 1);
  if (intOverflowed) return DTERR_FIELD_OVERFLOW;
  let second = 0;
  let microsecond = 0;
  const delimiter = <u32>load<u8>(intEnd);
  if (delimiter == 46) {
    const error = parseFractionalSecond(intEnd);
    if (error != 0) return error;
    microsecond = fractionMicroseconds;
    second = minute;
    minute = hour;
    hour = 0;
  } else if (delimiter == 58) {
    second = strtoint(intEnd + 1);
    if (intOverflowed) return DTERR_FIELD_OVERFLOW;
    if (load<u8>(intEnd) == 46) {
      const error = parseFractionalSecond(intEnd);
      if (error != 0) return error;
      microsecond = fractionMicroseconds;
    } else if (load<u8>(intEnd) != 0) {
      return DTERR_BAD_FORMAT;
    }
  } else if (delimiter != 0) {
    return DTERR_BAD_FORMAT;
  }
  if (hourOverflowed || minute > 59 || second > 60) return DTERR_FIELD_OVERFLOW;
  tm.hour = hour;
  tm.minute = minute;
  tm.second = second;
  tm.microsecond = microsecond;
  return 0;
}

/** Whether the time in `tm` is none: 24:00:00 and a 60th second are allowed, more than a day is not (time_overflows in `utils/adt/date.c`). */
export function timeOverflows(): bool {
  if (tm.minute > 59 || tm.second > 60 || tm.hour > 24) return true;
  return timeToMicroseconds(tm.hour, tm.minute, tm.second, tm.microsecond) > USECS_PER_DAY;
}

/** The same, where the hours must be those of a day. */
export function decodeTime(field: usize): i32 {
  const error = decodeTimeParts(field);
  if (error != 0) return error;
  return timeOverflows() ? DTERR_FIELD_OVERFLOW : 0;
}

/** Reads +hh, +hhmm, +hh:mm or +hh:mm:ss and notes the offset, which types without time zone ignore. */
export function decodeTimezone(field: usize): i32 {
  const sign = <u32>load<u8>(field);
  if (sign != 43 && sign != 45) return DTERR_BAD_FORMAT;
  let hour = strtoint(field + 1);
  if (intOverflowed) return DTERR_TZDISP_OVERFLOW;
  let minute = 0;
  let second = 0;
  if (load<u8>(intEnd) == 58) {
    minute = strtoint(intEnd + 1);
    if (intOverflowed) return DTERR_TZDISP_OVERFLOW;
    if (load<u8>(intEnd) == 58) {
      second = strtoint(intEnd + 1);
      if (intOverflowed) return DTERR_TZDISP_OVERFLOW;
    }
  } else if (load<u8>(intEnd) == 0 && stringLength(field) > 3) {
    minute = hour % 100;
    hour /= 100;
  }
  if (<u32>hour > <u32>MAX_TZDISP_HOUR || <u32>minute > 59 || <u32>second > 59) return DTERR_TZDISP_OVERFLOW;
  const seconds = (hour * 60 + minute) * 60 + second;
  noteOffset(sign == 45 ? -seconds : seconds);
  return load<u8>(intEnd) == 0 ? 0 : DTERR_BAD_FORMAT;
}
