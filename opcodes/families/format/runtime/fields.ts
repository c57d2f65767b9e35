/** What a date/time pattern reads from a text, field by field (`DCH_from_char`). A field of 0 was not given. */
import { isDigit, isSpace } from '../../core/runtime/characters';
import { sameBytes } from '../../core/runtime/compare';
import { fail, failWith } from '../../core/runtime/raise';
import { abbreviationOffset, isUnknown } from './zone-word';
import {
  D_AD, D_AM, D_A_D, D_A_M, D_BC, D_B_C, D_CC, D_D, D_DAY, D_DD, D_DDD, D_DY, D_FF1, D_FF2, D_FF3, D_FF4, D_FF5, D_FF6, D_FX, D_HH, D_HH12, D_HH24,
  D_I, D_ID, D_IDDD, D_IW, D_IY, D_IYY, D_IYYY, D_J, D_MI, D_MM, D_MON, D_MONTH, D_MS, D_OF, D_PM, D_P_M, D_Q, D_RM, D_SS, D_SSSS, D_SSSSS,
  D_TZ, D_TZH, D_TZM, D_US, D_W, D_WW, D_Y, D_YY, D_YYY, D_YYYY, D_Y_YYY,
} from './date-words';
import {
  ERR_MIXED_CONVENTIONS, ERR_TEXT_TOO_LONG, ERR_TEXT_TOO_SHORT, ERR_UNMATCHED_CHARACTER, ERR_UNMATCHED_SEPARATOR,
} from './errors.generated.ts';
import { DAYS, MONTHS } from './names';
import {
  END, SEPARATOR, SPACE, TH, TH_SMALL, WORD, beginPattern, isSeparator, itemBytes, itemIsQuoted, itemLength, itemModifiers, itemWord, nextItem,
} from './pattern';
import {
  at, byteAt, end, failOutOfRange, failRest, noteWord, noteYearWithComma, numberBytes, readInteger, readName, setPlace, setSource, settle, skipCharacter,
} from './source-text';

/** The fields, 4 bytes each. */
const FIELDS = memory.data(100);
export const HOUR: i32 = 0;
export const AFTERNOON: i32 = 1;
export const MINUTE: i32 = 2;
export const SECOND: i32 = 3;
export const DAY_SECOND: i32 = 4;
/** Sunday is 1. */
export const WEEK_DAY: i32 = 5;
export const DAY: i32 = 6;
export const YEAR_DAY: i32 = 7;
export const MONTH: i32 = 8;
export const MILLISECOND: i32 = 9;
export const YEAR: i32 = 10;
export const BEFORE_CHRIST: i32 = 11;
export const WEEK: i32 = 12;
export const MONTH_WEEK: i32 = 13;
export const CENTURY: i32 = 14;
export const JULIAN: i32 = 15;
export const MICROSECOND: i32 = 16;
export const YEAR_DIGITS: i32 = 17;
export const CLOCK_12: i32 = 18;
export const ZONE_SIGN: i32 = 19;
export const ZONE_HOUR: i32 = 20;
export const ZONE_MINUTE: i32 = 21;
export const CONVENTION: i32 = 22;
/** How many digits the fraction of a second is rounded to. */
export const PRECISION: i32 = 23;
/** How many letters an abbreviation has that the zone was given by. */
export const ZONE_WORD: i32 = 24;

export const GREGORIAN: i32 = 1;
export const ISO_WEEK: i32 = 2;

/** From December, as VIII is to be found before VI. */
const ROMAN = 'xii xi x ix viii vii vi v iv iii ii i ';

export function field(n: i32): i32 {
  return load<i32>(FIELDS + (n << 2));
}

export function setField(n: i32, value: i32): void {
  store<i32>(FIELDS + (n << 2), value);
}

function give(n: i32, value: i32): void {
  setField(n, settle(field(n), value));
}

function skipOrdinal(): void {
  if ((itemModifiers & (TH | TH_SMALL)) == 0) return;
  for (let n = 0; n < 2 && at < end; n++) skipCharacter();
}

function readField(n: i32, length: i32): void {
  give(n, readInteger(length));
  skipOrdinal();
}

/** A fraction of a second: 25 of three digits is 250. */
function readFraction(n: i32, length: i32, digits: i32): void {
  give(n, readInteger(length));
  let value = field(n);
  for (let k = max(numberBytes, 1); k < digits; k++) value *= 10;
  setField(n, value);
  skipOrdinal();
}

function useConvention(which: i32): void {
  const old = field(CONVENTION);
  if (old != 0 && old != which) fail(ERR_MIXED_CONVENTIONS);
  setField(CONVENTION, which);
}

