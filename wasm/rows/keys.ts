/** Finds which wanted column a key names: objects of one input mostly have the same keys in the same order, so the key of the last object is tried first. */
import { Scan } from './scan';

/**
 * A key that is known, with the quote and the colon behind it, in 48 bytes: its first 16 bytes and what of them counts, its address, its length, the wanted
 * column that it names or -1. No key has a control character, so none is found where the text has ended.
 */
const KEY_BYTES: u32 = 48;
/** The quote and the colon. */
const BEHIND: u32 = 2;

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

/** Whether the key stands at the address, with its quote and its colon. */
// @ts-ignore: decorator
@inline
export function isKey(key: usize, at: usize): bool {
  if (v128.any_true(v128.and(v128.xor(v128.load(at), v128.load(key)), v128.load(key, 16)))) return false;
  const length = keyLength(key);
  return length <= 16 || sameBytes(load<u32>(key, 32), at, 16, length);
}

function sameBytes(a: usize, b: usize, from: u32, length: u32): bool {
  for (let i = from; i < length; i++) if (load<u8>(a + i) != load<u8>(b + i)) return false;
  return true;
}

/** The key at an address, of so many bytes, or 0 for one that names no column; it is expected at this place from now on. */
export function findKey(scan: Scan, at: usize, length: u32, place: u32): usize {
  for (let n: u32 = 0; n < scan.keyCount; n++) {
    const key = keyAt(scan, n);
    if (keyLength(key) != length + BEHIND || !sameBytes(load<u32>(key, 32), at, 0, length)) continue;
    if (place < PLACES) store<u32>(scan.expected + (place << 2), n);
    return key;
  }
  return 0;
}
