/** The hashes of the text types (access/hash/hashfunc.c, utils/adt/varchar.c): equal values have equal hashes. */
import { hashOfBytes, hashOfNumber, seededHashOfBytes, seededHashOfNumber } from './lookup3';
import { nameLength } from './name';
import { trueLength } from './trim';

/** The hash of a text. */
export function hashtext(a: usize, aLength: i32): i32 {
  return hashOfBytes(a, aLength);
}

/** The hash of a text, with a seed. */
export function hashtextextended(a: usize, aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, aLength, seed);
}

/** The hash of a char(n), without the padding. */
export function hashbpchar(a: usize, aLength: i32): i32 {
  return hashOfBytes(a, trueLength(a, aLength));
}

/** The hash of a char(n), with a seed. */
export function hashbpcharextended(a: usize, aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, trueLength(a, aLength), seed);
}

/** The hash of a name. */
export function hashname(a: usize, aLength: i32): i32 {
  return hashOfBytes(a, nameLength(a, aLength));
}

/** The hash of a name, with a seed. */
export function hashnameextended(a: usize, aLength: i32, seed: i64): i64 {
  return seededHashOfBytes(a, nameLength(a, aLength), seed);
}

/** The hash of a "char". */
export function hashchar(a: i32): i32 {
  return hashOfNumber(a);
}

/** The hash of a "char", with a seed. */
export function hashcharextended(a: i32, seed: i64): i64 {
  return seededHashOfNumber(a, seed);
}
