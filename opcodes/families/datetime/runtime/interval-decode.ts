/** An interval's fields read from last to first, because units come after their numbers (DecodeInterval of `utils/adt/datetime.c`). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import {
  DATE_M, DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, DTK_DATE, DTK_EARLY, DTK_LATE, DTK_NUMBER, DTK_SPECIAL, DTK_STRING, DTK_TIME, DTK_TZ,
  HOUR, IGNORE_DTF, MICROSECOND, MILLISECOND, MINUTE, MONTH, RESERV, SECOND, TIME_M, UNITS, YEAR, DAY,
} from '../../core/runtime/datetime-codes';
import { fieldAt, fieldCount, fieldType } from '../../core/runtime/datetime-fields';
import { findCharacter, fraction, intEnd, intOverflowed, parseFraction, strtoint } from '../../core/runtime/datetime-number';
import {
  addDays, addFraction, addFractionOfDays, addFractionOfYears, addMicroseconds, addMonths, addYears, clearParts, negateParts, partTime,
  setTimePart,
} from './interval-parts';
import { INTERVAL_SQL, intervalStyle } from '../../core/runtime/session-style';
import { decodeIntervalTime } from './interval-time';
import { bigEnd, bigOverflowed, strtoi64 } from './long-number';
import { add64, mul64, overflowed } from './overflow';
import {
  AGO, CENTURY_BIT, DECADE_BIT, DTK_CENTURY, DTK_DAY, DTK_DECADE, DTK_DELTA, DTK_HOUR, DTK_MICROSEC, DTK_MILLENNIUM, DTK_MILLISEC, DTK_MINUTE,
  DTK_MONTH, DTK_SECOND, DTK_WEEK, DTK_YEAR, MILLENNIUM_BIT, USECS_PER_HOUR, USECS_PER_MINUTE, USECS_PER_SEC, WEEK_BIT,
} from './unit-codes';
import { unitOrKeyword, unitValue } from './unit-words';

/** DTK_DELTA, or DTK_LATE or DTK_EARLY for the infinities. */
export let intervalKind: i32 = 0;

/** The unit of the number that is read next, and whether a unit waits for its number. */
let unit: i32 = 0;
let unitWaits: bool = false;
let isBefore: bool = false;
let mask: i32 = 0;
/** Whether the minus sign at the beginning is for all fields. */
let isAllNegative: bool = false;

/** The unit of a number without one: the last field of the type's range. */
function unitOfRange(range: i32): i32 {
  if (range == 1 << YEAR) return DTK_YEAR;
  if ((range & ~(1 << YEAR)) == 1 << MONTH) return DTK_MONTH;
  if (range == 1 << DAY) return DTK_DAY;
  if ((range & ~(1 << DAY)) == 1 << HOUR) return DTK_HOUR;
  // Up to minutes: alone, after hours, or after days and hours; a day without hours does not occur.
  if (range == 1 << MINUTE || (range & ~(1 << DAY)) == (1 << HOUR | 1 << MINUTE)) return DTK_MINUTE;
  return DTK_SECOND;
}

/** Adds a number of the unit; false for an overflow. `mask` says which unit it was. */
function addUnit(value: i64, rest: f64): bool {
  switch (unit) {
    case DTK_MICROSEC: mask = 1 << MICROSECOND; return addMicroseconds(value, rest, 1);
    case DTK_MILLISEC: mask = 1 << MILLISECOND; return addMicroseconds(value, rest, 1000);
    case DTK_SECOND:
      mask = rest == 0 ? 1 << SECOND : (1 << SECOND) | (1 << MILLISECOND) | (1 << MICROSECOND);
      return addMicroseconds(value, rest, USECS_PER_SEC);
    case DTK_MINUTE: mask = 1 << MINUTE; return addMicroseconds(value, rest, USECS_PER_MINUTE);
    case DTK_HOUR:
      // The number before hours is days, unless it has a unit.
      unit = DTK_DAY;
      mask = 1 << HOUR;
      return addMicroseconds(value, rest, USECS_PER_HOUR);
    case DTK_DAY: mask = 1 << DAY; return addDays(value, 1) && addFraction(rest, USECS_PER_DAY);
    case DTK_WEEK: mask = 1 << WEEK_BIT; return addDays(value, 7) && addFractionOfDays(rest, 7);
    case DTK_MONTH: mask = 1 << MONTH; return addMonths(value) && addFractionOfDays(rest, 30);
    case DTK_YEAR: mask = 1 << YEAR; return addYears(value, 1) && addFractionOfYears(rest, 1);
    case DTK_DECADE: mask = 1 << DECADE_BIT; return addYears(value, 10) && addFractionOfYears(rest, 10);
    case DTK_CENTURY: mask = 1 << CENTURY_BIT; return addYears(value, 100) && addFractionOfYears(rest, 100);
    default: mask = 1 << MILLENNIUM_BIT; return addYears(value, 1000) && addFractionOfYears(rest, 1000);
  }
}

