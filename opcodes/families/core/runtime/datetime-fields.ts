/**
 * A date/time text broken into fields, each zero-terminated and in lower case (`ParseDateTime` in
 * `utils/adt/datetime.c`). What a field is depends on its first characters and its punctuation only.
 */
import { isAlnum, isAlpha, isDigit, isPunct, isSpace, toLower } from './characters';
import { DTERR_BAD_FORMAT, DTK_DATE, DTK_NUMBER, DTK_SPECIAL, DTK_STRING, DTK_TIME, DTK_TZ, UNKNOWN_FIELD } from './datetime-codes';
import { keywordType } from './datetime-keywords';

export const MAXDATEFIELDS: i32 = 25;

/** Room for the longest buffer that a caller asks for (interval_in's), and a terminator. */
const WORK = memory.data(264);
const FIELDS = memory.data(100);
const TYPES = memory.data(25);

export let fieldCount: i32 = 0;

export function fieldAt(i: i32): usize {
  return load<u32>(FIELDS + (i << 2));
}

export function fieldType(i: i32): i32 {
  return <i32>load<u8>(TYPES + i);
}

/** What is read, what is written, and whether the work space was enough. */
let source: usize = 0;
let sourceEnd: usize = 0;
let target: usize = 0;
let targetEnd: usize = 0;
let full: bool = false;

// @ts-ignore: decorator
@inline
function current(): u32 {
  return source < sourceEnd ? <u32>load<u8>(source) : 0;
}

/** Moves one character over, in lower case. */
function take(): void {
  if (target + 1 >= targetEnd) full = true;
  else store<u8>(target++, toLower(load<u8>(source)));
  source++;
}

function takeDigits(): void {
  while (isDigit(current())) take();
}

function takeLetters(): void {
  while (isAlpha(current())) take();
}

/** A field that begins with a digit: a time, a date perhaps with the month as text, or a number. */
function takeNumeric(): i32 {
  takeDigits();
  const delimiter = current();
  if (delimiter == 58) {
    take();
    while (isDigit(current()) || current() == 58 || current() == 46) take();
    return DTK_TIME;
  }
  if (delimiter != 45 && delimiter != 47 && delimiter != 46) return DTK_NUMBER;
  take();
  if (!isDigit(current())) {
    while (isAlnum(current()) || current() == delimiter) take();
    return DTK_DATE;
  }
  takeDigits();
  // Three fields make a date only if both delimiters are the same.
  if (current() == delimiter) {
    take();
    while (isDigit(current()) || current() == delimiter) take();
    return DTK_DATE;
  }
  return delimiter == 46 ? DTK_NUMBER : DTK_DATE;
}

/** A field that begins with a letter: a word, or a date or a time zone with punctuation. */
function takeText(field: usize): i32 {
  takeLetters();
  const c = current();
  let isDate = c == 45 || c == 47 || c == 46;
  if (c == 43 || isDigit(c)) {
    // A keyword such as "j" or "t" ends here; anything else may be the name of a time zone.
    store<u8>(target, 0);
    isDate = keywordType(field) == UNKNOWN_FIELD;
  }
  if (!isDate) return DTK_STRING;
  for (;;) {
    take();
    const next = current();
    if (!isAlnum(next) && next != 43 && next != 45 && next != 47 && next != 95 && next != 46 && next != 58) break;
  }
  return DTK_DATE;
}

/** A field that begins with a sign: a numeric time zone, or a special word such as -infinity. */
function takeSigned(): i32 {
  take();
  while (isSpace(current())) source++;
  if (isDigit(current())) {
    while (isDigit(current()) || current() == 58 || current() == 46 || current() == 45) take();
    return DTK_TZ;
  }
  if (!isAlpha(current())) return DTERR_BAD_FORMAT;
  takeLetters();
  return DTK_SPECIAL;
}

/** Breaks the text into fields, with `space` bytes to hold them; 0 or a DTERR code. */
export function parseDateTime(text: usize, length: i32, space: i32): i32 {
  source = text;
  sourceEnd = text + length;
  target = WORK;
  targetEnd = WORK + space;
  full = false;
  fieldCount = 0;
  while (source < sourceEnd) {
    const c = current();
    if (isSpace(c)) {
      source++;
      continue;
    }
    if (fieldCount >= MAXDATEFIELDS) return DTERR_BAD_FORMAT;
    const field = target;
    let type: i32;
    if (isDigit(c)) {
      type = takeNumeric();
    } else if (c == 46) {
      take();
      takeDigits();
      type = DTK_NUMBER;
    } else if (isAlpha(c)) {
      type = takeText(field);
    } else if (c == 43 || c == 45) {
      type = takeSigned();
    } else if (isPunct(c)) {
      source++;
      continue;
    } else {
      return DTERR_BAD_FORMAT;
    }
    if (type < 0 || full) return DTERR_BAD_FORMAT;
    store<u32>(FIELDS + (fieldCount << 2), <u32>field);
    store<u8>(TYPES + fieldCount, <u8>type);
    store<u8>(target++, 0);
    fieldCount++;
  }
  return 0;
}
