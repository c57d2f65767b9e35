/** The order of addresses, hashes, and which network holds which (utils/adt/network.c). */
import { compareBytes } from '../../binary/runtime/bytes';
import { hashOfBytes, seededHashOfBytes } from '../../text/runtime/lookup3';
import { addressResult, bitsOf, bytesOf, familyOf, mostBits, sizeOf } from './address';

/** Less than, equal to or greater than 0, by the first `bits` bits (`bitncmp`). */
function compareBits(a: usize, b: usize, bits: i32): i32 {
  const whole = bits >> 3;
  const order = compareBytes(bytesOf(a), bytesOf(b), whole);
  if (order != 0 || (bits & 7) == 0) return order;
  const shift = 8 - (bits & 7);
  const x = <i32>load<u8>(bytesOf(a) + whole) >> shift;
  const y = <i32>load<u8>(bytesOf(b) + whole) >> shift;
  return i32(x > y) - i32(x < y);
}

/** By family, then the network, then the width, then the whole address; the difference itself, as PostgreSQL gives it. */
export function network_cmp(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  if (familyOf(a) != familyOf(b)) return <i32>familyOf(a) - <i32>familyOf(b);
  const order = compareBits(a, b, min(bitsOf(a), bitsOf(b)));
  if (order != 0) return order;
  if (bitsOf(a) != bitsOf(b)) return bitsOf(a) - bitsOf(b);
  return compareBits(a, b, mostBits(a));
}

/** a < b. */
export function network_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(network_cmp(a, aLength, b, bLength) < 0);
}
/** a <= b. */
export function network_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(network_cmp(a, aLength, b, bLength) <= 0);
}
/** a = b. */
export function network_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(network_cmp(a, aLength, b, bLength) == 0);
}
/** a >= b. */
export function network_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(network_cmp(a, aLength, b, bLength) >= 0);
}
/** a > b. */
export function network_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(network_cmp(a, aLength, b, bLength) > 0);
}
/** a <> b. */
export function network_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(network_cmp(a, aLength, b, bLength) != 0);
}
/** The smaller one. */
export function network_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return addressResult(network_cmp(a, aLength, b, bLength) < 0 ? a : b);
}
/** The larger one. */
export function network_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return addressResult(network_cmp(a, aLength, b, bLength) > 0 ? a : b);
}

export function hashinet(a: usize, _aLength: i32): i32 {
  return hashOfBytes(a, sizeOf(a) + 2);
}
export function hashinetextended(a: usize, _aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, sizeOf(a) + 2, seed);
}

/** Whether the first `bits` bits are the same, of one family. */
function agree(a: usize, b: usize, bits: i32): bool {
  return familyOf(a) == familyOf(b) && compareBits(a, b, bits) == 0;
}

/** a << b: b is a network that holds a and more. */
export function network_sub(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(bitsOf(a) > bitsOf(b) && agree(a, b, bitsOf(b)));
}
/** a <<= b. */
export function network_subeq(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(bitsOf(a) >= bitsOf(b) && agree(a, b, bitsOf(b)));
}
/** a >> b. */
export function network_sup(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(bitsOf(a) < bitsOf(b) && agree(a, b, bitsOf(a)));
}
/** a >>= b. */
export function network_supeq(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(bitsOf(a) <= bitsOf(b) && agree(a, b, bitsOf(a)));
}
/** a && b: one of them holds the other. */
export function network_overlap(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  return i32(agree(a, b, min(bitsOf(a), bitsOf(b))));
}
