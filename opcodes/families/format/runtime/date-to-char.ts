/** Words of a date/time pattern printed (`DCH_to_char`). */
import { date2j } from '../../core/runtime/calendar';
import { fail } from '../../core/runtime/raise';
import {
  D_AD, D_AM, D_A_D, D_A_M, D_BC, D_B_C, D_CC, D_D, D_DAY, D_DD, D_DDD, D_DY, D_FF1, D_FF2, D_FF3, D_FF4, D_FF5, D_FF6, D_HH, D_HH12, D_HH24,
  D_I, D_ID, D_IDDD, D_IW, D_IY, D_IYY, D_IYYY, D_J, D_MI, D_MM, D_MON, D_MONTH, D_MS, D_OF, D_PM, D_P_M, D_Q, D_RM, D_SS, D_SSSS, D_SSSSS,
  D_TZ, D_TZH, D_TZM, D_US, D_W, D_WW, D_Y, D_YY, D_YYY, D_YYYY, D_Y_YYY,
} from './date-words';
import { ERR_NOT_FOR_INTERVAL, ERR_ZONE_HAS_NO_NAME } from './errors.generated.ts';
import { isoWeek, isoYear, isoYearDay } from './iso-week';
import { day, hasZone, hour, instant, isInterval, microsecond, minute, month, offset, second, weekDay, year, yearDay } from './moment';
import { DAYS, MONTHS, ROMAN_MONTHS, nameLength, nameStart } from './names';
import { putOrdinal } from './ordinal';
import { END, FM, TH, TH_SMALL, TM, WORD, beginPattern, itemBytes, itemCase, itemLength, itemModifiers, itemWord, nextItem } from './pattern';
import { sessionZone } from '../../core/runtime/session-clock';
import { abbreviationAt, abbreviationLength, abbreviationText } from '../../core/runtime/zone-abbreviation';
import { CAPITALIZED, CAPITALS, SMALL } from './words';
import { beginText, finishText, put, putBytes, putNumber, textLength, textStart } from './writer';

function notForInterval(): void {
  if (isInterval) fail(ERR_NOT_FOR_INTERVAL);
}

// @ts-ignore: decorator
@inline
function has(modifier: i32): bool {
  return (itemModifiers & modifier) != 0;
}

/** A number with zeros in front up to a width, unless FM; a negative one is one wider. */
function putPadded(value: i64, width: i32, sign: i64): void {
  putNumber(value, has(FM) ? 0 : sign >= 0 ? width : width + 1);
}

/** A text in the case of the word; of SMALL all letters small. */
function putCased(text: string): void {
  for (let i = 0; i < text.length; i++) {
    const c = <u32>text.charCodeAt(i);
    put(itemCase == SMALL && c - 65 < 26 ? c + 32 : c);
  }
}

/** A name of at most `most` letters, with blanks up to a width. */
function putName(names: string, n: i32, most: i32, width: i32): void {
  const start = nameStart(names, n);
  const length = min(nameLength(names, start), most);
  for (let i = 0; i < length; i++) {
    const c = <u32>names.charCodeAt(start + i);
    const capital = itemCase == CAPITALS || (itemCase == CAPITALIZED && i == 0);
    put(capital ? c & ~32 : c | 32);
  }
  if (!has(FM | TM)) for (let i = length; i < width; i++) put(32);
}

function putMonthName(most: i32, width: i32): void {
  notForInterval();
  if (month != 0) putName(MONTHS, month - 1, most, width);
}

function putDayName(most: i32, width: i32): void {
  notForInterval();
  putName(DAYS, weekDay, most, width);
}

function putRomanMonth(): void {
  if (month == 0 && year == 0) return;
  // Backwards from December for negative months; whole years are December.
  const n = month == 0 ? (year >= 0 ? 11 : 0) : month < 0 ? 12 + month : month - 1;
  const start = nameStart(ROMAN_MONTHS, n);
  const length = nameLength(ROMAN_MONTHS, start);
  for (let i = 0; i < length; i++) {
    const c = <u32>ROMAN_MONTHS.charCodeAt(start + i);
    put(itemCase == SMALL ? c | 32 : c);
  }
  if (!has(FM)) for (let i = length; i < 4; i++) put(32);
}

/** A year as people count it; an interval's as it is. */
function counted(value: i32): i32 {
  return isInterval || value > 0 ? value : 1 - value;
}

/** The last digits of a year. */
function putYear(value: i32, width: i32, modulus: i32): void {
  putPadded(counted(value) % modulus, width, counted(year));
}

function putCentury(): void {
  const century = isInterval ? year / 100 : year > 0 ? (year - 1) / 100 + 1 : year / 100 - 1;
  if (century <= 99 && century >= -99) putPadded(century, 2, century);
  else putNumber(century, 0);
}

function putYearWithComma(): void {
  const value = counted(year);
  const thousands = value / 1000;
  putNumber(thousands, 0);
  put(44);
  putNumber(value - thousands * 1000, 3);
}