function isUnitOfNumber(): bool {
  return unit >= DTK_SECOND && unit <= DTK_MICROSEC && unit != 24;
}

/** A number, perhaps with a fraction, or SQL's years-months. */
function decodeAmount(field: usize, range: i32): i32 {
  if (unit == IGNORE_DTF) unit = unitOfRange(range);
  const negative = <u32>load<u8>(field) == 45;
  let value = strtoi64(field);
  if (bigOverflowed) return DTERR_FIELD_OVERFLOW;
  let rest: f64 = 0;
  const next = <u32>load<u8>(bigEnd);
  if (next == 45) {
    let months = strtoint(bigEnd + 1);
    if (intOverflowed || months < 0 || months >= 12) return DTERR_FIELD_OVERFLOW;
    if (load<u8>(intEnd) != 0) return DTERR_BAD_FORMAT;
    unit = DTK_MONTH;
    if (negative) months = -months;
    value = mul64(value, 12);
    if (overflowed) return DTERR_FIELD_OVERFLOW;
    value = add64(value, months);
    if (overflowed) return DTERR_FIELD_OVERFLOW;
  } else if (next == 46) {
    const error = parseFraction(bigEnd);
    if (error != 0) return error;
    rest = negative ? -fraction : fraction;
  } else if (next != 0) {
    return DTERR_BAD_FORMAT;
  }
  if (!isUnitOfNumber()) return DTERR_BAD_FORMAT;
  if (isAllNegative) {
    if (value > 0) value = -value;
    if (rest > 0) rest = -rest;
  }
  if (!addUnit(value, rest)) return DTERR_FIELD_OVERFLOW;
  unitWaits = false;
  return 0;
}

/** hh:mm or hh:mm:ss after a sign; 1 if it is no time, so that it may be a number. */
function decodeSignedTime(field: usize, range: i32): i32 {
  if (findCharacter(field + 1, 58) == 0) return 1;
  return decodeIntervalTime(field + 1, range, load<u8>(field) == 45 ? -1 : 1) == 0 ? 0 : 1;
}

function timeWasRead(): i32 {
  if (isAllNegative && partTime > 0) setTimePart(-partTime);
  mask = TIME_M;
  unit = DTK_DAY;
  unitWaits = false;
  return 0;
}

/** A unit, "ago" or an infinity; the two last only at the end. */
function decodeWord(field: usize, isLast: bool): i32 {
  if (unitWaits) return DTERR_BAD_FORMAT;
  const type = unitOrKeyword(field);
  unit = type;
  switch (type) {
    case IGNORE_DTF:
      return 0;
    case UNITS:
      unit = unitValue;
      unitWaits = true;
      return 0;
    case AGO:
      if (!isLast) return DTERR_BAD_FORMAT;
      isBefore = true;
      unit = unitValue;
      return 0;
    case RESERV:
      mask = DATE_M | TIME_M;
      if ((unitValue != DTK_LATE && unitValue != DTK_EARLY) || !isLast) return DTERR_BAD_FORMAT;
      intervalKind = unitValue;
      return 0;
    default:
      return DTERR_BAD_FORMAT;
  }
}

function decodeField(i: i32, range: i32): i32 {
  const field = fieldAt(i);
  switch (fieldType(i)) {
    case DTK_TIME: {
      const error = decodeIntervalTime(field, range, 1);
      return error != 0 ? error : timeWasRead();
    }
    case DTK_TZ: {
      const error = decodeSignedTime(field, range);
      return error == 0 ? timeWasRead() : decodeAmount(field, range);
    }
    case DTK_DATE:
    case DTK_NUMBER:
      return decodeAmount(field, range);
    case DTK_STRING:
    case DTK_SPECIAL:
      return decodeWord(field, i == fieldCount - 1);
    default:
      return DTERR_BAD_FORMAT;
  }
}

/** In SQL's style a minus sign before the first field is for all of them, if no other field has a sign. */
function firstSignIsForAll(): bool {
  if (intervalStyle() != INTERVAL_SQL || fieldCount == 0 || load<u8>(fieldAt(0)) != 45) return false;
  for (let i = 1; i < fieldCount; i++) {
    const sign = <u32>load<u8>(fieldAt(i));
    if (sign == 45 || sign == 43) return false;
  }
  return true;
}

/** Reads the fields of the text into the parts; 0 or a DTERR code. */
export function decodeInterval(range: i32): i32 {
  intervalKind = DTK_DELTA;
  clearParts();
  unit = IGNORE_DTF;
  unitWaits = false;
  isBefore = false;
  isAllNegative = firstSignIsForAll();
  let seen = 0;
  for (let i = fieldCount - 1; i >= 0; i--) {
    mask = 0;
    const error = decodeField(i, range);
    if (error != 0) return error;
    if (mask & seen) return DTERR_BAD_FORMAT;
    seen |= mask;
  }
  if (seen == 0 || unitWaits) return DTERR_BAD_FORMAT;
  return isBefore && !negateParts() ? DTERR_FIELD_OVERFLOW : 0;
}
