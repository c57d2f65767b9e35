/** One word of a date/time text: a month, a zone, AM, BC, a label … (the DTK_STRING case of DecodeDateTime). */
import {
  ADBC, AMPM, BC, DATE_M, DAY_M, DOW, DTERR_BAD_FORMAT, DTK_DATE, DTK_EARLY, DTK_EPOCH, DTK_LATE, DTK_NOW,
  DTK_TODAY, DTK_TOMORROW, DTK_YESTERDAY, DTK_ZULU, DTZMOD, DTZMOD_M, DTZ_M, DYNTZ_M, HR24, IGNORE_DTF, ISOTIME,
  MONTH, MONTH_M, RESERV, TIME_M, TZ_M, UNITS, UNKNOWN_FIELD,
} from './datetime-codes';
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, floorDay, j2date } from './calendar';
import { FULL_ZONE, NO_ZONE, STANDARD_ZONE, keywordType, keywordValue, timeZoneKind } from './datetime-keywords';
import { setTime, tm } from './broken-down-time';
import { noteDaylight, noteOffset, noteZone } from './datetime-zone';
import { hasClock, localNow, nowOffset } from './session-clock';

/** What the words have said so far. */
export let wordMask: i32 = 0;
/** DTK_DATE, or what stands for a value of its own: DTK_EPOCH, DTK_EARLY, DTK_LATE. */
export let valueKind: i32 = 0;
export let meridian: i32 = 0;
export let isBC: bool = false;
export let haveTextMonth: bool = false;
export let needsClock: bool = false;
/** A zone whose offset depends on the date, which no DST may follow. */
export let zoneIsDynamic: bool = false;
/** A label such as "j" or "t" that says what the next field is. */
export let label: i32 = 0;

export function resetWords(): void {
  valueKind = DTK_DATE;
  meridian = HR24;
  isBC = false;
  haveTextMonth = false;
  needsClock = false;
  zoneIsDynamic = false;
  label = 0;
}

export function clearLabel(): void {
  label = 0;
}

export function noteDynamicZone(): void {
  zoneIsDynamic = true;
}

/** The current day, the day before or after it, or with NOW the time too, in the session's time zone. */
function setNow(which: i32): void {
  const now = localNow();
  let day = floorDay(now);
  if (which == DTK_NOW) {
    setTime(now - <i64>day * USECS_PER_DAY);
    noteOffset(nowOffset());
  }
  if (which == DTK_TOMORROW) day++;
  if (which == DTK_YESTERDAY) day--;
  j2date(day + POSTGRES_EPOCH_JDATE);
  tm.year = calendarYear;
  tm.month = calendarMonth;
  tm.day = calendarDay;
}

/** The words that stand for a date or a time. */
function decodeReserved(): void {
  switch (keywordValue) {
    case DTK_NOW:
    case DTK_TODAY:
    case DTK_TOMORROW:
    case DTK_YESTERDAY:
      // Without a clock it is any date, so that the rest of the text is checked all the same.
      needsClock = !hasClock();
      wordMask = keywordValue == DTK_NOW ? DATE_M | TIME_M | TZ_M : DATE_M;
      valueKind = DTK_DATE;
      setNow(keywordValue);
      break;
    case DTK_ZULU:
      wordMask = TIME_M | TZ_M;
      valueKind = DTK_DATE;
      tm.hour = 0;
      tm.minute = 0;
      tm.second = 0;
      noteOffset(0);
      break;
    case DTK_EPOCH:
    case DTK_LATE:
    case DTK_EARLY:
      wordMask = DATE_M | TIME_M | TZ_M;
      valueKind = keywordValue;
      break;
  }
}

/** Reads one word, given the fields seen so far; leaves its mask in `wordMask`. */
export function decodeWord(field: usize, seen: i32): i32 {
  wordMask = 0;
  // Abbreviations of time zones take precedence over keywords.
  const zone = timeZoneKind(field);
  if (zone != NO_ZONE && zone != FULL_ZONE) {
    wordMask = zone == STANDARD_ZONE ? TZ_M : TZ_M | DTZ_M | DYNTZ_M;
    noteZone(field);
    return 0;
  }
  const type = keywordType(field);
  if (type != UNKNOWN_FIELD) wordMask = 1 << type;
  switch (type) {
    case IGNORE_DTF:
      wordMask = 0;
      return 0;
    case RESERV:
      decodeReserved();
      return 0;
    case MONTH:
      // A number taken for the month before was the day.
      if ((seen & MONTH_M) != 0 && !haveTextMonth && (seen & DAY_M) == 0 && tm.month >= 1 && tm.month <= 31) {
        tm.day = tm.month;
        wordMask = DAY_M;
      }
      haveTextMonth = true;
      tm.month = keywordValue;
      return 0;
    case DTZMOD:
      noteDaylight();
      wordMask = DTZMOD_M | DTZ_M;
      return 0;
    case AMPM:
      meridian = keywordValue;
      return 0;
    case ADBC:
      isBC = keywordValue == BC;
      return 0;
    case DOW:
      return 0;
    case ISOTIME:
      if ((seen & DATE_M) != DATE_M) return DTERR_BAD_FORMAT;
      wordMask = 0;
      if (label != 0) return DTERR_BAD_FORMAT;
      label = keywordValue;
      return 0;
    case UNITS:
      wordMask = 0;
      if (label != 0) return DTERR_BAD_FORMAT;
      label = keywordValue;
      return 0;
    default:
      if (zone != FULL_ZONE) return DTERR_BAD_FORMAT;
      zoneIsDynamic = true;
      noteZone(field);
      wordMask = TZ_M;
      return 0;
  }
}