function putOffset(): void {
  notForInterval();
  const size = abs(offset);
  if (itemWord == D_TZM) return putNumber(size % 3600 / 60, 2);
  put(offset >= 0 ? 43 : 45);
  putNumber(size / 3600, itemWord == D_OF && has(FM) ? 0 : 2);
  if (itemWord == D_OF && size % 3600 != 0) {
    put(58);
    putNumber(size % 3600 / 60, 2);
  }
}

function putZone(): void {
  notForInterval();
  if (!hasZone) return;
  const word = abbreviationAt(sessionZone(), offset, instant);
  if (word == 0) fail(ERR_ZONE_HAS_NO_NAME);
  const text = abbreviationText(word);
  for (let i = 0; i < abbreviationLength(word); i++) {
    const c = <u32>load<u8>(text + i);
    put(itemCase == SMALL && c - 65 < 26 ? c + 32 : c);
  }
}

/** Whether the word gives no number, so that nothing can be made ordinal. */
function putWordWithoutNumber(): bool {
  switch (itemWord) {
    case D_A_M: case D_P_M: putCased(isAfternoon() ? 'P.M.' : 'A.M.'); return true;
    case D_AM: case D_PM: putCased(isAfternoon() ? 'PM' : 'AM'); return true;
    case D_A_D: case D_B_C: notForInterval(); putCased(year <= 0 ? 'B.C.' : 'A.D.'); return true;
    case D_AD: case D_BC: notForInterval(); putCased(year <= 0 ? 'BC' : 'AD'); return true;
    case D_MONTH: putMonthName(9, 9); return true;
    case D_MON: putMonthName(3, 0); return true;
    case D_DAY: putDayName(9, 9); return true;
    case D_DY: putDayName(3, 0); return true;
    case D_RM: putRomanMonth(); return true;
    case D_TZ: putZone(); return true;
    case D_TZH: case D_TZM: case D_OF: putOffset(); return true;
    default: return false;
  }
}

function isAfternoon(): bool {
  return hour % 24 >= 12;
}

/** Whether the word gives a number. */
function putNumberOfWord(): bool {
  switch (itemWord) {
    case D_HH: case D_HH12: putPadded(hour % 12 == 0 ? 12 : hour % 12, 2, hour); break;
    case D_HH24: putPadded(hour, 2, hour); break;
    case D_MI: putPadded(minute, 2, minute); break;
    case D_SS: putPadded(second, 2, second); break;
    case D_FF1: putNumber(microsecond / 100000, 1); break;
    case D_FF2: putNumber(microsecond / 10000, 2); break;
    case D_FF3: case D_MS: putNumber(microsecond / 1000, 3); break;
    case D_FF4: putNumber(microsecond / 100, 4); break;
    case D_FF5: putNumber(microsecond / 10, 5); break;
    case D_FF6: case D_US: putNumber(microsecond, 6); break;
    case D_SSSS: case D_SSSSS: putNumber(hour * 3600 + minute * 60 + second, 0); break;
    case D_MM: putPadded(month, 2, month); break;
    case D_DDD: putPadded(yearDay, 3, 0); break;
    case D_IDDD: putPadded(isoYearDay(year, month, day), 3, 0); break;
    case D_DD: putPadded(day, 2, 0); break;
    case D_D: notForInterval(); putNumber(weekDay + 1, 0); break;
    case D_ID: notForInterval(); putNumber(weekDay == 0 ? 7 : weekDay, 0); break;
    case D_WW: putPadded((yearDay - 1) / 7 + 1, 2, 0); break;
    case D_IW: putPadded(isoWeek(year, month, day), 2, 0); break;
    case D_Q:
      if (month == 0) return false;
      putNumber((month - 1) / 3 + 1, 0);
      break;
    case D_CC: putCentury(); break;
    case D_Y_YYY: putYearWithComma(); break;
    case D_YYYY: putPadded(counted(year), 4, counted(year)); break;
    case D_IYYY: putPadded(counted(isoYear(year, month, day)), 4, counted(year)); break;
    case D_YYY: putYear(year, 3, 1000); break;
    case D_IYY: putYear(isoYear(year, month, day), 3, 1000); break;
    case D_YY: putYear(year, 2, 100); break;
    case D_IY: putYear(isoYear(year, month, day), 2, 100); break;
    case D_Y: putNumber(counted(year) % 10, 1); break;
    case D_I: putNumber(counted(isoYear(year, month, day)) % 10, 1); break;
    case D_W: putNumber((day - 1) / 7 + 1, 0); break;
    case D_J: putNumber(date2j(year, month, day), 0); break;
    default: return false;
  }
  return true;
}

/** Prints the moment in moment.ts. */
export function printMoment(pattern: usize, patternLength: i32): usize {
  beginPattern(pattern, patternLength, true);
  beginText();
  for (let kind = nextItem(); kind != END; kind = nextItem()) {
    if (kind != WORD) {
      putBytes(itemBytes, itemLength);
      continue;
    }
    if (putWordWithoutNumber()) continue;
    const before = textLength();
    if (putNumberOfWord() && has(TH | TH_SMALL)) {
      putOrdinal(textStart() + before, textLength() - before, has(TH));
    }
  }
  return finishText();
}
