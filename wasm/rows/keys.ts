/** Finds which wanted column a key names: objects of one input mostly have the same keys in the same order, so the key of the last object is tried first. */
import { Scan } from './scan';

/** A key that is known, in 48 bytes: its first 16 bytes and what of them counts, its address, its length, the wanted column that it names or -1. */
const KEY_BYTES: u32 = 48;
const QUOTE: u8 = 0x22;

/** Places in an object for which a key is expected. */
export const PLACES: u32 = 256;

// @ts-ignore: decorator
@inline
export function keyAt(scan: Scan, key: u32): usize {
  return scan.keys + key * KEY_BYTES;
}

// @ts-ignore: decorator
@inline
export function keyLength(key: usize): u32 {
  return load<u32>(key, 36);
}

// @ts-ignore: decorator
@inline
export function keyColumn(key: usize): i32 {
  return load<i32>(key, 40);
}

/** Whether the key stands at the address, with the quote behind it. */
// @ts-ignore: decorator
@inline
export function isKey(key: usize, at: usize, end: usize): bool {
  const length = keyLength(key);
  if (at + length >= end || load<u8>(at + length) != QUOTE) return false;
  if (v128.any_true(v128.and(v128.xor(v128.load(at), v128.load(key)), v128.load(key, 16)))) return false;
  return length <= 16 || sameBytes(load<u32>(key, 32), at, length);
}

function sameBytes(a: usize, b: usize, length: u32): bool {
  for (let i: u32 = 16; i < length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** The key at an address, of so many bytes, or 0 for one that names no column; it is expected at this place from now on. */
export function findKey(scan: Scan, at: usize, length: u32, place: u32, end: usize): usize {
  for (let n: u32 = 0; n < scan.keyCount; n++) {
    const key = keyAt(scan, n);
    if (keyLength(key) != length || !isKey(key, at, end)) continue;
    if (place < PLACES) store<u32>(scan.expected + (place << 2), n);
    return key;
  }
  return 0;
}
