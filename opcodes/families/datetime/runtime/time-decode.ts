/** The fields of a text for a time, perhaps with a zone and with the date that the zone's offset needs (DecodeTimeOnly of `utils/adt/datetime.c`). */
import { setTime, tm } from '../../core/runtime/broken-down-time';
import {
  POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, date2j, floorDay, isValidJulian, j2date,
} from '../../core/runtime/calendar';
import { isDigit } from '../../core/runtime/characters';
import {
  ADBC, AM, AMPM, BC, DATE_M, DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, DTK_DATE, DTK_JULIAN, DTK_NOW, DTK_NUMBER, DTK_SPECIAL, DTK_STRING,
  DTK_TIME, DTK_TZ, DTK_ZULU, DTZMOD, DTZMOD_M, DTZ_M, DYNTZ_M, HR24, IGNORE_DTF, ISOTIME, PM, RESERV, TIME_M, TZ_M, UNITS, UNKNOWN_FIELD,
} from '../../core/runtime/datetime-codes';
import { decodeDate, decodeNumber, decodeNumberField, decodedMask, validateDate } from '../../core/runtime/datetime-date';
import { fieldAt, fieldCount, fieldType } from '../../core/runtime/datetime-fields';
import { NO_ZONE, FULL_ZONE, keywordType, keywordValue, timeZoneKind } from '../../core/runtime/datetime-keywords';
import {
  findCharacter, fraction, intEnd, intOverflowed, parseFraction, stringLength, strtoint,
} from '../../core/runtime/datetime-number';
import { decodeTimeParts, decodeTimezone, timeOverflows, timeToMicroseconds } from '../../core/runtime/datetime-time';
import { noteDaylight, noteOffset, resetZone, zoneDaylight, zoneOffset } from '../../core/runtime/datetime-zone';
import { failWith } from '../../core/runtime/raise';
import { EPOCH_SECONDS, localNow, sessionZone } from '../../core/runtime/session-clock';
import { ERR_ZONE_NOT_RECOGNIZED } from './errors.generated.ts';
import { useZone, useZoneName, zoneChanges, zoneOffsetOfLocal } from './zone-name';

/** The offset in seconds east of Greenwich, of the text or of the session. */
export let timeOffset: i32 = 0;

// What the fields have said so far: the mask of the one at hand, a label for the next one, AM, BC, and which kind of zone there was.
let mask: i32 = 0;
let label: i32 = 0;
let meridian: i32 = 0;
let isBC: bool = false;
let isJulian: bool = false;
let hasZoneName: bool = false;
let hasAbbreviation: bool = false;

function fullZone(field: usize): i32 {
  if (!useZoneName(field)) failWith(ERR_ZONE_NOT_RECOGNIZED, field, stringLength(field));
  hasZoneName = true;
  mask = TZ_M;
  return 0;
}

/** Digits run together, which can only be a time. */
function numberField(field: usize, seen: i32): i32 {
  const error = decodeNumberField(field, seen | DATE_M);
  mask = decodedMask;
  return error;
}

/** A field with delimiters: a date if it comes first, and otherwise a time with its zone, or a zone. */
function delimited(i: i32, seen: i32): i32 {
  const field = fieldAt(i);
  if (i == 0 && fieldCount >= 2 && (fieldType(fieldCount - 1) == DTK_DATE || fieldType(1) == DTK_TIME)) return date(field, seen);
  if (!isDigit(load<u8>(field))) return fullZone(field);
  if ((seen & TIME_M) == TIME_M) return DTERR_BAD_FORMAT;
  const zone = findCharacter(field, 45);
  if (zone == 0) return DTERR_BAD_FORMAT;
  let error = decodeTimezone(zone);
  if (error != 0) return error;
  store<u8>(zone, 0);
  error = numberField(field, seen);
  mask |= TZ_M;
  return error;
}

function date(field: usize, seen: i32): i32 {
  const error = decodeDate(field, seen);
  mask = decodedMask;
  return error;
}

/** A number after "j" or "t". */
function labelled(field: usize, seen: i32): i32 {
  const value = strtoint(field);
  if (intOverflowed) return DTERR_FIELD_OVERFLOW;
  const next = <u32>load<u8>(intEnd);
  if (next != 46 && next != 0) return DTERR_BAD_FORMAT;
  if (label == DTK_JULIAN) {
    if (value < 0) return DTERR_FIELD_OVERFLOW;
    mask = DATE_M;
    setDay(value);
    isJulian = true;
    if (next == 46) {
      const error = parseFraction(intEnd);
      if (error != 0) return error;
      setTime(<i64>(fraction * <f64>USECS_PER_DAY));
      mask |= TIME_M;
    }
  } else if (label == DTK_TIME) {
    const error = numberField(field, seen);
    if (error != 0) return error;
    if (mask != TIME_M) return DTERR_BAD_FORMAT;
  } else {
    return DTERR_BAD_FORMAT;
  }
  label = 0;
  return 0;
}

function setDay(julian: i32): void {
  j2date(julian);
  tm.year = calendarYear;
  tm.month = calendarMonth;
  tm.day = calendarDay;
}

function number(i: i32, seen: i32): i32 {
  const field = fieldAt(i);
  if (label != 0) return labelled(field, seen);
  const point = findCharacter(field, 46);
  if (point != 0) {
    if (i == 0 && fieldCount >= 2 && fieldType(fieldCount - 1) == DTK_DATE) return date(field, seen);
    return point - field > 2 ? numberField(field, seen) : DTERR_BAD_FORMAT;
  }
  if (stringLength(field) > 4) return numberField(field, seen);
  const error = decodeNumber(field, false, seen | DATE_M);
  mask = decodedMask;
  return error;
}

