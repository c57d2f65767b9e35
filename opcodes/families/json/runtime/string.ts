/** JSON strings: where one ends, and the text that its escapes stand for. */
import { hexDigit } from '../../core/runtime/characters';
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { encodeCharacter } from '../../text/runtime/utf8';
import { ERR_INVALID_JSON, ERR_UNSUPPORTED_ESCAPE } from './errors.generated.ts';

/** The string read last: where it ends, after its quote, and its text, where it was decoded. */
export let stringEnd: usize = 0;
export let stringPointer: usize = 0;
export let stringLength: i32 = 0;

const QUOTE: u32 = 34;
const BACKSLASH: u32 = 92;

/** The first quote, backslash or control character from `p` on, or `end`. */
export function plainEnd(p: usize, end: usize): usize {
  const quotes = i8x16.splat(34);
  const backslashes = i8x16.splat(92);
  const spaces = i8x16.splat(32);
  for (; p + 16 <= end; p += 16) {
    const bytes = v128.load(p);
    const found = v128.or(
      v128.or(i8x16.eq(bytes, quotes), i8x16.eq(bytes, backslashes)),
      i8x16.lt_u(bytes, spaces),
    );
    const mask = i8x16.bitmask(found);
    if (mask != 0) return p + ctz(mask);
  }
  for (; p < end; p++) {
    const c = <u32>load<u8>(p);
    if (c == QUOTE || c == BACKSLASH || c < 32) break;
  }
  return p;
}

/** Four hexadecimal digits. */
function codeUnit(p: usize, end: usize): u32 {
  if (p + 4 > end) fail(ERR_INVALID_JSON);
  let value: u32 = 0;
  for (let i: usize = 0; i < 4; i++) {
    const digit = hexDigit(load<u8>(p + i));
    if (digit > 15) fail(ERR_INVALID_JSON);
    value = (value << 4) | digit;
  }
  return value;
}

/** Where the character after an escape is, for a decoded \u escape at `p`, which points at the first digit. */
let after: usize = 0;

/** The character that a \u escape stands for, or two of them. */
function unicodeEscape(p: usize, end: usize): u32 {
  const unit = codeUnit(p, end);
  after = p + 4;
  if (unit == 0) fail(ERR_UNSUPPORTED_ESCAPE);
  if ((unit & 0xf800) != 0xd800) return unit;
  if (unit >= 0xdc00 || after + 6 > end || load<u8>(after) != BACKSLASH || load<u8>(after, 1) != 117) fail(ERR_INVALID_JSON);
  const second = codeUnit(after + 2, end);
  if ((second & 0xfc00) != 0xdc00) fail(ERR_INVALID_JSON);
  after += 6;
  return 0x10000 + ((unit & 0x3ff) << 10) + (second & 0x3ff);
}

/** What one letter after a backslash stands for; 0 if nothing. */
function simpleEscape(c: u32): u32 {
  if (c == QUOTE || c == BACKSLASH || c == 47) return c;
  return c == 110 ? 10 : c == 116 ? 9 : c == 114 ? 13 : c == 98 ? 8 : c == 102 ? 12 : 0;
}

/** Checks a string from `p` to its quote or the text's end, and writes what it stands for at `to` unless that is 0; returns the end of that. */
function unescape(p: usize, end: usize, to: usize): usize {
  while (p < end) {
    const next = plainEnd(p, end);
    if (to != 0) {
      memory.copy(to, p, next - p);
      to += next - p;
    }
    p = next;
    if (p >= end) break;
    if (load<u8>(p) != BACKSLASH || p + 1 >= end) fail(ERR_INVALID_JSON);
    const c = <u32>load<u8>(p, 1);
    p += 2;
    if (c != 117) {
      const stands = simpleEscape(c);
      if (stands == 0) fail(ERR_INVALID_JSON);
      if (to != 0) store<u8>(to++, stands);
    } else if (to != 0) {
      to = encodeCharacter(to, unicodeEscape(p, end));
      p = after;
    } else {
      codeUnit(p, end);
      p += 4;
    }
  }
  return to;
}

/** The quote that ends the string, or `end`: the first that no backslash precedes. */
function closingQuote(p: usize, end: usize): usize {
  while (p < end) {
    const c = <u32>load<u8>(p);
    if (c == QUOTE) return p;
    p += c == BACKSLASH ? 2 : 1;
  }
  return end;
}

/** Reads the string whose first character is at `p`. Without `decode` escapes are only checked, and no text is left. */
export function lexString(p: usize, end: usize, decode: bool): void {
  const plain = plainEnd(p, end);
  stringPointer = p;
  if (plain < end && load<u8>(plain) == QUOTE) {
    stringEnd = plain + 1;
    stringLength = <i32>(plain - p);
    return;
  }
  const close = closingQuote(plain, end);
  const buffer = decode ? allocate(<i32>(close - p)) : 0;
  const last = unescape(p, close, buffer);
  if (close >= end) fail(ERR_INVALID_JSON);
  stringEnd = close + 1;
  stringPointer = buffer;
  stringLength = <i32>(last - buffer);
  if (decode) shrinkTo(last);
}
