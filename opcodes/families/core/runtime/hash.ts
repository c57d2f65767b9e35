/**
 * Membership in an IN list: open addressing with linear probing. At `table` is the number of slots less one (a power of
 * two, at most half of them used), with a seed behind it, so that nobody can choose values of which many collide; from `table` + 8 on, entries of 16 bytes: a used flag, for texts the length at 4, and
 * the value (or the text's address) at 8.
 */
import { sameBytes } from './compare';

// @ts-ignore: decorator
@inline
function entryAt(table: usize, hash: u32): usize {
  return table + 8 + ((hash & load<u32>(table)) << 4);
}

/** The entry after this one, round to the first. */
// @ts-ignore: decorator
@inline
function entryAfter(table: usize, entry: usize): usize {
  const next = entry + 16;
  return next > table + 8 + (load<u32>(table) << 4) ? table + 8 : next;
}

/** Spreads every bit of a value over all of the result (the finaliser of MurmurHash3). */
// @ts-ignore: decorator
@inline
function mix(value: u64): u64 {
  value ^= value >> 33;
  value *= 0xff51afd7ed558ccd;
  value ^= value >> 33;
  value *= 0xc4ceb9fe1a85ec53;
  return value ^ (value >> 33);
}

/** In a table of so few slots colliding values cost little, so one multiplication has to do: mixing takes longer than the rest of the search. */
const FEW_SLOTS: u32 = 64;
const GOLDEN: u64 = 0x9e3779b97f4a7c15;

// @ts-ignore: decorator
@inline
function hasFewSlots(seed: u64): bool {
  return <u32>seed < FEW_SLOTS;
}

/** Mixed twice with the seed before each: a difference that goes through the first unseen would have to go through the second too. */
// @ts-ignore: decorator
@inline
function hashValue(seed: u64, value: u64): u32 {
  if (hasFewSlots(seed)) return <u32>((value * GOLDEN) >> 32);
  const hash = mix(mix(value ^ seed) + seed);
  return <u32>(hash >> 32) ^ <u32>hash;
}

/** The next bytes of a text: mixed in as a value is, for with less two texts could differ twice in such a way that no seed tells them apart. */
// @ts-ignore: decorator
@inline
function hashNext(seed: u64, hash: u64, bytes: u64): u64 {
  return hasFewSlots(seed) ? (rotr(hash, 32) ^ bytes) * GOLDEN : mix(hash ^ bytes) + seed;
}

function hashBytes(seed: u64, text: usize, length: i32): u32 {
  let hash: u64 = seed + <u64>length * GOLDEN;
  let i = 0;
  for (; i + 8 <= length; i += 8) hash = hashNext(seed, hash, load<u64>(text + i));
  if (i < length) {
    let rest: u64 = 0;
    for (; i < length; i++) rest = (rest << 8) | <u64>load<u8>(text + i);
    hash = hashNext(seed, hash, rest);
  }
  return hashValue(seed, hash);
}

/** The mask and the seed of a table are its seed together. */
// @ts-ignore: decorator
@inline
function seedOf(table: usize): u64 {
  return load<u64>(table);
}

/** One bit pattern for every NaN and one for both zeros, because they are equal in SQL (`hashfloat8`). */
// @ts-ignore: decorator
@inline
function canonical64(value: f64): i64 {
  return value != value ? 0x7ff8000000000000 : reinterpret<i64>(value + 0.0);
}

// @ts-ignore: decorator
@inline
function canonical32(value: f32): i32 {
  return value != value ? 0x7fc00000 : reinterpret<i32>(value + <f32>0.0);
}

/** Where a value is, or the free entry where it would go. */
// @ts-ignore: decorator
@inline
function locate<T>(table: usize, value: T): usize {
  let entry = entryAt(table, hashValue(seedOf(table), <u64>value));
  while (load<i32>(entry) != 0 && load<T>(entry, 8) != value) entry = entryAfter(table, entry);
  return entry;
}

function locateText(table: usize, text: usize, length: i32): usize {
  let entry = entryAt(table, hashBytes(seedOf(table), text, length));
  while (load<i32>(entry) != 0) {
    if (load<i32>(entry, 4) == length && sameBytes(load<u32>(entry, 8), text, length)) break;
    entry = entryAfter(table, entry);
  }
  return entry;
}

/** Whether the table has the value, 1 or 0. */
export function hash_i32(table: usize, value: i32): i32 {
  return load<i32>(locate<i32>(table, value));
}

/** Whether the table has the value, 1 or 0. */
export function hash_i64(table: usize, value: i64): i32 {
  return load<i32>(locate<i64>(table, value));
}

/** Whether the table has the value, 1 or 0; NaN equals NaN and -0 equals 0. */
export function hash_f32(table: usize, value: f32): i32 {
  return load<i32>(locate<i32>(table, canonical32(value)));
}

/** Whether the table has the value, 1 or 0; NaN equals NaN and -0 equals 0. */
export function hash_f64(table: usize, value: f64): i32 {
  return load<i32>(locate<i64>(table, canonical64(value)));
}

/** Whether the table has the text, 1 or 0. */
export function hash_text(table: usize, text: usize, length: i32): i32 {
  return load<i32>(locateText(table, text, length));
}

/** Adds a value; a second time changes nothing. */
export function hash_insert_i32(table: usize, value: i32): void {
  const entry = locate<i32>(table, value);
  store<i32>(entry, 1);
  store<i32>(entry, value, 8);
}

/** Adds a value; a second time changes nothing. */
export function hash_insert_i64(table: usize, value: i64): void {
  const entry = locate<i64>(table, value);
  store<i32>(entry, 1);
  store<i64>(entry, value, 8);
}

/** Adds a value in its canonical form; a second time changes nothing. */
export function hash_insert_f32(table: usize, value: f32): void {
  hash_insert_i32(table, canonical32(value));
}

/** Adds a value in its canonical form; a second time changes nothing. */
export function hash_insert_f64(table: usize, value: f64): void {
  hash_insert_i64(table, canonical64(value));
}

/** Adds a text, which must stay where it is as long as the table is used. */
export function hash_insert_text(table: usize, text: usize, length: i32): void {
  const entry = locateText(table, text, length);
  store<i32>(entry, 1);
  store<i32>(entry, length, 4);
  store<u32>(entry, <u32>text, 8);
}
