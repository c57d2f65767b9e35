/** Intervals as ISO 8601 writes them, P1Y2M3DT4H5M6S and P0001-02-03T04:05:06 (DecodeISO8601Interval of `utils/adt/datetime.c`). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import { isDigit } from '../../core/runtime/characters';
import { DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW } from '../../core/runtime/datetime-codes';
import { numberEnd, scanDecimal, significand } from '../../core/runtime/decimal-scan';
import { nearestFloat } from '../../core/runtime/decimal-to-float';
import { DOUBLE_BITS, DOUBLE_LEAST } from '../../core/runtime/float-format';
import { addDays, addFraction, addFractionOfDays, addFractionOfYears, addMicroseconds, addMonths, addYears, clearParts } from './interval-parts';
import { USECS_PER_HOUR, USECS_PER_MINUTE, USECS_PER_SEC } from './unit-codes';

const MINUS: u32 = 45;
const COLON: u32 = 58;
const LETTER_T: u32 = 84;

/** Where in the text the reader is, and its end. */
let at: usize = 0;
let end: usize = 0;
/** The number that was read last: its whole part and the rest. */
let whole: i64 = 0;
let rest: f64 = 0;

/** The byte at hand; 0 at the end. */
function current(): u32 {
  return at < end ? <u32>load<u8>(at) : 0;
}

/** Reads a number as `strtod` does; 0 or a DTERR code. */
function readNumber(): i32 {
  const negative = current() == MINUS;
  if (!negative && !isDigit(current()) && current() != 46) return DTERR_BAD_FORMAT;
  if (!scanDecimal(at + <usize>negative, end)) return DTERR_BAD_FORMAT;
  const magnitude = reinterpret<f64>(nearestFloat(DOUBLE_BITS, DOUBLE_LEAST));
  // What strtod calls out of range is no number here.
  if (magnitude == Infinity || (magnitude < 2.2250738585072014e-308 && significand != 0)) return DTERR_BAD_FORMAT;
  at = numberEnd;
  if (magnitude > 1e15) return DTERR_FIELD_OVERFLOW;
  const value = negative ? -magnitude : magnitude;
  whole = <i64>value;
  rest = value - <f64>whole;
  return 0;
}

/** The digits from `start` on. */
function integerWidth(start: usize): i32 {
  let p = start;
  if (p < end && <u32>load<u8>(p) == MINUS) p++;
  const first = p;
  while (p < end && isDigit(load<u8>(p))) p++;
  return <i32>(p - first);
}

/** yyyymmdd, of which the number was read. */
function addBasicDate(): bool {
  return addYears(whole / 10000, 1) && addMonths(whole / 100 % 100) && addDays(whole % 100, 1) && addFraction(rest, USECS_PER_DAY);
}

/** hhmmss, of which the number was read. */
function addBasicTime(): bool {
  return (
    addMicroseconds(whole / 10000, 0, USECS_PER_HOUR) &&
    addMicroseconds(whole / 100 % 100, 0, USECS_PER_MINUTE) &&
    addMicroseconds(whole % 100, 0, USECS_PER_SEC) &&
    addFraction(rest, 1)
  );
}

/** Says that the date is over: the reader is past its T, or at the end of the text. */
const DATE_ENDS: i32 = 1;

/** The rest of yyyy-mm-dd after the year and `unit`, which stood after it. */
function extendedDate(unit: u32): i32 {
  if (!addYears(whole, 1) || !addFractionOfYears(rest, 1)) return DTERR_FIELD_OVERFLOW;
  if (unit == 0 || unit == LETTER_T) return DATE_ENDS;
  let error = readNumber();
  if (error != 0) return error;
  if (!addMonths(whole) || !addFractionOfDays(rest, 30)) return DTERR_FIELD_OVERFLOW;
  if (current() == MINUS) {
    at++;
    error = readNumber();
    if (error != 0) return error;
    if (!addDays(whole, 1) || !addFraction(rest, USECS_PER_DAY)) return DTERR_FIELD_OVERFLOW;
  }
  if (current() == LETTER_T) at++;
  else if (at < end) return DTERR_BAD_FORMAT;
  return DATE_ENDS;
}

