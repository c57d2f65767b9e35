/** macaddr8, eight bytes in the order in which they are written (utils/adt/mac8.c). */
import { hexDigit, isSpace } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { compareBytes } from '../../binary/runtime/bytes';
import { hashOfBytes, seededHashOfBytes } from '../../text/runtime/lookup3';
import { ERR_INVALID_MACADDR8, ERR_MACADDR8_TO_MACADDR } from './errors.generated.ts';
import { characterAt } from './ipv4-in';
import { writeMac } from './macaddr';

const SIZE: i32 = 8;

/** Puts the bytes ff and fe into the middle of six bytes. */
function widen(six: usize, to: usize): void {
  const last = load<u8>(six, 5);
  const middle = load<u16>(six, 3);
  memory.copy(to, six, 3);
  store<u16>(to, 0xfeff, 3);
  store<u16>(to, middle, 5);
  store<u8>(to, last, 7);
}

function isSeparator(c: u32): bool {
  return c == 58 || c == 45 || c == 46;
}

/** How many bytes the text has; -1 where it is wrong. */
function scan(text: usize, end: usize, to: usize): i32 {
  let p = text;
  while (isSpace(characterAt(p, end))) p++;
  let separator: u32 = 0;
  let count = 0;
  // One character after the last byte is not looked at, in PostgreSQL neither.
  while (p + 1 < end) {
    const high = hexDigit(load<u8>(p));
    const low = hexDigit(load<u8>(p, 1));
    if (count == SIZE || (high | low) > 15) return -1;
    store<u8>(to + count++, (high << 4) | low);
    p += 2;
    const c = characterAt(p, end);
    if (isSeparator(c)) {
      if (separator != 0 && separator != c) return -1;
      separator = c;
      p++;
    }
    if ((count == 6 || count == SIZE) && isSpace(characterAt(p, end))) {
      while (isSpace(characterAt(p, end))) p++;
      if (p != end) return -1;
    }
  }
  return count;
}

/** text → macaddr8; of six bytes the middle is ff:fe. */
export function macaddr8_in(text: usize, length: i32): usize {
  const result = allocate(SIZE);
  const count = scan(text, text + length, result);
  if (count == 6) widen(result, result);
  else if (count != SIZE) failWith(ERR_INVALID_MACADDR8, text, length);
  return textResult(result, SIZE);
}

/** macaddr8 → text. */
export function macaddr8_out(a: usize, _aLength: i32): usize {
  return writeMac(a, SIZE);
}

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function macaddr8_cmp(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  const order = compareBytes(a, b, SIZE);
  return i32(order > 0) - i32(order < 0);
}
/** a < b. */
export function macaddr8_lt(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) < 0);
}
/** a <= b. */
export function macaddr8_le(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) <= 0);
}
/** a = b. */
export function macaddr8_eq(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(load<u64>(a) == load<u64>(b));
}
/** a >= b. */
export function macaddr8_ge(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) >= 0);
}
/** a > b. */
export function macaddr8_gt(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) > 0);
}
/** a <> b. */
export function macaddr8_ne(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(load<u64>(a) != load<u64>(b));
}

export function hashmacaddr8(a: usize, _aLength: i32): i32 {
  return hashOfBytes(a, SIZE);
}
export function hashmacaddr8extended(a: usize, _aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, SIZE, seed);
}

function macOf(bytes: u64): usize {
  const result = allocate(SIZE);
  store<u64>(result, bytes);
  return textResult(result, SIZE);
}

/** ~a. */
export function macaddr8_not(a: usize, _aLength: i32): usize {
  return macOf(~load<u64>(a));
}
/** a & b. */
export function macaddr8_and(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  return macOf(load<u64>(a) & load<u64>(b));
}
/** a | b. */
export function macaddr8_or(a: usize, _aLength: i32, b: usize, _bLength: i32): usize {
  return macOf(load<u64>(a) | load<u64>(b));
}
/** The manufacturer's three bytes, and zeros. */
export function macaddr8_trunc(a: usize, _aLength: i32): usize {
  return macOf(load<u64>(a) & 0xffffff);
}
/** With the bit that makes an identifier of an IPv6 interface (RFC 4291). */
export function macaddr8_set7bit(a: usize, _aLength: i32): usize {
  return macOf(load<u64>(a) | 2);
}

/** macaddr → macaddr8. */
export function macaddrtomacaddr8(a: usize, _aLength: i32): usize {
  const result = allocate(SIZE);
  widen(a, result);
  return textResult(result, SIZE);
}

/** macaddr8 → macaddr, which only one with ff:fe in its middle has. */
export function macaddr8tomacaddr(a: usize, _aLength: i32): usize {
  if (load<u16>(a, 3) != 0xfeff) fail(ERR_MACADDR8_TO_MACADDR);
  const result = allocate(6);
  memory.copy(result, a, 3);
  memory.copy(result + 3, a + 5, 3);
  return textResult(result, 6);
}
