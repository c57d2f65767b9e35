/** bytea: its text form and order (utils/adt/bytea.c). */
import { fail } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { textcat } from '../../core/runtime/text';
import { hashOfBytes, seededHashOfBytes } from '../../text/runtime/lookup3';
import { compareStrings } from './bytes';
import { ERR_INVALID_BYTEA } from './errors.generated.ts';
import { decodeHex, encodeHex } from './hex';

/** The byte of the three octal digits at `p`, or -1. */
function octal(p: usize, end: usize): i32 {
  if (p + 3 > end) return -1;
  const a = <u32>load<u8>(p) - 48;
  const b = <u32>load<u8>(p + 1) - 48;
  const c = <u32>load<u8>(p + 2) - 48;
  return a < 4 && b < 8 && c < 8 ? <i32>((a << 6) | (b << 3) | c) : -1;
}

/** The bytes of a text in which a backslash stands before three octal digits or another backslash. */
export function decodeEscapes(text: usize, length: i32): usize {
  const result = allocate(length);
  const end = text + length;
  let to = result;
  let p = text;
  while (p < end) {
    const c = <u32>load<u8>(p++);
    if (c != 92) {
      store<u8>(to++, c);
      continue;
    }
    const byte = octal(p, end);
    if (byte >= 0) {
      store<u8>(to++, byte);
      p += 3;
    } else {
      if (p >= end || load<u8>(p) != 92) fail(ERR_INVALID_BYTEA);
      store<u8>(to++, 92);
      p++;
    }
  }
  shrinkTo(to);
  return textResult(result, <i32>(to - result));
}

/** text → bytea: hexadecimal after \x, else with escapes. */
export function byteain(text: usize, length: i32): usize {
  if (length >= 2 && load<u8>(text) == 92 && load<u8>(text + 1) == 120) return decodeHex(text + 2, length - 2);
  return decodeEscapes(text, length);
}

/** bytea → text, in hexadecimal. */
export function byteaout(a: usize, aLength: i32): usize {
  const result = encodeHex(a, aLength, 2);
  store<u8>(result, 92);
  store<u8>(result + 1, 120);
  return result;
}

/** Less than, equal to or greater than 0 as a is to b. */
export function byteacmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareStrings(a, aLength, b, bLength);
}

/** a = b. */
export function byteaeq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(aLength == bLength && compareStrings(a, aLength, b, bLength) == 0);
}

/** a <> b. */
export function byteane(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - byteaeq(a, aLength, b, bLength);
}

/** a < b. */
export function bytealt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareStrings(a, aLength, b, bLength) < 0);
}

/** a <= b. */
export function byteale(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareStrings(a, aLength, b, bLength) <= 0);
}

/** a > b. */
export function byteagt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareStrings(a, aLength, b, bLength) > 0);
}

/** a >= b. */
export function byteage(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareStrings(a, aLength, b, bLength) >= 0);
}

/** The greater. */
export function bytea_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return compareStrings(a, aLength, b, bLength) > 0 ? textResult(a, aLength) : textResult(b, bLength);
}

/** The lesser. */
export function bytea_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return compareStrings(a, aLength, b, bLength) < 0 ? textResult(a, aLength) : textResult(b, bLength);
}

/** a || b. */
export function byteacat(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return textcat(a, aLength, b, bLength);
}

/** The hash of a bytea. */
export function hashbytea(a: usize, aLength: i32): i32 {
  return hashOfBytes(a, aLength);
}

/** The hash of a bytea, with a seed. */
export function hashbyteaextended(a: usize, aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, aLength, seed);
}
