/**
 * The date of a date/time text: numbers taken as year, month or day by what has been seen before (DecodeNumber,
 * DecodeNumberField, DecodeDate and ValidateDate in `utils/adt/datetime.c`).
 */
import { calendarDay, calendarMonth, calendarYear, date2j, daysInMonth, j2date } from './calendar';
import { isAlnum, isAlpha, isDigit } from './characters';
import {
  DATE_M, DAY_M, DOY_M, DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, DTERR_MD_FIELD_OVERFLOW,
  IGNORE_DTF, MONTH, MONTH_M, TIME_M, TZ_M, YEAR_M,
} from './datetime-codes';
import { MAXDATEFIELDS } from './datetime-fields';
import { keywordType, keywordValue } from './datetime-keywords';
import {
  digitsToInt, findCharacter, fractionMicroseconds, intEnd, intOverflowed, parseFractionalSecond, stringLength, strtoint,
} from './datetime-number';
import { tm } from './broken-down-time';
import { DMY, YMD, dateOrder } from './session-style';

/** The mask of what the last field was found to be. */
export let decodedMask: i32 = 0;

/** Digits run together: yyyymmdd or yymmdd, or hhmmss or hhmm once there is a date. */
export function decodeNumberField(field: usize, seen: i32): i32 {
  let end = field;
  while (isDigit(load<u8>(end)) || load<u8>(end) == 46) end++;
  if (load<u8>(end) != 0) return DTERR_BAD_FORMAT;

  const point = findCharacter(field, 46);
  if (point != 0) {
    const error = parseFractionalSecond(point);
    if (error != 0) return error;
    tm.microsecond = fractionMicroseconds;
    end = point;
  } else if ((seen & DATE_M) != DATE_M && end - field >= 6) {
    decodedMask = DATE_M;
    tm.day = digitsToInt(end - 2, end);
    tm.month = digitsToInt(end - 4, end - 2);
    tm.year = digitsToInt(field, end - 4);
    if (end - field == 6) tm.isTwoDigits = true;
    return 0;
  }

  const length = end - field;
  if ((seen & TIME_M) == TIME_M || (length != 6 && length != 4)) return DTERR_BAD_FORMAT;
  decodedMask = TIME_M;
  tm.second = length == 6 ? digitsToInt(field + 4, end) : 0;
  tm.minute = digitsToInt(field + 2, field + 4);
  tm.hour = digitsToInt(field, field + 2);
  return 0;
}

function setYear(value: i32, length: i32): void {
  decodedMask = YEAR_M;
  tm.year = value;
  // One or two digits mean a year from 1970 to 2069.
  tm.isTwoDigits = length <= 2;
}

function setMonth(value: i32): void {
  decodedMask = MONTH_M;
  tm.month = value;
}

function setDay(value: i32): void {
  decodedMask = DAY_M;
  tm.day = value;
}

/** One number, in the context of the fields seen so far. */
export function decodeNumber(field: usize, haveTextMonth: bool, seen: i32): i32 {
  const length = stringLength(field);
  decodedMask = 0;
  const value = strtoint(field);
  if (intOverflowed) return DTERR_FIELD_OVERFLOW;
  const end = intEnd;
  if (end == field) return DTERR_BAD_FORMAT;
  if (load<u8>(end) == 46) {
    // More than two digits before the point: a time run together.
    if (end - field > 2) return decodeNumberField(field, seen | DATE_M);
    const error = parseFractionalSecond(end);
    if (error != 0) return error;
    tm.microsecond = fractionMicroseconds;
  } else if (load<u8>(end) != 0) {
    return DTERR_BAD_FORMAT;
  }

  if (length == 3 && (seen & DATE_M) == YEAR_M && value >= 1 && value <= 366) {
    decodedMask = DOY_M | MONTH_M | DAY_M;
    tm.yearDay = value;
    return 0;
  }

  switch (seen & DATE_M) {
    case 0:
      // Either yyyy-mm-dd, with more than two digits of year, or the order of DateStyle.
      if (length >= 3 || dateOrder() == YMD) setYear(value, length);
      else if (dateOrder() == DMY) setDay(value);
      else setMonth(value);
      break;
    case YEAR_M:
      setMonth(value);
      break;
    case MONTH_M:
      if (haveTextMonth && (length >= 3 || dateOrder() == YMD)) setYear(value, length);
      else setDay(value);
      break;
    case YEAR_M | MONTH_M:
      if (haveTextMonth && length >= 3 && tm.isTwoDigits) {
        // The first number was not the year but the day.
        setDay(tm.year);
        tm.year = value;
        tm.isTwoDigits = false;
      } else {
        setDay(value);
      }
      break;
    case DAY_M:
      setMonth(value);
      break;
    case MONTH_M | DAY_M:
      setYear(value, length);
      break;
    case DATE_M:
      // The date is complete, so it must be a time.
      return decodeNumberField(field, seen);
    default:
      return DTERR_BAD_FORMAT;
  }
  return 0;
}

