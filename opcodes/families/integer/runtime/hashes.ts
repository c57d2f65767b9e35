/** Hashes of numbers (access/hash/hashfunc.c): an integer of 64 bits that fits 32 has the hash of the narrower one. */
import { allocate } from '../../core/runtime/scratch';
import {
  hashOfBytes,
  hashOfNumber,
  seededHashOfBytes,
  seededHashOfNumber,
} from '../../text/runtime/lookup3';

function folded(a: i64): u32 {
  const low = <u32>a;
  const high = <u32>(a >> 32);
  return low ^ (a >= 0 ? high : ~high);
}

/** The eight bytes of a float, one NaN for all, in scratch memory. */
function floatBytes(a: f64): usize {
  const at = allocate(8);
  store<u64>(at, a != a ? 0x7ff8000000000000 : reinterpret<u64>(a));
  return at;
}

/** The hash of a bool. */
export function hashbool(a: i32): i32 {
  return hashOfNumber(a);
}
/** With a seed. */
export function hashboolextended(a: i32, seed: i64): i64 {
  return seededHashOfNumber(a, seed);
}
/** The hash of a smallint. */
export function hashint2(a: i32): i32 {
  return hashOfNumber(a);
}
/** With a seed. */
export function hashint2extended(a: i32, seed: i64): i64 {
  return seededHashOfNumber(a, seed);
}
/** The hash of an integer. */
export function hashint4(a: i32): i32 {
  return hashOfNumber(a);
}
/** With a seed. */
export function hashint4extended(a: i32, seed: i64): i64 {
  return seededHashOfNumber(a, seed);
}
/** The hash of a bigint. */
export function hashint8(a: i64): i32 {
  return hashOfNumber(folded(a));
}
/** With a seed. */
export function hashint8extended(a: i64, seed: i64): i64 {
  return seededHashOfNumber(folded(a), seed);
}
/** The hash of a float4: that of the same float8; both zeros have 0. */
export function hashfloat4(a: f32): i32 {
  return hashfloat8(a);
}
/** With a seed, which is the hash of zero. */
export function hashfloat4extended(a: f32, seed: i64): i64 {
  return hashfloat8extended(a, seed);
}
/** The hash of a float8; both zeros have 0. */
export function hashfloat8(a: f64): i32 {
  return a == 0 ? 0 : hashOfBytes(floatBytes(a), 8);
}
/** With a seed, which is the hash of zero. */
export function hashfloat8extended(a: f64, seed: i64): i64 {
  return a == 0 ? seed : seededHashOfBytes(floatBytes(a), 8, seed);
}
