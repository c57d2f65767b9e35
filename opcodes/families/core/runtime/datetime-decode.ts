/**
 * A whole date/time text decoded into `tm` (`DecodeDateTime` in `utils/adt/datetime.c`). A zone is noted (`datetime-zone.ts`), for who needs its
 * offset; types without time zone only check that it is right.
 */
import { USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, j2date } from './calendar';
import { isDigit } from './characters';
import {
  AM, DATE_M, DAY_M, DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, DTERR_NEEDS_CLOCK, DTK_DATE, DTK_JULIAN, DTK_NUMBER, DTK_TIME, DTK_TZ, DTZMOD_M, HR24, MONTH_M, PM,
  TIME_M, TZ_M,
} from './datetime-codes';
import { decodeDate, decodeNumber, decodeNumberField, decodedMask, validateDate } from './datetime-date';
import { fieldAt, fieldCount, fieldType } from './datetime-fields';
import { NO_ZONE, timeZoneKind } from './datetime-keywords';
import {
  findCharacter, fraction, intEnd, intOverflowed, parseFraction, stringLength, strtoint,
} from './datetime-number';
import { decodeTime, decodeTimezone } from './datetime-time';
import {
  clearLabel, decodeWord, haveTextMonth, isBC, label, meridian, needsClock, noteDynamicZone, resetWords, valueKind,
  wordMask, zoneIsDynamic,
} from './datetime-word';
import { noteZone, resetZone, zonesAreResolved } from './datetime-zone';
import { checkPosixZone } from './posix-zone';
import { setTime, tm } from './broken-down-time';

/** The mask of the field being read, and whether the date came as a Julian day. */
let mask: i32 = 0;
let isJulian: bool = false;
/** The mask of the fields that the text had. */
export let fieldsSeen: i32 = 0;
/** The time zone that an error is about. */
export let badZone: usize = 0;

function setJulianDay(day: i32): void {
  j2date(day);
  tm.year = calendarYear;
  tm.month = calendarMonth;
  tm.day = calendarDay;
  isJulian = true;
}

/** A time zone with punctuation or digits in its name. */
function decodeZoneName(field: usize): i32 {
  mask = TZ_M;
  noteDynamicZone();
  noteZone(field);
  // Who needs the offset looks for the zone itself.
  if (zonesAreResolved) return 0;
  if (timeZoneKind(field) != NO_ZONE) return 0;
  badZone = field;
  return checkPosixZone(field);
}

/** A time run together with its zone, hhmmss-zz, perhaps after "t". */
function decodeTimeAndZone(field: usize, seen: i32): i32 {
  if (label != 0) {
    if (label != DTK_TIME) return DTERR_BAD_FORMAT;
    clearLabel();
  }
  if ((seen & TIME_M) == TIME_M) return DTERR_BAD_FORMAT;
  const zone = findCharacter(field, 45);
  if (zone == 0) return DTERR_BAD_FORMAT;
  const zoneError = decodeTimezone(zone);
  if (zoneError != 0) return zoneError;
  store<u8>(zone, 0);
  const error = decodeNumberField(field, seen);
  mask = decodedMask | TZ_M;
  return error;
}

/** A field with delimiters: a date, or after one a time zone or a time with its zone. */
function decodeDelimited(field: usize, seen: i32): i32 {
  if (label == DTK_JULIAN) {
    const day = strtoint(field);
    if (intOverflowed || day < 0) return DTERR_FIELD_OVERFLOW;
    setJulianDay(day);
    mask = DATE_M | TIME_M | TZ_M;
    clearLabel();
    return decodeTimezone(intEnd);
  }
  if (label != 0 || (seen & (MONTH_M | DAY_M)) == (MONTH_M | DAY_M)) {
    const isTime = label != 0 || isDigit(load<u8>(field));
    return isTime ? decodeTimeAndZone(field, seen) : decodeZoneName(field);
  }
  const error = decodeDate(field, seen);
  mask = decodedMask;
  return error;
}

