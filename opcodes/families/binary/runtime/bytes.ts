/** The order of byte strings, as C's memcmp has it. */

/** Less than, equal to or greater than 0, by the first byte that differs: the difference itself, as the common libraries give it. */
export function compareBytes(a: usize, b: usize, length: i32): i32 {
  let i = 0;
  for (; i + 8 <= length; i += 8) {
    const x = load<u64>(a + i);
    const y = load<u64>(b + i);
    if (x != y) {
      const shift = ctz(x ^ y) & ~7;
      return <i32>((x >> shift) & 255) - <i32>((y >> shift) & 255);
    }
  }
  for (; i < length; i++) {
    const difference = <i32>load<u8>(a + i) - <i32>load<u8>(b + i);
    if (difference != 0) return difference;
  }
  return 0;
}

/** By the bytes, and then a shorter one first. */
export function compareStrings(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const order = compareBytes(a, b, min(aLength, bLength));
  return order != 0 ? order : i32(aLength > bLength) - i32(aLength < bLength);
}
