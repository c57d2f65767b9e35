/** The tokens of a JSON text. What is no token is an error, as in PostgreSQL (common/jsonapi.c). */
import { isAlnum, isDigit } from '../../core/runtime/characters';
import { fail } from '../../core/runtime/raise';
import { ERR_INVALID_JSON } from './errors.generated.ts';
import { lexString, stringEnd } from './string';

export const END: i32 = 0;
export const STRING_TOKEN: i32 = 1;
export const NUMBER_TOKEN: i32 = 2;
export const TRUE_TOKEN: i32 = 3;
export const FALSE_TOKEN: i32 = 4;
export const NULL_TOKEN: i32 = 5;
export const OBJECT_START: i32 = 123;
export const OBJECT_END: i32 = 125;
export const ARRAY_START: i32 = 91;
export const ARRAY_END: i32 = 93;
export const COMMA: i32 = 44;
export const COLON: i32 = 58;

export let token: i32 = 0;
export let tokenStart: usize = 0;
export let tokenEnd: usize = 0;
/** The end of the token before. */
export let lastEnd: usize = 0;
let textEnd: usize = 0;
/** Strings are decoded, so what no text can hold is an error. */
let decode: bool = false;

/** Begins with a text, at its first token. */
export function beginTokens(text: usize, length: i32, decoding: bool): void {
  textEnd = text + length;
  tokenEnd = text;
  decode = decoding;
  lex();
}

// @ts-ignore: decorator
@inline
function byteAt(p: usize): u32 {
  return p < textEnd ? <u32>load<u8>(p) : 0;
}

// @ts-ignore: decorator
@inline
function isWordByte(c: u32): bool {
  return isAlnum(c) || c == 95 || c >= 128;
}

/** The address after at least one digit. */
function digits(p: usize): usize {
  if (!isDigit(byteAt(p))) fail(ERR_INVALID_JSON);
  while (isDigit(byteAt(p))) p++;
  return p;
}

function numberEnd(p: usize): usize {
  if (byteAt(p) == 45) p++;
  p = byteAt(p) == 48 ? p + 1 : digits(p);
  if (byteAt(p) == 46) p = digits(p + 1);
  if ((byteAt(p) | 32) == 101) {
    p++;
    const sign = byteAt(p);
    p = digits(sign == 43 || sign == 45 ? p + 1 : p);
  }
  if (isWordByte(byteAt(p))) fail(ERR_INVALID_JSON);
  return p;
}

/** true, false or null. */
function word(p: usize): void {
  while (isWordByte(byteAt(p))) p++;
  const length = p - tokenStart;
  const first = length >= 4 ? load<u32>(tokenStart) : 0;
  tokenEnd = p;
  // The four letters as they lie in memory.
  if (length == 4 && first == 0x65757274) token = TRUE_TOKEN;
  else if (length == 4 && first == 0x6c6c756e) token = NULL_TOKEN;
  else if (length == 5 && first == 0x736c6166 && load<u8>(tokenStart, 4) == 101) token = FALSE_TOKEN;
  else fail(ERR_INVALID_JSON);
}

/** Goes to the next token. */
export function lex(): void {
  let p = tokenEnd;
  lastEnd = p;
  let c: u32 = 0;
  while (p < textEnd) {
    c = <u32>load<u8>(p);
    if (c != 32 && c != 10 && c != 13 && c != 9) break;
    p++;
  }
  tokenStart = p;
  if (p >= textEnd) {
    token = END;
    tokenEnd = p;
  } else if (c == 34) {
    lexString(p + 1, textEnd, decode);
    token = STRING_TOKEN;
    tokenEnd = stringEnd;
  } else if (c == 45 || isDigit(c)) {
    tokenEnd = numberEnd(p);
    token = NUMBER_TOKEN;
  } else if (c == COMMA || c == COLON || c == OBJECT_START || c == OBJECT_END || c == ARRAY_START || c == ARRAY_END) {
    tokenEnd = p + 1;
    token = <i32>c;
  } else {
    word(p);
  }
}

/** The token must be this one; goes to the next. */
export function expect(wanted: i32): void {
  if (token != wanted) fail(ERR_INVALID_JSON);
  lex();
}