/** The parts of a date with delimiters; a part that has been dealt with is 0. */
const PARTS = memory.data(100);

/** Ends every part with a zero byte in place; returns how many there are, or a DTERR code. */
function splitDate(p: usize): i32 {
  let count = 0;
  while (load<u8>(p) != 0 && count < MAXDATEFIELDS) {
    while (load<u8>(p) != 0 && !isAlnum(load<u8>(p))) p++;
    if (load<u8>(p) == 0) return DTERR_BAD_FORMAT;
    store<u32>(PARTS + (count << 2), <u32>p);
    if (isDigit(load<u8>(p))) {
      while (isDigit(load<u8>(p))) p++;
    } else {
      while (isAlpha(load<u8>(p))) p++;
    }
    // Whatever follows is taken for a delimiter, even a letter after a digit.
    if (load<u8>(p) != 0) store<u8>(p++, 0);
    count++;
  }
  return count;
}

/** A date with delimiters: its textual month first, because that is not ambiguous. */
export function decodeDate(field: usize, seen: i32): i32 {
  const count = splitDate(field);
  if (count < 0) return count;
  let haveTextMonth = false;
  let mask = 0;
  for (let i = 0; i < count; i++) {
    const part = <usize>load<u32>(PARTS + (i << 2));
    if (!isAlpha(load<u8>(part))) continue;
    const type = keywordType(part);
    // PostgreSQL leaves the ignored words in place, where they then fail as numbers.
    if (type == IGNORE_DTF) continue;
    if (type != MONTH) return DTERR_BAD_FORMAT;
    tm.month = keywordValue;
    haveTextMonth = true;
    if (seen & MONTH_M) return DTERR_BAD_FORMAT;
    seen |= MONTH_M;
    mask |= MONTH_M;
    store<u32>(PARTS + (i << 2), 0);
  }
  for (let i = 0; i < count; i++) {
    const part = <usize>load<u32>(PARTS + (i << 2));
    if (part == 0) continue;
    const error = decodeNumber(part, haveTextMonth, seen);
    if (error != 0) return error;
    if (seen & decodedMask) return DTERR_BAD_FORMAT;
    seen |= decodedMask;
    mask |= decodedMask;
  }
  decodedMask = mask;
  return (seen & ~(DOY_M | TZ_M)) == DATE_M ? 0 : DTERR_BAD_FORMAT;
}

/** Completes year, month and day (BC, two digits, day of the year) and checks them. */
export function validateDate(seen: i32, isJulian: bool, bc: bool): i32 {
  if ((seen & YEAR_M) != 0 && !isJulian) {
    if (bc) {
      if (tm.year <= 0) return DTERR_FIELD_OVERFLOW;
      // 1 BC is the year 0.
      tm.year = 1 - tm.year;
    } else if (tm.isTwoDigits) {
      if (tm.year < 0) return DTERR_FIELD_OVERFLOW;
      if (tm.year < 70) tm.year += 2000;
      else if (tm.year < 100) tm.year += 1900;
    } else if (tm.year <= 0) {
      return DTERR_FIELD_OVERFLOW;
    }
  }
  if (seen & DOY_M) {
    j2date(date2j(tm.year, 1, 1) + tm.yearDay - 1);
    tm.year = calendarYear;
    tm.month = calendarMonth;
    tm.day = calendarDay;
  }
  if ((seen & MONTH_M) != 0 && (tm.month < 1 || tm.month > 12)) return DTERR_MD_FIELD_OVERFLOW;
  if ((seen & DAY_M) != 0 && (tm.day < 1 || tm.day > 31)) return DTERR_MD_FIELD_OVERFLOW;
  if ((seen & DATE_M) == DATE_M && tm.day > daysInMonth(tm.year, tm.month)) return DTERR_FIELD_OVERFLOW;
  return 0;
}
