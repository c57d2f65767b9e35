/**
 * Characters of UTF-8: how long one is, where the n-th begins, and how one is written. Texts should be valid
 * UTF-8, but a damaged page or a "char" can hold other bytes: then results make no sense, and still nothing is read or written far outside.
 */

/** The number of bytes of the character that begins at `p`. */
// @ts-ignore: decorator
@inline
export function characterBytes(p: usize): i32 {
  const lead = <u32>load<u8>(p);
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** The same, but not past `end`. */
// @ts-ignore: decorator
@inline
export function bytesBefore(end: usize, p: usize): i32 {
  return min(characterBytes(p), <i32>(end - p));
}

/** Whether a byte continues a character. */
// @ts-ignore: decorator
@inline
export function continues(p: usize): bool {
  return (load<u8>(p) & 0xc0) == 0x80;
}

/** The address `count` characters after `p`, or `end` when there are fewer. */
export function skipCharacters(p: usize, end: usize, count: i32): usize {
  if (count <= 0) return p;
  const lastContinuation = i8x16.splat(-65);
  while (p + 16 <= end) {
    const starts = popcnt(i8x16.bitmask(i8x16.gt_s(v128.load(p), lastContinuation)));
    if (starts > count) break;
    count -= starts;
    p += 16;
  }
  for (; p < end; p++) {
    if (!continues(p) && count-- == 0) return p;
  }
  return end;
}

/** The longest prefix of whole characters that has at most `limit` bytes (PostgreSQL's `pg_mbcliplen`). */
export function clipBytes(text: usize, length: i32, limit: i32): i32 {
  if (length <= limit) return length;
  while (limit > 0 && continues(text + limit)) limit--;
  return limit;
}

/** The code point of the character at `p`. */
export function decodeCharacter(p: usize): u32 {
  const lead = <u32>load<u8>(p);
  if (lead < 0x80) return lead;
  const second = <u32>load<u8>(p, 1) & 0x3f;
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | second;
  const third = <u32>load<u8>(p, 2) & 0x3f;
  if (lead < 0xf0) return ((lead & 0x0f) << 12) | (second << 6) | third;
  return ((lead & 0x07) << 18) | (second << 12) | (third << 6) | (<u32>load<u8>(p, 3) & 0x3f);
}

/** Writes a code point at `p`; returns the address after it. */
export function encodeCharacter(p: usize, c: u32): usize {
  if (c < 0x80) {
    store<u8>(p, c);
    return p + 1;
  }
  if (c < 0x800) {
    store<u8>(p, 0xc0 | (c >> 6));
    store<u8>(p, 0x80 | (c & 0x3f), 1);
    return p + 2;
  }
  if (c < 0x10000) {
    store<u8>(p, 0xe0 | (c >> 12));
    store<u8>(p, 0x80 | ((c >> 6) & 0x3f), 1);
    store<u8>(p, 0x80 | (c & 0x3f), 2);
    return p + 3;
  }
  store<u8>(p, 0xf0 | (c >> 18));
  store<u8>(p, 0x80 | ((c >> 12) & 0x3f), 1);
  store<u8>(p, 0x80 | ((c >> 6) & 0x3f), 2);
  store<u8>(p, 0x80 | (c & 0x3f), 3);
  return p + 4;
}

/** The bytes of the character at `p` as one number, which differs for every character and is 0 for none. */
// @ts-ignore: decorator
@inline
export function characterKey(p: usize, bytes: i32): u32 {
  let key = <u32>load<u8>(p);
  if (bytes > 1) key |= <u32>load<u8>(p, 1) << 8;
  if (bytes > 2) key |= <u32>load<u8>(p, 2) << 16;
  if (bytes > 3) key |= <u32>load<u8>(p, 3) << 24;
  return key;
}

/** Writes a character from its key; returns the address after it. */
// @ts-ignore: decorator
@inline
export function writeKey(p: usize, key: u32): usize {
  do {
    store<u8>(p++, key);
    key >>= 8;
  } while (key != 0);
  return p;
}
