/** The pattern as it is read: its characters, the options that it begins with, and the escapes. */
import { fail } from '../../core/runtime/raise';
import { decodeCharacter } from '../../text/runtime/utf8';
import {
  ERR_REGEX_BADOPT, ERR_REGEX_BADRPT, ERR_REGEX_BASIC, ERR_REGEX_ESCAPE,
} from './errors.generated.ts';
import { EXPANDED, EXTENDED_ONLY, ICASE, NLANCH, NLSTOP, QUOTE } from './program';

export let at: usize = 0;
export let end: usize = 0;
export let flags: i32 = 0;

export function setAt(place: usize): void {
  at = place;
}
// @ts-ignore: decorator
@inline
export function atEnd(): bool {
  return at >= end;
}
/** The byte `ahead` of the place, 0 beyond the end. */
// @ts-ignore: decorator
@inline
export function peek(ahead: i32 = 0): i32 {
  return at + ahead < end ? <i32>load<u8>(at + ahead) : 0;
}
export function isDigit(c: i32): bool {
  return c >= 48 && c <= 57;
}
/** The next character, which is read. */
export function nextCharacter(): u32 {
  const lead = <u32>load<u8>(at);
  const c = decodeCharacter(at);
  at += lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return c;
}

/** Begins a pattern: the director (`***:`, `***=`) and the embedded options. */
export function beginPattern(pattern: usize, length: i32, given: i32): void {
  at = pattern;
  end = pattern + length;
  flags = given;
  if ((flags & (QUOTE | EXTENDED_ONLY)) != 0) return;
  if (peek() == 42 && peek(1) == 42 && peek(2) == 42) {
    const director = peek(3);
    at += 4;
    if (director == 61) {
      flags |= QUOTE;
      flags &= ~(EXPANDED | NLANCH | NLSTOP);
      return;
    }
    if (director != 58) fail(ERR_REGEX_BADRPT);
  }
  if (peek() == 40 && peek(1) == 63 && isLetter(peek(2))) readOptions();
}

function isLetter(c: i32): bool {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90);
}

function readOptions(): void {
  at += 2;
  for (; !atEnd() && isLetter(peek()); at++) {
    switch (peek()) {
      case 98: // b
        fail(ERR_REGEX_BASIC);
        break;
      case 99: // c
        flags &= ~ICASE;
        break;
      case 101: // e
        flags = (flags | EXTENDED_ONLY) & ~QUOTE;
        break;
      case 105: // i
        flags |= ICASE;
        break;
      case 109: // m
      case 110: // n
        flags |= NLSTOP | NLANCH;
        break;
      case 112: // p
        flags = (flags | NLSTOP) & ~NLANCH;
        break;
      case 113: // q
        flags = (flags | QUOTE) & ~EXTENDED_ONLY;
        break;
      case 115: // s
        flags &= ~(NLSTOP | NLANCH);
        break;
      case 116: // t
        flags &= ~EXPANDED;
        break;
      case 119: // w
        flags = (flags & ~NLSTOP) | NLANCH;
        break;
      case 120: // x
        flags |= EXPANDED;
        break;
      default:
        fail(ERR_REGEX_BADOPT);
    }
  }
  if (peek() != 41) fail(ERR_REGEX_BADOPT);
  at++;
  if ((flags & QUOTE) != 0) flags &= ~(EXPANDED | NLANCH | NLSTOP);
}

/** Skips comments, and in the expanded syntax white space. */
export function skip(): void {
  for (;;) {
    const start = at;
    if ((flags & EXPANDED) != 0) {
      while (!atEnd() && (peek() == 32 || (peek() >= 9 && peek() <= 13))) at++;
      if (peek() == 35) while (!atEnd() && peek() != 10) at++;
    }
    if ((flags & EXTENDED_ONLY) == 0 && peek() == 40 && peek(1) == 63 && peek(2) == 35) {
      while (!atEnd() && peek() != 41) at++;
      if (!atEnd()) at++;
    }
    if (at == start) return;
  }
}

function digitValue(c: i32): i32 {
  if (isDigit(c)) return c - 48;
  if (c >= 97 && c <= 102) return c - 87;
  if (c >= 65 && c <= 70) return c - 55;
  return 99;
}

/** A number of at least `least` and at most `most` digits, of which PostgreSQL keeps the lowest 32 bits. */
function digits(base: i32, least: i32, most: i32): u32 {
  let n: u32 = 0;
  let count = 0;
  for (; count < most && !atEnd() && digitValue(peek()) < base; count++) {
    n = n * base + digitValue(peek());
    at++;
  }
  if (count < least) fail(ERR_REGEX_ESCAPE);
  return n;
}

/** The character of that number; those above Unicode's are allowed, and are in no text. */
function numbered(base: i32, least: i32, most: i32): u32 {
  const n = digits(base, least, most);
  if (n > 0x7ffffffe) fail(ERR_REGEX_ESCAPE);
  return n;
}

/** What an escape stands for, when it is not a character: its letter, or a digit for a back-reference. 0 for a character. */
export let escapeLetter: i32 = 0;

/** Reads what follows a backslash: a character, or what `escapeLetter` says. */
export function readEscape(groups: i32): u32 {
  escapeLetter = 0;
  if (atEnd()) fail(ERR_REGEX_ESCAPE);
  const c = peek();
  if ((!isLetter(c) && !isDigit(c)) || (flags & EXTENDED_ONLY) != 0) return nextCharacter();
  at++;
  switch (c) {
    case 97:
      return 7;
    case 98:
      return 8;
    case 66:
      return 92;
    case 99:
      if (atEnd()) fail(ERR_REGEX_ESCAPE);
      return nextCharacter() & 31;
    case 101:
      return 27;
    case 102:
      return 12;
    case 110:
      return 10;
    case 114:
      return 13;
    case 116:
      return 9;
    case 118:
      return 11;
    case 117:
      return numbered(16, 4, 4);
    case 85:
      return numbered(16, 8, 8);
    case 120:
      return numbered(16, 1, 255);
    case 48:
      at--;
      return numbered(8, 1, 3);
  }
  if (isDigit(c)) {
    const start = --at;
    const n = digits(10, 1, 255);
    if (at == start + 1 || (n > 0 && n <= <u32>groups)) {
      escapeLetter = 49;
      return n;
    }
    at = start;
    return numbered(8, 1, 3);
  }
  // d D s S w W A m M y Y Z
  if (
    c == 100 || c == 68 || c == 115 || c == 83 || c == 119 || c == 87 || c == 65 || c == 109 || c == 77 || c == 121 ||
    c == 89 || c == 90
  ) {
    escapeLetter = c;
    return 0;
  }
  fail(ERR_REGEX_ESCAPE);
  return 0;
}
