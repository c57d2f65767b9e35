/** PostgreSQL's hash of a numeric: of its digits and its weight, so that 1.0 and 1.00 hash alike. */
import { seededHashOfBytes } from '../../text/runtime/lookup3';
import { headerOf, headerSize, isSpecial, weightOf } from './stored';

function hash(a: usize, length: i32, seed: i64): i64 {
  const header = headerOf(a);
  const size = headerSize(header);
  return seededHashOfBytes(a + size, length - size, seed) ^ <i64>weightOf(a, header);
}

// @ts-ignore: decorator
@inline
function isZero(a: usize, length: i32): bool {
  return length == headerSize(headerOf(a));
}

export function hash_numeric(a: usize, length: i32): i32 {
  if (isSpecial(a)) return 0;
  return isZero(a, length) ? -1 : <i32>hash(a, length, 0);
}

export function hash_numeric_extended(a: usize, length: i32, seed: i64): i64 {
  if (isSpecial(a)) return seed;
  return isZero(a, length) ? seed - 1 : hash(a, length, seed);
}
