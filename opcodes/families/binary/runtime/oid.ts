/** oid, an unsigned number of 32 bits (utils/adt/oid.c, uint32in_subr in numutils.c). */
import { hexDigit, isSpace } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { int8out } from '../../core/runtime/integer-out';
import { hashOfNumber, seededHashOfNumber } from '../../text/runtime/lookup3';
import { ERR_INVALID_OID, ERR_OID_OUT_OF_RANGE, ERR_OID_TEXT_OUT_OF_RANGE } from './errors.generated.ts';

/** The number as C's strtoul reads it with base 0: a 0 in front means octal, 0x hexadecimal, and a minus negates. */
export function oidin(text: usize, length: i32): i32 {
  const end = text + length;
  let p = text;
  while (p < end && isSpace(load<u8>(p))) p++;
  const negative = p < end && load<u8>(p) == 45;
  if (p < end && (negative || load<u8>(p) == 43)) p++;
  let base: u64 = 10;
  if (p < end && load<u8>(p) == 48) {
    base = 8;
    if (p + 2 < end && (load<u8>(p + 1) | 32) == 120 && hexDigit(load<u8>(p + 2)) < 16) {
      base = 16;
      p += 2;
    }
  }
  const first = p;
  let magnitude: u64 = 0;
  let overflow = false;
  for (; p < end; p++) {
    const digit = <u64>hexDigit(load<u8>(p));
    if (digit >= base) break;
    if (magnitude > (u64.MAX_VALUE - digit) / base) overflow = true;
    magnitude = magnitude * base + digit;
  }
  if (p == first) failWith(ERR_INVALID_OID, text, length);
  if (overflow) failWith(ERR_OID_TEXT_OUT_OF_RANGE, text, length);
  while (p < end && isSpace(load<u8>(p))) p++;
  if (p != end) failWith(ERR_INVALID_OID, text, length);
  const value = negative ? 0 - magnitude : magnitude;
  const result = <i32>value;
  // Negative numbers of an integer are taken too, because pg_dump once wrote such oids.
  if (value > 0xffffffff && <i64>value != <i64>result) failWith(ERR_OID_TEXT_OUT_OF_RANGE, text, length);
  return result;
}

/** oid → text. */
export function oidout(a: i32): usize {
  return int8out(oidtoi8(a));
}

/** a = b. */
export function oideq(a: i32, b: i32): i32 {
  return i32(a == b);
}

/** a <> b. */
export function oidne(a: i32, b: i32): i32 {
  return i32(a != b);
}

/** a < b. */
export function oidlt(a: i32, b: i32): i32 {
  return i32(<u32>a < <u32>b);
}

/** a <= b. */
export function oidle(a: i32, b: i32): i32 {
  return i32(<u32>a <= <u32>b);
}

/** a > b. */
export function oidgt(a: i32, b: i32): i32 {
  return i32(<u32>a > <u32>b);
}

/** a >= b. */
export function oidge(a: i32, b: i32): i32 {
  return i32(<u32>a >= <u32>b);
}

/** -1, 0 or 1. */
export function btoidcmp(a: i32, b: i32): i32 {
  return i32(<u32>a > <u32>b) - i32(<u32>a < <u32>b);
}

/** The greater. */
export function oidlarger(a: i32, b: i32): i32 {
  return <u32>a > <u32>b ? a : b;
}

/** The lesser. */
export function oidsmaller(a: i32, b: i32): i32 {
  return <u32>a < <u32>b ? a : b;
}

/** The hash of an oid. */
export function hashoid(a: i32): i32 {
  return hashOfNumber(a);
}

/** The hash of an oid, with a seed. */
export function hashoidextended(a: i32, seed: i64): i64 {
  return seededHashOfNumber(a, seed);
}

/** bigint → oid. */
export function i8tooid(a: i64): i32 {
  if (a < 0 || a > 0xffffffff) fail(ERR_OID_OUT_OF_RANGE);
  return <i32>a;
}

/** oid → bigint. */
export function oidtoi8(a: i32): i64 {
  return <i64>a & 0xffffffff;
}
