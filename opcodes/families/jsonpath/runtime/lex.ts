/** The tokens of a path (utils/adt/jsonpath_scan.l). */
import { isDigit } from '../../core/runtime/characters';
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { ERR_SYNTAX } from './errors.generated.ts';
import { IDENT, wordOf } from './keywords';
import { isBlank, isOther, isSpecial, otherEnd } from './lex-classes';
import { afterEscape, readEscape } from './lex-escape';
import { numberIsWhole, readNumber } from './lex-number';
import { failNear } from './message';

/** A token is a character, one of these, or a word. */
export const END: i32 = 0;
export const STRING: i32 = 256;
export const VARIABLE_NAME: i32 = 257;
export const DECIMAL_NUMBER: i32 = 258;
export const WHOLE_NUMBER: i32 = 259;
export const OR_OR: i32 = 260;
export const AND_AND: i32 = 261;
export const STAR_STAR: i32 = 262;
export const EQUALS: i32 = 263;
export const NOT_EQUALS: i32 = 264;
export const LESS_EQUALS: i32 = 265;
export const GREATER_EQUALS: i32 = 266;

export let token: i32 = 0;
/** The text of a name, a string or a number. */
export let tokenPointer: usize = 0;
export let tokenLength: i32 = 0;
/** What the scanner matched last, which errors are near: after a name only what ended it, or nothing. */
let near: usize = 0;
let nearLength: i32 = 0;
let at: usize = 0;
let end: usize = 0;

export function beginTokens(text: usize, length: i32): void {
  at = text;
  end = text + length;
  lex();
}

/** Raises a syntax error at the token. */
export function syntaxError(): void {
  failNear(ERR_SYNTAX, 'syntax error', near, nearLength);
}

// @ts-ignore: decorator
@inline
function byteAt(p: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

function setToken(kind: i32, length: i32): void {
  token = kind;
  near = at;
  nearLength = length;
  tokenPointer = at;
  tokenLength = length;
  at += length;
}

/** The comment that begins at `at` is skipped. */
function skipComment(): void {
  at += 2;
  while (at + 1 < end && !(load<u8>(at) == 42 && load<u8>(at, 1) == 47)) at++;
  if (at + 1 >= end) failNear(ERR_SYNTAX, 'unexpected end of comment', 0, 0);
  at += 2;
}

/** A string in quotes, whose first character is at `at`. */
function quoted(kind: i32): void {
  const buffer = allocate(<i32>(end - at));
  let to = buffer;
  for (;;) {
    if (at >= end) failNear(ERR_SYNTAX, 'unterminated quoted string', 0, 0);
    const c = <u32>load<u8>(at);
    if (c == 34) break;
    if (c == 92) {
      to = readEscape(at, end, to);
      at = afterEscape;
    } else {
      store<u8>(to++, c);
      at++;
    }
  }
  shrinkTo(to);
  setToken(kind, 1);
  tokenPointer = buffer;
  tokenLength = <i32>(to - buffer);
}

/** A name; a comment right after one swallows it, as in PostgreSQL: false then. */
function name(): bool {
  const buffer = allocate(<i32>(end - at));
  let to = buffer;
  while (at < end) {
    const c = <u32>load<u8>(at);
    if (c == 92) {
      to = readEscape(at, end, to);
      at = afterEscape;
    } else if (isOther(c)) {
      store<u8>(to++, c);
      at++;
    } else {
      break;
    }
  }
  shrinkTo(to);
  if (byteAt(at) == 47 && byteAt(at + 1) == 42) {
    skipComment();
    return false;
  }
  near = at;
  while (at < end && isBlank(load<u8>(at))) at++;
  nearLength = <i32>(at - near);
  tokenPointer = buffer;
  tokenLength = <i32>(to - buffer);
  token = wordOf(buffer, tokenLength);
  return true;
}

function variable(): void {
  if (byteAt(at + 1) == 34) {
    at += 2;
    return quoted(VARIABLE_NAME);
  }
  const last = otherEnd(at + 1, end);
  if (last == at + 1) return setToken(36, 1);
  setToken(VARIABLE_NAME, <i32>(last - at));
  tokenPointer++;
  tokenLength--;
}

/** A token of two characters, or 0. */
function pair(c: u32, next: u32): i32 {
  if (c == 38 && next == 38) return AND_AND;
  if (c == 124 && next == 124) return OR_OR;
  if (c == 42 && next == 42) return STAR_STAR;
  if (c == 61 && next == 61) return EQUALS;
  if ((c == 60 && next == 62) || (c == 33 && next == 61)) return NOT_EQUALS;
  if (c == 60 && next == 61) return LESS_EQUALS;
  return c == 62 && next == 61 ? GREATER_EQUALS : 0;
}

/** Goes to the next token. */
export function lex(): void {
  for (;;) {
    while (at < end && isBlank(load<u8>(at))) at++;
    if (at >= end) return setToken(END, 0);
    const c = byteAt(at);
    const next = byteAt(at + 1);
    if (c == 47 && next == 42) {
      skipComment();
      continue;
    }
    if (c == 34) {
      at++;
      return quoted(STRING);
    }
    if (isDigit(c) || (c == 46 && isDigit(next))) {
      const last = readNumber(at, end);
      if (last != 0) return setToken(numberIsWhole ? WHOLE_NUMBER : DECIMAL_NUMBER, <i32>(last - at));
    }
    if (c == 36) return variable();
    if (isSpecial(c)) {
      const two = pair(c, next);
      return two != 0 ? setToken(two, 2) : setToken(<i32>c, 1);
    }
    if (name()) return;
  }
}

/** The token must be this one; goes to the next. */
export function expect(wanted: i32): void {
  if (token != wanted) syntaxError();
  lex();
}

/** Whether the token can be a key: a name, a word or a string. */
export function isKeyName(): bool {
  return token >= IDENT || token == STRING;
}
