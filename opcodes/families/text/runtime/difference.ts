/** The comparison of bytes as a number: PostgreSQL gives what `memcmp` and `strncmp` give, the difference of the first bytes that differ. */

/** The difference of the first bytes that differ in `length` bytes, or 0. */
export function firstDifference(a: usize, b: usize, length: i32): i32 {
  let i = 0;
  for (; i + 8 <= length; i += 8) {
    if (load<u64>(a + i) != load<u64>(b + i)) break;
  }
  for (; i < length; i++) {
    const difference = <i32>load<u8>(a + i) - <i32>load<u8>(b + i);
    if (difference != 0) return difference;
  }
  return 0;
}

/** The same of texts, where a text that the other begins with is less by 1. */
export function compareTexts(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const difference = firstDifference(a, b, min(aLength, bLength));
  return difference != 0 ? difference : i32(aLength > bLength) - i32(aLength < bLength);
}

/** The same of names, where a name that is at its end has the byte 0. */
export function compareNames(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const difference = firstDifference(a, b, min(aLength, bLength));
  if (difference != 0) return difference;
  if (aLength > bLength) return load<u8>(a + bLength);
  return aLength < bLength ? -(<i32>load<u8>(b + aLength)) : 0;
}