/** An abbreviation, whose offset is used at once, unless it depends on the date. */
function abbreviation(field: usize, seen: i32): i32 {
  mask = TZ_M;
  useZoneName(field);
  hasAbbreviation = zoneChanges();
  if (hasAbbreviation) mask |= DYNTZ_M;
  else noteOffset(zoneOffsetOfLocal(0));
  return 0;
}

function word(field: usize, seen: i32): i32 {
  const zone = timeZoneKind(field);
  if (zone != NO_ZONE && zone != FULL_ZONE) return abbreviation(field, seen);
  const type = keywordType(field);
  switch (type) {
    case IGNORE_DTF:
      return 0;
    case RESERV:
      if (keywordValue == DTK_NOW) {
        const now = localNow();
        setTime(now - <i64>floorDay(now) * USECS_PER_DAY);
        mask = TIME_M;
      } else if (keywordValue == DTK_ZULU) {
        setTime(0);
        mask = TIME_M | TZ_M;
      } else {
        return DTERR_BAD_FORMAT;
      }
      return 0;
    case DTZMOD:
      noteDaylight();
      mask = DTZMOD_M | DTZ_M;
      return 0;
    case UNITS:
    case ISOTIME:
      if (label != 0) return DTERR_BAD_FORMAT;
      label = keywordValue;
      return 0;
    case ADBC:
      isBC = keywordValue == BC;
      mask = 1 << ADBC;
      return 0;
    case AMPM:
      meridian = keywordValue;
      mask = 1 << AMPM;
      return 0;
    case UNKNOWN_FIELD:
      return zone == FULL_ZONE ? fullZone(field) : DTERR_BAD_FORMAT;
    default:
      return DTERR_BAD_FORMAT;
  }
}

function field(i: i32, seen: i32): i32 {
  switch (fieldType(i)) {
    case DTK_DATE:
      return delimited(i, seen);
    case DTK_TIME:
      if (label != 0 && label != DTK_TIME) return DTERR_BAD_FORMAT;
      label = 0;
      mask = TIME_M;
      return decodeTimeParts(fieldAt(i));
    case DTK_TZ:
      mask = TZ_M;
      return decodeTimezone(fieldAt(i));
    case DTK_NUMBER:
      return number(i, seen);
    case DTK_STRING:
    case DTK_SPECIAL:
      return word(fieldAt(i), seen);
    default:
      return DTERR_BAD_FORMAT;
  }
}

/** The offset of the zone in use at the text's time, on its date or today. A date too far away to compute with is taken for one of UTC. */
function offsetOnDate(seen: i32): i32 {
  const hasDate = (seen & DATE_M) != 0;
  if (hasDate && !isValidJulian(tm.year, tm.month)) return 0;
  const day = hasDate ? date2j(tm.year, tm.month, tm.day) - POSTGRES_EPOCH_JDATE : floorDay(localNow());
  const second = (tm.hour * 60 + tm.minute) * 60 + tm.second;
  return zoneOffsetOfLocal(<i64>day * 86400 + <i64>second + EPOCH_SECONDS);
}

/** Finds the offset once all fields are known. */
function findOffset(seen: i32): i32 {
  timeOffset = zoneOffset + zoneDaylight;
  const hasZone = (seen & TZ_M) != 0;
  if (hasZone && !hasZoneName && !hasAbbreviation) return 0;
  // Daylight saving time has to modify a zone of fixed offset.
  if (seen & DTZMOD_M) return DTERR_BAD_FORMAT;
  const hasDate = (seen & DATE_M) == DATE_M;
  if (hasZoneName) {
    if (!zoneChanges()) {
      timeOffset = zoneOffsetOfLocal(0);
      return 0;
    }
    if (!hasDate) return DTERR_BAD_FORMAT;
  } else {
    if (!hasDate && (seen & DATE_M) != 0) return DTERR_BAD_FORMAT;
    if (!hasZone) useZone(sessionZone());
  }
  timeOffset = offsetOnDate(seen);
  return 0;
}

/** Decodes the fields into `tm` and `timeOffset`; 0 or a DTERR code. */
export function decodeTimeOnly(): i32 {
  memory.fill(changetype<usize>(tm), 0, 40);
  resetZone();
  label = 0;
  meridian = HR24;
  isBC = false;
  isJulian = false;
  hasZoneName = false;
  hasAbbreviation = false;
  let seen = 0;
  for (let i = 0; i < fieldCount; i++) {
    mask = 0;
    const error = field(i, seen);
    if (error != 0) return error;
    if (mask & seen) return DTERR_BAD_FORMAT;
    seen |= mask;
  }
  if (label != 0) return DTERR_BAD_FORMAT;
  const error = validateDate(seen, isJulian, isBC);
  if (error != 0) return error;
  if (meridian != HR24 && tm.hour > 12) return DTERR_FIELD_OVERFLOW;
  if (meridian == AM && tm.hour == 12) tm.hour = 0;
  else if (meridian == PM && tm.hour != 12) tm.hour += 12;
  if (timeOverflows()) return DTERR_FIELD_OVERFLOW;
  return (seen & TIME_M) == TIME_M ? findOffset(seen) : DTERR_BAD_FORMAT;
}
