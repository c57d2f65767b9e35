/** Bracket expressions and named classes of characters, as under the collation "C": only ASCII has classes. */
import { fail } from '../../core/runtime/raise';
import {
  ERR_REGEX_BRACK, ERR_REGEX_COLLATE, ERR_REGEX_CTYPE, ERR_REGEX_ESCAPE, ERR_REGEX_RANGE,
} from './errors.generated.ts';
import { at, atEnd, end, escapeLetter, flags, nextCharacter, peek, readEscape, setAt } from './pattern';
import { EXTENDED_ONLY, ICASE, NLSTOP } from './program';
import { addCaseRange, addRange, addWord, beginSet, endSet, firstRange, invert } from './sets';

/** Adds the class of an escape: \d \s \w, or what they leave out. */
export function addEscapeClass(letter: i32): void {
  const first = firstRange();
  switch (letter | 32) {
    case 100:
      addRange(48, 57);
      break;
    case 115:
      addRange(9, 13);
      addRange(32, 32);
      break;
    default:
      addWord();
  }
  if ((letter & 32) == 0) invert(first);
}

export function escapeSet(letter: i32): i32 {
  beginSet();
  addEscapeClass(letter);
  return endSet();
}

/** Any character, in some modes but the newline. */
export function anySet(): i32 {
  beginSet();
  if ((flags & NLSTOP) != 0) {
    addRange(0, 9);
    addRange(11, 0x10ffff);
  } else addRange(0, 0x10ffff);
  return endSet();
}

function named(start: usize, length: i32, name: string): bool {
  if (length != name.length) return false;
  for (let i = 0; i < length; i++) if (<i32>load<u8>(start + i) != name.charCodeAt(i)) return false;
  return true;
}

function addNamedClass(start: usize, length: i32): void {
  const anyCase = (flags & ICASE) != 0;
  if (named(start, length, 'alpha') || (anyCase && (named(start, length, 'upper') || named(start, length, 'lower')))) {
    addRange(65, 90);
    addRange(97, 122);
  } else if (named(start, length, 'upper')) addRange(65, 90);
  else if (named(start, length, 'lower')) addRange(97, 122);
  else if (named(start, length, 'digit')) addRange(48, 57);
  else if (named(start, length, 'alnum')) {
    addRange(48, 57);
    addRange(65, 90);
    addRange(97, 122);
  } else if (named(start, length, 'word')) addWord();
  else if (named(start, length, 'space')) {
    addRange(9, 13);
    addRange(32, 32);
  } else if (named(start, length, 'blank')) {
    addRange(9, 9);
    addRange(32, 32);
  } else if (named(start, length, 'cntrl')) {
    addRange(0, 31);
    addRange(127, 127);
  } else if (named(start, length, 'ascii')) addRange(0, 127);
  else if (named(start, length, 'graph')) addRange(33, 126);
  else if (named(start, length, 'print')) addRange(32, 126);
  else if (named(start, length, 'punct')) {
    addRange(33, 47);
    addRange(58, 64);
    addRange(91, 96);
    addRange(123, 126);
  } else if (named(start, length, 'xdigit')) {
    addRange(48, 57);
    addRange(65, 70);
    addRange(97, 102);
  } else fail(ERR_REGEX_CTYPE);
}

/** Skips to the end of `[.x.]`, `[=x=]` or `[:x:]`; returns how long x is, with the place at its start. */
function innerLength(mark: i32): i32 {
  setAt(at + 2);
  const start = at;
  while (peek() != mark || peek(1) != 93) {
    if (atEnd()) fail(ERR_REGEX_BRACK);
    setAt(at + 1);
  }
  const length = <i32>(at - start);
  setAt(start);
  return length;
}

/** The one character of a collating element. */
function collating(mark: i32): u32 {
  const length = innerLength(mark);
  const start = at;
  if (length == 0) fail(ERR_REGEX_COLLATE);
  const c = nextCharacter();
  if (<i32>(at - start) != length) fail(ERR_REGEX_COLLATE);
  setAt(at + 2);
  return c;
}

/** What a part of a bracket expression is, when it is no single character that a range may begin with. */
let whole: bool = false;

function readPart(first: bool): u32 {
  whole = false;
  if (atEnd()) fail(ERR_REGEX_BRACK);
  const c = peek();
  if (c == 91) {
    const mark = peek(1);
    if (mark == 46) return collating(46);
    if (mark == 61) {
      const e = collating(61);
      addCaseRange(e, e, (flags & ICASE) != 0);
      whole = true;
      return 0;
    }
    if (mark == 58) {
      const length = innerLength(58);
      addNamedClass(at, length);
      setAt(at + length + 2);
      whole = true;
      return 0;
    }
  }
  if (c == 92 && (flags & EXTENDED_ONLY) == 0) {
    setAt(at + 1);
    const e = readEscape(0);
    if (escapeLetter == 0) return e;
    const letter = escapeLetter | 32;
    if (letter != 100 && letter != 115 && letter != 119) fail(ERR_REGEX_ESCAPE);
    addEscapeClass(escapeLetter);
    whole = true;
    return 0;
  }
  if (c == 45 && !first && peek(1) != 93) fail(ERR_REGEX_RANGE);
  return nextCharacter();
}

/** Raises that a range is not valid; what is wrong with the next character comes first, as it has been read by then. */
function failRange(): void {
  if (atEnd()) fail(ERR_REGEX_BRACK);
  if (peek() == 92 && (flags & EXTENDED_ONLY) == 0) {
    setAt(at + 1);
    readEscape(0);
    const letter = escapeLetter | 32;
    if (escapeLetter != 0 && letter != 100 && letter != 115 && letter != 119) fail(ERR_REGEX_ESCAPE);
  }
  fail(ERR_REGEX_RANGE);
}

/** Reads a bracket expression, whose `[` has been read; returns its set. */
export function readBracket(): i32 {
  const ignoreCase = (flags & ICASE) != 0;
  const negative = peek() == 94;
  if (negative) setAt(at + 1);
  beginSet();
  const start = firstRange();
  let first = true;
  while (first || peek() != 93) {
    const from = readPart(first);
    first = false;
    const isWhole = whole;
    if (peek() == 45 && peek(1) != 93) {
      if (at + 1 >= end) fail(ERR_REGEX_BRACK);
      if (isWhole) failRange();
      setAt(at + 1);
      const to = readPart(true);
      if (whole || from > to) failRange();
      addCaseRange(from, to, ignoreCase);
    } else if (!isWhole) addCaseRange(from, from, ignoreCase);
  }
  setAt(at + 1);
  if (negative) {
    if ((flags & NLSTOP) != 0) addRange(10, 10);
    invert(start);
  }
  return endSet();
}
