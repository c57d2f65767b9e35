/**
 * What stands between two `%` of a pattern, found in a text in a time that no choice of the two makes quadratic: a text without `_` by two-way
 * search; with `_` by the bits of all its places at once, 64 a step (Baeza-Yates and Gonnet, A New Approach to Text Searching). The space for that is the unused
 * part of the scratch area, so that a match never raises for want of it: it says that there is none.
 */
import { toLower } from './characters';
import { findText } from './two-way';
import { countWork } from './work';

const SCRATCH_NEXT: usize = 8;
const SCRATCH_END: usize = 12;
const PERCENT: u32 = 37;
const UNDERSCORE: u32 = 95;
const BACKSLASH: u32 = 92;

/** What `findSegment` answers besides an address. */
export const NOT_FOUND: usize = 0;
export const NO_SPACE: usize = 1;

/** Continues a character of UTF-8. */
// @ts-ignore: decorator
@inline
function continues(byte: u32): bool {
  return (byte & 0xc0) == 0x80;
}

/** Where the segment at `p` ends: at a `%`, at an escape that has nothing to escape, or at the end of the pattern. */
export function segmentEnd(p: usize, pEnd: usize): usize {
  while (p < pEnd) {
    const c = <u32>load<u8>(p);
    if (c == PERCENT || (c == BACKSLASH && p + 1 >= pEnd)) break;
    p += c == BACKSLASH ? 2 : 1;
  }
  return p;
}

/** Does the segment match all of the text from its end backwards, at `from` or after? It is the last one. */
export function matchesAtEnd(fold: bool, from: usize, tEnd: usize, p: usize, pEnd: usize): bool {
  let t = tEnd;
  for (let q = p; q < pEnd; q++) {
    let c = <u32>load<u8>(q);
    if (c == BACKSLASH) c = <u32>load<u8>(++q);
    if (continues(c)) continue;
    if (t <= from) return false;
    do t--;
    while (t > from && continues(load<u8>(t)));
  }
  for (; p < pEnd; p++) {
    let c = <u32>load<u8>(p);
    if (t >= tEnd) return false;
    if (c == UNDERSCORE) {
      do t++;
      while (t < tEnd && continues(load<u8>(t)));
      continue;
    }
    if (c == BACKSLASH) c = <u32>load<u8>(++p);
    const b = <u32>load<u8>(t++);
    if (fold ? toLower(c) != toLower(b) : c != b) return false;
  }
  return t == tEnd;
}

/** Where the first match of the segment in `from` … `tEnd` ends; `NOT_FOUND`, or `NO_SPACE`. It begins with a character, not with `_`. */
export function findSegment(fold: bool, from: usize, tEnd: usize, p: usize, pEnd: usize): usize {
  let plain = !fold;
  let items = 0;
  let wild = false;
  for (let q = p; q < pEnd; q++) {
    const c = <u32>load<u8>(q);
    if (c == UNDERSCORE) wild = true;
    else if (c == BACKSLASH) {
      plain = false;
      q++;
    }
    items++;
  }
  if (wild) return findWild(fold, from, tEnd, p, pEnd, items);
  let needle = p;
  if (!plain) {
    needle = load<u32>(SCRATCH_NEXT);
    if (<u64>needle + <u64>items > <u64>load<u32>(SCRATCH_END)) return NO_SPACE;
    let to = needle;
    for (let q = p; q < pEnd; q++) {
      let c = <u32>load<u8>(q);
      if (c == BACKSLASH) c = <u32>load<u8>(++q);
      store<u8>(to++, fold ? toLower(c) : c);
    }
  }
  const found = findText(fold, from, tEnd, needle, items);
  return found == 0 ? NOT_FOUND : found + <usize>items;
}

/** The same for a segment with `_`. Place n is a bit: the text so far ends in a match of the segment's first n + 1 items. */
function findWild(fold: bool, from: usize, tEnd: usize, p: usize, pEnd: usize, items: i32): usize {
  const words = (items + 63) >> 6;
  const size = <usize>words << 3;
  // The kind of each byte, then the places that are, those of `_`, and those of the bytes of each kind; kind 0 is of bytes that are not in the segment.
  const kinds = (<usize>load<u32>(SCRATCH_NEXT) + 15) & ~15;
  const places = kinds + 256;
  const wild = places + size;
  const masks = wild + size;
  const end = <u64>load<u32>(SCRATCH_END);
  if (<u64>masks + <u64>size > end) return NO_SPACE;
  memory.fill(kinds, 0, 256 + 3 * size);
  let count: u32 = 1;
  let item = 0;
  let endsWild = false;
  for (let q = p; q < pEnd; q++, item++) {
    let c = <u32>load<u8>(q);
    const word = <usize>(item >> 6) << 3;
    const bit = <u64>1 << (<u64>item & 63);
    endsWild = c == UNDERSCORE;
    if (endsWild) {
      store<u64>(wild + word, load<u64>(wild + word) | bit);
      continue;
    }
    if (c == BACKSLASH) c = <u32>load<u8>(++q);
    if (fold) c = toLower(c);
    let kind = <u32>load<u8>(kinds + c);
    if (kind == 0) {
      kind = count++;
      if (<u64>masks + <u64>size * <u64>count > end) return NO_SPACE;
      memory.fill(masks + size * kind, 0, size);
      store<u8>(kinds + c, kind);
    }
    const at = masks + size * kind + word;
    store<u64>(at, load<u64>(at) | bit);
  }
  countWork(<u64>(tEnd - from) * <u64>words);
  const last = <usize>(words - 1) << 3;
  const lastBit = <u64>1 << (<u64>(items - 1) & 63);
  for (let t = from; t < tEnd; ) {
    let byte = <u32>load<u8>(t++);
    const inside = continues(byte);
    if (fold) byte = toLower(byte);
    const mask = masks + size * <usize>load<u8>(kinds + byte);
    let carry: u64 = 1;
    for (let word: usize = 0; word < size; word += 8) {
      const old = load<u64>(places + word);
      const moved = (old << 1) | carry;
      const any = load<u64>(wild + word);
      carry = old >> 63;
      // The rest of a character stays where its beginning was taken by `_`.
      store<u64>(places + word, inside ? (moved & load<u64>(mask + word)) | (old & any) : moved & (load<u64>(mask + word) | any));
    }
    if ((load<u64>(places + last) & lastBit) != 0) {
      if (endsWild) while (t < tEnd && continues(load<u8>(t))) t++;
      return t;
    }
  }
  return NOT_FOUND;
}
