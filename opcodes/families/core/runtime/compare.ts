/** Comparison of texts under the collation "C": bytes, then length (`utils/adt/varlena.c`). */

/** Whether `length` bytes are the same, eight at a time; the last eight may overlap those before. */
// @ts-ignore: decorator
@inline
export function sameBytes(a: usize, b: usize, length: i32): bool {
  if (length >= 8) {
    const last = length - 8;
    for (let i = 0; i < last; i += 8) {
      if (load<u64>(a + i) != load<u64>(b + i)) return false;
    }
    return load<u64>(a + last) == load<u64>(b + last);
  }
  if (length >= 4) {
    const last = length - 4;
    return load<u32>(a) == load<u32>(b) && load<u32>(a + last) == load<u32>(b + last);
  }
  for (let i = 0; i < length; i++) {
    if (load<u8>(a + i) != load<u8>(b + i)) return false;
  }
  return true;
}

/** a = b, 1 or 0. */
export function texteq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(aLength == bLength && sameBytes(a, b, aLength));
}

/** -1, 0 or 1 as a is less than, equal to or greater than b. */
export function bttextcmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const length = min(aLength, bLength);
  let i = 0;
  while (i + 8 <= length) {
    const x = load<u64>(a + i);
    const y = load<u64>(b + i);
    if (x != y) {
      // The first byte in memory that differs is the lowest: it decides.
      const shift = ctz(x ^ y) & ~7;
      return ((x >> shift) & 255) < ((y >> shift) & 255) ? -1 : 1;
    }
    i += 8;
  }
  for (; i < length; i++) {
    const x = load<u8>(a + i);
    const y = load<u8>(b + i);
    if (x != y) return x < y ? -1 : 1;
  }
  return i32(aLength > bLength) - i32(aLength < bLength);
}