/** One field of the date, of which the number was read; 0, DATE_ENDS or a DTERR code. */
function dateField(unit: u32, start: usize, isFirst: bool): i32 {
  let added: bool;
  switch (unit) {
    case 89: added = addYears(whole, 1) && addFractionOfYears(rest, 1); break;
    case 77: added = addMonths(whole) && addFractionOfDays(rest, 30); break;
    case 87: added = addDays(whole, 7) && addFractionOfDays(rest, 7); break;
    case 68: added = addDays(whole, 1) && addFraction(rest, USECS_PER_DAY); break;
    case LETTER_T:
    case 0:
      if (integerWidth(start) == 8 && isFirst) return addBasicDate() ? DATE_ENDS : DTERR_FIELD_OVERFLOW;
      return isFirst ? extendedDate(unit) : DTERR_BAD_FORMAT;
    case MINUS:
      return isFirst ? extendedDate(unit) : DTERR_BAD_FORMAT;
    default:
      return DTERR_BAD_FORMAT;
  }
  return added ? 0 : DTERR_FIELD_OVERFLOW;
}

/** Says that the text has been read to its end. */
const ALL_READ: i32 = 2;

/** hh:mm:ss, of which the hours and `unit` after them were read. */
function extendedTime(unit: u32): i32 {
  if (!addMicroseconds(whole, rest, USECS_PER_HOUR)) return DTERR_FIELD_OVERFLOW;
  if (unit == 0) return ALL_READ;
  let error = readNumber();
  if (error != 0) return error;
  if (!addMicroseconds(whole, rest, USECS_PER_MINUTE)) return DTERR_FIELD_OVERFLOW;
  if (at == end) return ALL_READ;
  if (current() != COLON) return DTERR_BAD_FORMAT;
  at++;
  error = readNumber();
  if (error != 0) return error;
  if (!addMicroseconds(whole, rest, USECS_PER_SEC)) return DTERR_FIELD_OVERFLOW;
  return at == end ? ALL_READ : DTERR_BAD_FORMAT;
}

function timeField(unit: u32, start: usize, isFirst: bool): i32 {
  let scale: i64;
  switch (unit) {
    case 72: scale = USECS_PER_HOUR; break;
    case 77: scale = USECS_PER_MINUTE; break;
    case 83: scale = USECS_PER_SEC; break;
    case 0:
      if (integerWidth(start) == 6 && isFirst) return addBasicTime() ? ALL_READ : DTERR_FIELD_OVERFLOW;
      return isFirst ? extendedTime(unit) : DTERR_BAD_FORMAT;
    case COLON:
      return isFirst ? extendedTime(unit) : DTERR_BAD_FORMAT;
    default:
      return DTERR_BAD_FORMAT;
  }
  return addMicroseconds(whole, rest, scale) ? 0 : DTERR_FIELD_OVERFLOW;
}

/** Reads the text into the parts; 0 or a DTERR code. */
export function decodeIsoInterval(text: usize, length: i32): i32 {
  clearParts();
  if (length < 2 || <u32>load<u8>(text) != 80) return DTERR_BAD_FORMAT;
  at = text + 1;
  end = text + length;
  let inDate = true;
  let isFirst = true;
  while (at < end) {
    if (current() == LETTER_T) {
      inDate = false;
      isFirst = true;
      at++;
      continue;
    }
    const start = at;
    const error = readNumber();
    if (error != 0) return error;
    const unit = current();
    if (at < end) at++;
    const result = inDate ? dateField(unit, start, isFirst) : timeField(unit, start, isFirst);
    if (result < 0) return result;
    if (result == ALL_READ) return 0;
    if (result == DATE_ENDS) inDate = false;
    isFirst = result == DATE_ENDS;
  }
  return 0;
}
