/** The order of bit strings: by their bytes, then the shorter first (bit_cmp in utils/adt/varbit.c). */
import { bitCount, bitsOf, bytesFor } from './bit-value';
import { compareBytes } from './bytes';

/** Less than, equal to or greater than 0 as a is to b. */
export function bitcmp(a: usize, _aLength: i32, b: usize, _bLength: i32): i32 {
  const aCount = bitCount(a);
  const bCount = bitCount(b);
  const order = compareBytes(bitsOf(a), bitsOf(b), bytesFor(min(aCount, bCount)));
  return order != 0 ? order : i32(aCount > bCount) - i32(aCount < bCount);
}

/** a = b. */
export function biteq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bitcmp(a, aLength, b, bLength) == 0);
}

/** a <> b. */
export function bitne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bitcmp(a, aLength, b, bLength) != 0);
}

/** a < b. */
export function bitlt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bitcmp(a, aLength, b, bLength) < 0);
}

/** a <= b. */
export function bitle(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bitcmp(a, aLength, b, bLength) <= 0);
}

/** a > b. */
export function bitgt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bitcmp(a, aLength, b, bLength) > 0);
}

/** a >= b. */
export function bitge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bitcmp(a, aLength, b, bLength) >= 0);
}
