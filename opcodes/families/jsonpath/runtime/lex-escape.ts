/** Escapes in the strings and names of a path (utils/adt/jsonpath_scan.l): the character that one stands for, written where a text grows. */
import { hexDigit } from '../../core/runtime/characters';
import { fail } from '../../core/runtime/raise';
import { encodeCharacter } from '../../text/runtime/utf8';
import { ERR_INVALID_ESCAPE, ERR_NO_CHARACTER, ERR_SYNTAX, ERR_ZERO_CHARACTER } from './errors.generated.ts';
import { failNear } from './message';

const BACKSLASH: u32 = 92;

/** After an escape: where the text goes on. */
export let afterEscape: usize = 0;

// @ts-ignore: decorator
@inline
function byteAt(p: usize, end: usize): u32 {
  return p < end ? <u32>load<u8>(p) : 0;
}

// @ts-ignore: decorator
@inline
function isHex(p: usize, end: usize): bool {
  return p < end && hexDigit(load<u8>(p)) < 16;
}

function writeCharacter(code: u32, to: usize): usize {
  if (code == 0) fail(ERR_ZERO_CHARACTER);
  if (code > 0x10ffff) fail(ERR_NO_CHARACTER);
  return encodeCharacter(to, code);
}

/** The number of hexadecimal digits from `p` on, at most `most`. */
function hexDigits(p: usize, end: usize, most: i32): i32 {
  let n = 0;
  while (n < most && isHex(p + n, end)) n++;
  return n;
}

function hexValue(p: usize, n: i32): u32 {
  let value: u32 = 0;
  for (let i = 0; i < n; i++) value = (value << 4) | <u32>hexDigit(load<u8>(p + i));
  return value;
}

/** A run of \u escapes, which make pairs of surrogates among themselves. */
function unicodeRun(start: usize, end: usize, to: usize): usize {
  let p = start;
  let high: u32 = 0;
  while (byteAt(p, end) == BACKSLASH && byteAt(p + 1, end) == 117) {
    const braces = byteAt(p + 2, end) == 123;
    const digits = p + (braces ? 3 : 2);
    const n = hexDigits(digits, end, braces ? 6 : 4);
    const last = digits + n;
    if (braces ? n == 0 || byteAt(last, end) != 125 : n < 4)
      failNear(ERR_SYNTAX, 'invalid Unicode escape sequence', start, <i32>(last - start));
    const code = hexValue(digits, n);
    p = braces ? last + 1 : last;
    if (code >= 0xd800 && code <= 0xdbff) {
      if (high != 0) fail(ERR_INVALID_ESCAPE);
      high = code;
    } else if (code >= 0xdc00 && code <= 0xdfff) {
      if (high == 0) fail(ERR_INVALID_ESCAPE);
      to = writeCharacter(0x10000 + ((high & 0x3ff) << 10) + (code & 0x3ff), to);
      high = 0;
    } else {
      if (high != 0) fail(ERR_INVALID_ESCAPE);
      to = writeCharacter(code, to);
    }
  }
  if (high != 0) fail(ERR_INVALID_ESCAPE);
  afterEscape = p;
  return to;
}

function hexCharacter(p: usize, end: usize, to: usize): usize {
  const n = hexDigits(p + 2, end, 2);
  if (n < 2) failNear(ERR_SYNTAX, 'invalid hexadecimal character sequence', p, n + 2);
  afterEscape = p + 4;
  return writeCharacter(hexValue(p + 2, 2), to);
}

/** Reads the escape whose backslash is at `p` and writes what it stands for; returns the address after that. */
export function readEscape(p: usize, end: usize, to: usize): usize {
  const c = byteAt(p + 1, end);
  if (p + 1 >= end || c == 10) failNear(ERR_SYNTAX, 'unexpected end after backslash', p, 1);
  if (c == 117) return unicodeRun(p, end, to);
  if (c == 120) return hexCharacter(p, end, to);
  const stands: u32 = c == 98 ? 8 : c == 102 ? 12 : c == 110 ? 10 : c == 114 ? 13 : c == 116 ? 9 : c == 118 ? 11 : c;
  store<u8>(to, stands);
  afterEscape = p + 2;
  return to + 1;
}
