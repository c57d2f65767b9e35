/** `unistr`: Unicode escapes replaced by the characters they stand for (utils/adt/varlena.c). */
import { hexDigit } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import {
  ERR_INVALID_CODE_POINT, ERR_INVALID_SURROGATE_PAIR, ERR_INVALID_UNICODE_ESCAPE,
} from './errors.generated.ts';
import { encodeCharacter } from './utf8';

const BACKSLASH: u32 = 92;
const detail = memory.data(8);

/** Whether `count` hexadecimal digits follow before `end`. */
function areHexDigits(p: usize, end: usize, count: i32): bool {
  if (<i32>(end - p) < count) return false;
  for (let i = 0; i < count; i++) if (hexDigit(load<u8>(p + i)) > 15) return false;
  return true;
}

function hexValue(p: usize, count: i32): u32 {
  let value: u32 = 0;
  for (let i = 0; i < count; i++) value = (value << 4) | hexDigit(load<u8>(p + i));
  return value;
}

/** Raises the error with the number as at least four hexadecimal digits. */
function failWithCodePoint(c: u32): void {
  const length = max(4, (35 - <i32>clz(c)) >> 2);
  for (let i = length - 1; i >= 0; i--) {
    const digit = c & 15;
    store<u8>(detail + i, digit < 10 ? 48 + digit : 55 + digit);
    c >>= 4;
  }
  failWith(ERR_INVALID_CODE_POINT, detail, length);
}

/** How many hexadecimal digits the escape at `p` has, and how many bytes come before them: 16 × before + digits, or 0. */
function shapeOf(p: usize, end: usize): i32 {
  if (areHexDigits(p + 1, end, 4)) return 0x14;
  if (p + 1 >= end) return 0;
  const kind = <u32>load<u8>(p, 1);
  const count = kind == 117 ? 4 : kind == 43 ? 6 : kind == 85 ? 8 : 0;
  return count > 0 && areHexDigits(p + 2, end, count) ? 0x20 + count : 0;
}

/** a with its escapes \XXXX, \uXXXX, \+XXXXXX, \UXXXXXXXX and \\ replaced. */
export function unistr(a: usize, aLength: i32): usize {
  const result = allocate(aLength);
  const end = a + aLength;
  let out = result;
  let p = a;
  // The first half of a surrogate pair whose second half must follow.
  let high: u32 = 0;
  while (p < end) {
    const c = <u32>load<u8>(p);
    if (c != BACKSLASH || (p + 1 < end && <u32>load<u8>(p, 1) == BACKSLASH)) {
      if (high != 0) fail(ERR_INVALID_SURROGATE_PAIR);
      store<u8>(out++, c);
      p += c == BACKSLASH ? 2 : 1;
      continue;
    }
    const shape = shapeOf(p, end);
    if (shape == 0) fail(ERR_INVALID_UNICODE_ESCAPE);
    let code = hexValue(p + (shape >> 4), shape & 15);
    if (code == 0 || code > 0x10ffff) failWithCodePoint(code);
    const isLow = code - 0xdc00 < 0x400;
    if (isLow != (high != 0)) fail(ERR_INVALID_SURROGATE_PAIR);
    if (isLow) {
      code = 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00);
      high = 0;
    }
    if (code - 0xd800 < 0x400) high = code;
    else out = encodeCharacter(out, code);
    p += (shape >> 4) + (shape & 15);
  }
  if (high != 0) fail(ERR_INVALID_SURROGATE_PAIR);
  shrinkTo(out);
  return textResult(result, <i32>(out - result));
}