/** A number that a label before it explains: "j" or "t". */
function decodeLabelled(field: usize, seen: i32): i32 {
  const value = strtoint(field);
  if (intOverflowed) return DTERR_FIELD_OVERFLOW;
  const next = <u32>load<u8>(intEnd);
  if (next != 46 && next != 0) return DTERR_BAD_FORMAT;
  if (label == DTK_JULIAN) {
    if (value < 0) return DTERR_FIELD_OVERFLOW;
    setJulianDay(value);
    mask = DATE_M;
    if (next == 46) {
      const error = parseFraction(intEnd);
      if (error != 0) return error;
      setTime(<i64>(fraction * <f64>USECS_PER_DAY));
      mask |= TIME_M;
    }
  } else if (label == DTK_TIME) {
    const error = decodeNumberField(field, seen | DATE_M);
    if (error != 0) return error;
    mask = decodedMask;
    if (mask != TIME_M) return DTERR_BAD_FORMAT;
  } else {
    return DTERR_BAD_FORMAT;
  }
  clearLabel();
  return 0;
}

/** A number by itself. */
function decodePlainNumber(field: usize, seen: i32): i32 {
  const length = stringLength(field);
  const point = findCharacter(field, 46);
  let error: i32;
  if (point != 0 && (seen & DATE_M) == 0) {
    error = decodeDate(field, seen);
  } else if (point != 0 && point - field > 2) {
    error = decodeNumberField(field, seen);
  } else if (length >= 6 && ((seen & DATE_M) == 0 || (seen & TIME_M) == 0)) {
    error = decodeNumberField(field, seen);
  } else {
    error = decodeNumber(field, haveTextMonth, seen);
  }
  mask = decodedMask;
  return error;
}

function decodeField(i: i32, seen: i32): i32 {
  const field = fieldAt(i);
  switch (fieldType(i)) {
    case DTK_DATE:
      return decodeDelimited(field, seen);
    case DTK_TIME:
      if (label != 0) {
        if (label != DTK_TIME) return DTERR_BAD_FORMAT;
        clearLabel();
      }
      mask = TIME_M;
      return decodeTime(field);
    case DTK_TZ:
      mask = TZ_M;
      return decodeTimezone(field);
    case DTK_NUMBER:
      return label != 0 ? decodeLabelled(field, seen) : decodePlainNumber(field, seen);
    default: {
      const error = decodeWord(field, seen);
      mask = wordMask;
      return error;
    }
  }
}

/** Decodes the fields into `tm` and `valueKind`; 0 or a DTERR code. */
export function decodeDateTime(): i32 {
  resetWords();
  resetZone();
  memory.fill(changetype<usize>(tm), 0, 40);
  isJulian = false;
  let seen = 0;
  for (let i = 0; i < fieldCount; i++) {
    mask = 0;
    const error = decodeField(i, seen);
    if (error != 0) return error;
    if (mask & seen) return DTERR_BAD_FORMAT;
    seen |= mask;
  }
  fieldsSeen = seen;
  if (label != 0) return DTERR_BAD_FORMAT;
  if (valueKind == DTK_DATE) {
    const error = validateDate(seen, isJulian, isBC);
    if (error != 0) return error;
    if (meridian != HR24 && tm.hour > 12) return DTERR_FIELD_OVERFLOW;
    if (meridian == AM && tm.hour == 12) tm.hour = 0;
    else if (meridian == PM && tm.hour != 12) tm.hour += 12;
    if ((seen & DATE_M) != DATE_M) return DTERR_BAD_FORMAT;
    // Daylight saving time has to modify a zone of fixed offset.
    if ((seen & DTZMOD_M) != 0 && (zoneIsDynamic || (seen & TZ_M) == 0)) return DTERR_BAD_FORMAT;
  }
  return needsClock ? DTERR_NEEDS_CLOCK : 0;
}
