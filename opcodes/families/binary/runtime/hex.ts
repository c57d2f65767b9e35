/** Bytes as hexadecimal digits (utils/adt/encode.c). */
import { hexDigit } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { ERR_HEX_DIGIT, ERR_HEX_ODD, ERR_RESULT_TOO_LARGE } from './errors.generated.ts';
import { bytesBefore } from '../../text/runtime/utf8';

/** Writes the two digits of a byte; returns the address after them. */
// @ts-ignore: decorator
@inline
export function writeHexByte(at: usize, byte: u32): usize {
  const high = byte >> 4;
  const low = byte & 15;
  store<u8>(at, high < 10 ? 48 + high : 87 + high);
  store<u8>(at + 1, low < 10 ? 48 + low : 87 + low);
  return at + 2;
}

/** The digits of all bytes, after `prefix` bytes of space. */
export function encodeHex(a: usize, aLength: i32, prefix: i32): usize {
  if (aLength > (0x3fffffff - prefix) / 2) fail(ERR_RESULT_TOO_LARGE);
  const length = prefix + 2 * aLength;
  const result = allocate(length);
  let p = result + prefix;
  for (let i = 0; i < aLength; i++) p = writeHexByte(p, load<u8>(a + i));
  return textResult(result, length);
}

function isBlank(c: u32): bool {
  return c == 32 || c == 10 || c == 9 || c == 13;
}

function digitAt(p: usize, end: usize): u32 {
  const digit = hexDigit(load<u8>(p));
  if (digit > 15) failWith(ERR_HEX_DIGIT, p, bytesBefore(end, p));
  return digit;
}

/** The bytes that pairs of digits stand for; blanks may lie between pairs. */
export function decodeHex(text: usize, length: i32): usize {
  const result = allocate(length >> 1);
  const end = text + length;
  let to = result;
  let p = text;
  while (p < end) {
    if (isBlank(load<u8>(p))) {
      p++;
      continue;
    }
    const high = digitAt(p++, end);
    if (p >= end) fail(ERR_HEX_ODD);
    store<u8>(to++, (high << 4) | digitAt(p++, end));
  }
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}
