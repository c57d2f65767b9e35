/** uuid, 16 bytes in the order in which they are written (utils/adt/uuid.c). */
import { hexDigit } from '../../core/runtime/characters';
import { failWith } from '../../core/runtime/raise';
import { resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { hashOfBytes, seededHashOfBytes } from '../../text/runtime/lookup3';
import { compareBytes } from './bytes';
import { ERR_INVALID_UUID } from './errors.generated.ts';
import { writeHexByte } from './hex';

const SIZE: i32 = 16;

/** text → uuid: braces are allowed around it, and a hyphen after every fourth digit. */
export function uuid_in(text: usize, length: i32): usize {
  const end = text + length;
  let p = text;
  const braces = length > 0 && load<u8>(p) == 123;
  if (braces) p++;
  const result = allocate(SIZE);
  for (let i = 0; i < SIZE; i++) {
    if (p + 2 > end) failWith(ERR_INVALID_UUID, text, length);
    const high = hexDigit(load<u8>(p));
    const low = hexDigit(load<u8>(p + 1));
    if ((high | low) > 15) failWith(ERR_INVALID_UUID, text, length);
    store<u8>(result + i, (high << 4) | low);
    p += 2;
    if ((i & 1) == 1 && i < SIZE - 1 && p < end && load<u8>(p) == 45) p++;
  }
  if (braces) {
    if (p >= end || load<u8>(p) != 125) failWith(ERR_INVALID_UUID, text, length);
    p++;
  }
  if (p != end) failWith(ERR_INVALID_UUID, text, length);
  return textResult(result, SIZE);
}

/** uuid → text, with hyphens after 8, 12, 16 and 20 digits. */
export function uuid_out(a: usize, _aLength: i32): usize {
  const result = allocate(36);
  let p = result;
  for (let i = 0; i < SIZE; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) store<u8>(p++, 45);
    p = writeHexByte(p, load<u8>(a + i));
  }
  return textResult(result, 36);
}

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function uuid_cmp(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  const order = compareBytes(a, b, SIZE);
  return i32(order > 0) - i32(order < 0);
}

/** a = b. */
export function uuid_eq(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(load<u64>(a) == load<u64>(b) && load<u64>(a, 8) == load<u64>(b, 8));
}

/** a <> b. */
export function uuid_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - uuid_eq(a, aLength, b, bLength);
}

/** a < b. */
export function uuid_lt(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) < 0);
}

/** a <= b. */
export function uuid_le(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) <= 0);
}

/** a > b. */
export function uuid_gt(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) > 0);
}

/** a >= b. */
export function uuid_ge(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(compareBytes(a, b, SIZE) >= 0);
}

/** The hash of a uuid. */
export function uuid_hash(a: usize, _aLength: i32): i32 {
  return hashOfBytes(a, SIZE);
}

/** The hash of a uuid, with a seed. */
export function uuid_hash_extended(a: usize, _aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, SIZE, seed);
}

/** Whether its layout is that of RFC 9562; only then does it have a version. */
function isStandard(a: usize): bool {
  return (load<u8>(a + 8) & 0xc0) == 0x80;
}

/** The version, null for another layout. */
export function uuid_extract_version(a: usize, _aLength: i32): i32 {
  if (!isStandard(a)) {
    resultIsNull();
    return 0;
  }
  return <i32>load<u8>(a + 6) >> 4;
}

const MICROSECONDS_A_DAY: i64 = 86400000000;
/** Days from 1582-10-15, and from 1970-01-01, to 2000-01-01. */
const GREGORIAN_DAYS: i64 = 152384;
const UNIX_DAYS: i64 = 10957;

/** The time that versions 1 and 7 hold; null for others. */
export function uuid_extract_timestamp(a: usize, _aLength: i32): i64 {
  const head = bswap<u64>(load<u64>(a));
  const version = isStandard(a) ? (head >> 12) & 15 : 0;
  if (version == 1) {
    // The time's lowest 32 bits come first, then its middle 16, then its highest 12.
    const tenths = (head >> 32) | (((head >> 16) & 0xffff) << 32) | ((head & 0xfff) << 48);
    return <i64>(tenths / 10) - GREGORIAN_DAYS * MICROSECONDS_A_DAY;
  }
  if (version == 7) return <i64>(head >> 16) * 1000 - UNIX_DAYS * MICROSECONDS_A_DAY;
  resultIsNull();
  return 0;
}