/** The year nearest to 2020 that ends with these digits. */
function nearYear(year: i32): i32 {
  return year < 70 ? year + 2000 : year < 100 ? year + 1900 : year < 520 ? year + 2000 : year < 1000 ? year + 1000 : year;
}

function readYear(digits: i32): void {
  give(YEAR, readInteger(digits));
  if (digits < 4 && numberBytes < 4) setField(YEAR, nearYear(field(YEAR)));
  setField(YEAR_DIGITS, digits);
  skipOrdinal();
}

/** Digits, a comma and up to three more. */
function readYearWithComma(): void {
  noteYearWithComma();
  let p = at;
  while (p < end && isSpace(load<u8>(p))) p++;
  const isNegative = byteAt(p) == 45;
  if (isNegative || byteAt(p) == 43) p++;
  let thousands: i64 = 0;
  const start = p;
  for (; isDigit(byteAt(p)); p++) if (thousands < 0xffffffff) thousands = thousands * 10 + byteAt(p) - 48;
  if (p == start || byteAt(p) != 44) failRest();
  p++;
  const rest = p;
  let years: i64 = 0;
  for (; p < rest + 3 && isDigit(byteAt(p)); p++) years = years * 10 + byteAt(p) - 48;
  if (p == rest) failRest();
  const year = years + (isNegative ? -thousands : thousands) * 1000;
  if (year != <i64>(<i32>year)) failOutOfRange();
  give(YEAR, <i32>year);
  setField(YEAR_DIGITS, 4);
  setPlace(p);
  skipOrdinal();
}

/** How many characters were skipped beyond what the pattern says. */
let extra: i32 = 0;

function readOffsetHour(): void {
  const c = byteAt(at);
  if (c == 43 || c == 45 || c == 32) {
    setField(ZONE_SIGN, c == 45 ? -1 : 1);
    setPlace(at + 1);
  } else {
    // The minus may have been taken for a separator.
    setField(ZONE_SIGN, extra > 0 && load<u8>(at - 1) == 45 ? -1 : 1);
  }
  give(ZONE_HOUR, readInteger(2));
}

function readOffset(): void {
  readOffsetHour();
  if (byteAt(at) != 58) return;
  setPlace(at + 1);
  give(ZONE_MINUTE, readInteger(2));
}

/** The letters of an abbreviation that was read, in lower case. */
export const ZONE_LETTERS = memory.data(12);
const MOST_LETTERS: i32 = 10;

/** The longest abbreviation that the letters begin with (`DecodeTimezoneAbbrevPrefix`), or an offset. */
function readZone(): void {
  let length = 0;
  for (; length < MOST_LETTERS && (byteAt(at + length) | 32) - 97 < 26; length++) store<u8>(ZONE_LETTERS + length, byteAt(at + length) | 32);
  if (length == 0) return readOffset();
  for (; length > 0; length--) {
    abbreviationOffset(ZONE_LETTERS, length, 0);
    if (isUnknown) continue;
    setField(ZONE_WORD, length);
    setField(ZONE_SIGN, 0);
    setPlace(at + length);
    return;
  }
  failRest();
}

function readTime(): bool {
  switch (itemWord) {
    case D_A_M: case D_P_M: case D_AM: case D_PM:
      give(AFTERNOON, readName(itemWord == D_A_M || itemWord == D_P_M ? 'a.m. p.m. ' : 'am pm ', 9));
      setField(CLOCK_12, 1);
      return true;
    case D_HH: case D_HH12:
      readField(HOUR, 2);
      setField(CLOCK_12, 1);
      return true;
    case D_HH24: readField(HOUR, 2); return true;
    case D_MI: readField(MINUTE, 2); return true;
    case D_SS: readField(SECOND, 2); return true;
    case D_SSSS: case D_SSSSS: readField(DAY_SECOND, itemWord == D_SSSS ? 4 : 5); return true;
    case D_MS: readFraction(MILLISECOND, 3, 3); return true;
    case D_FF1: case D_FF2: case D_FF3: case D_FF4: case D_FF5: case D_FF6:
      setField(PRECISION, itemWord - D_FF1 + 1);
      readFraction(MICROSECOND, field(PRECISION), 6);
      return true;
    case D_US: readFraction(MICROSECOND, 6, 6); return true;
    case D_TZ:
      readZone();
      return true;
    case D_OF: readOffset(); return true;
    case D_TZH: readOffsetHour(); return true;
    case D_TZM:
      if (field(ZONE_SIGN) == 0) setField(ZONE_SIGN, 1);
      give(ZONE_MINUTE, readInteger(2));
      return true;
    default: return false;
  }
}

