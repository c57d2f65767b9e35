/** macaddr, six bytes in the order in which they are written (utils/adt/mac.c). */
import { failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { compareBytes } from '../../binary/runtime/bytes';
import { writeHexByte } from '../../binary/runtime/hex';
import { hashOfBytes, seededHashOfBytes } from '../../text/runtime/lookup3';
import { ERR_INVALID_MACADDR, ERR_MACADDR_OCTET } from './errors.generated.ts';
import { octetAt, scanMac } from './mac-scan';

const SIZE: i32 = 6;

/** text → macaddr. */
export function macaddr_in(text: usize, length: i32): usize {
  if (!scanMac(text, length)) failWith(ERR_INVALID_MACADDR, text, length);
  const result = allocate(SIZE);
  for (let i = 0; i < SIZE; i++) {
    if (<u32>octetAt(i) > 255) failWith(ERR_MACADDR_OCTET, text, length);
    store<u8>(result + i, octetAt(i));
  }
  return textResult(result, SIZE);
}

/** The bytes as pairs of digits with colons between. */
export function writeMac(a: usize, size: i32): usize {
  const length = 3 * size - 1;
  const result = allocate(length);
  let p = result;
  for (let i = 0; i < size; i++) {
    if (i > 0) store<u8>(p++, 58);
    p = writeHexByte(p, load<u8>(a + i));
  }
  return textResult(result, length);
}

/** macaddr → text. */
export function macaddr_out(a: usize, _aLength: i32): usize {
  return writeMac(a, SIZE);
}

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function macaddr_cmp(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  const order = compareBytes(a, b, SIZE);
  return i32(order > 0) - i32(order < 0);
}
/** a < b. */
export function macaddr_lt(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) < 0);
}
/** a <= b. */
export function macaddr_le(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) <= 0);
}
/** a = b. */
export function macaddr_eq(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) == 0);
}
/** a >= b. */
export function macaddr_ge(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) >= 0);
}
/** a > b. */
export function macaddr_gt(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) > 0);
}
/** a <> b. */
export function macaddr_ne(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) != 0);
}

export function hashmacaddr(a: usize, _aLength: i32): i32 {
  return hashOfBytes(a, SIZE);
}
export function hashmacaddrextended(a: usize, _aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, SIZE, seed);
}

/** ~a. */
export function macaddr_not(a: usize, _aLength: i32): usize {
  const result = allocate(SIZE);
  for (let i = 0; i < SIZE; i++) store<u8>(result + i, ~load<u8>(a + i));
  return textResult(result, SIZE);
}
/** a & b. */
export function macaddr_and(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  const result = allocate(SIZE);
  for (let i = 0; i < SIZE; i++) store<u8>(result + i, load<u8>(a + i) & load<u8>(b + i));
  return textResult(result, SIZE);
}
/** a | b. */
export function macaddr_or(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  const result = allocate(SIZE);
  for (let i = 0; i < SIZE; i++) store<u8>(result + i, load<u8>(a + i) | load<u8>(b + i));
  return textResult(result, SIZE);
}

/** The manufacturer's three bytes, and zeros. */
export function macaddr_trunc(a: usize, _aLength: i32): usize {
  const result = allocate(SIZE);
  memory.fill(result, 0, SIZE);
  memory.copy(result, a, 3);
  return textResult(result, SIZE);
}