function readWithoutConvention(): bool {
  switch (itemWord) {
    case D_A_D: case D_B_C: give(BEFORE_CHRIST, readName('a.d. b.c. ', 9)); return true;
    case D_AD: case D_BC: give(BEFORE_CHRIST, readName('ad bc ', 9)); return true;
    case D_DAY: case D_DY:
      give(WEEK_DAY, readName(DAYS, itemWord == D_DAY ? 9 : 3));
      setField(WEEK_DAY, field(WEEK_DAY) + 1);
      return true;
    // A quarter is read, but says nothing about the date.
    case D_Q:
      readInteger(1);
      skipOrdinal();
      return true;
    case D_CC: readField(CENTURY, 2); return true;
    case D_J: readField(JULIAN, 1); return true;
    default: return false;
  }
}

function readIso(): bool {
  const isIso = itemWord >= D_IDDD && itemWord <= D_I;
  if (!isIso) return false;
  useConvention(ISO_WEEK);
  switch (itemWord) {
    case D_IDDD: readField(YEAR_DAY, 3); break;
    case D_ID:
      give(WEEK_DAY, readInteger(1));
      setField(WEEK_DAY, field(WEEK_DAY) + 1 > 7 ? 1 : field(WEEK_DAY) + 1);
      skipOrdinal();
      break;
    case D_IW: readField(WEEK, 2); break;
    default: readYear(itemWord == D_IYYY ? 4 : itemWord == D_IYY ? 3 : itemWord == D_IY ? 2 : 1); break;
  }
  return true;
}

function readGregorian(): void {
  useConvention(GREGORIAN);
  switch (itemWord) {
    case D_MONTH: give(MONTH, readName(MONTHS, 9) + 1); break;
    case D_MON: give(MONTH, readName(MONTHS, 3) + 1); break;
    case D_RM: give(MONTH, 12 - readName(ROMAN, 9)); break;
    case D_MM: readField(MONTH, 2); break;
    case D_DDD: readField(YEAR_DAY, 3); break;
    case D_DD: readField(DAY, 2); break;
    case D_D: readField(WEEK_DAY, 1); break;
    case D_WW: readField(WEEK, 2); break;
    case D_W: readField(MONTH_WEEK, 1); break;
    case D_Y_YYY: readYearWithComma(); break;
    case D_YYYY: readYear(4); break;
    case D_YYY: readYear(3); break;
    case D_YY: readYear(2); break;
    case D_Y: readYear(1); break;
    default: break;
  }
}

function skipSpaces(): void {
  for (; at < end && isSpace(load<u8>(at)); extra++) setPlace(at + 1);
}

/** A blank or punctuation in the pattern may match one in the text; any other character stands for any one. */
function passCharacter(kind: i32, exact: bool): void {
  const mayBeMissing = kind == SPACE || kind == SEPARATOR;
  if (exact) {
    skipCharacter();
  } else if (mayBeMissing) {
    extra--;
    if (isSpace(load<u8>(at)) || isSeparator(load<u8>(at))) {
      setPlace(at + 1);
      extra++;
    }
  } else if (extra > 0) {
    extra--;
  } else {
    skipCharacter();
  }
}

/** A character that the text must have too. */
function matchCharacter(): void {
  if (<i32>(end - at) >= itemLength && sameBytes(at, itemBytes, itemLength)) {
    setPlace(at + itemLength);
    return;
  }
  failWith(itemIsQuoted ? ERR_UNMATCHED_CHARACTER : ERR_UNMATCHED_SEPARATOR, itemBytes, itemLength);
}

/** The pattern and the text must end together. */
function checkEnd(kind: i32): void {
  if (kind != END) fail(ERR_TEXT_TOO_SHORT);
  while (at < end && isSpace(load<u8>(at))) setPlace(at + 1);
  if (at < end) fail(ERR_TEXT_TOO_LONG);
}

/** Reads the text into the fields. By the SQL standard it must be as the pattern is, to the letter. */
export function readFields(text: usize, length: i32, pattern: usize, patternLength: i32, isStandard: bool): void {
  memory.fill(FIELDS, 0, 100);
  setSource(text, length);
  beginPattern(pattern, patternLength, true);
  let exact = isStandard;
  extra = 0;
  let isFirst = true;
  let kind = nextItem();
  for (; kind != END && at < end; kind = nextItem()) {
    const isExact = kind == WORD && itemWord == D_FX;
    if (!exact && !isExact && (kind == WORD || isFirst)) skipSpaces();
    isFirst = false;
    if (kind != WORD) {
      if (isStandard) matchCharacter();
      else if (at < end) passCharacter(kind, exact);
      continue;
    }
    noteWord();
    if (isExact) exact = true;
    else if (!readTime() && !readWithoutConvention() && !readIso()) readGregorian();
    if (exact) continue;
    extra = 0;
    skipSpaces();
  }
  if (isStandard) checkEnd(kind);
}
