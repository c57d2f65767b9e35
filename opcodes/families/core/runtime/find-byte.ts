/** The search for one byte, sixteen at a time: what LIKE spends its time on after a `%`. */

/** The address of the first byte equal to `c` in `from` … `end`, or `end`. */
export function findByte(from: usize, end: usize, c: u32): usize {
  const wanted = i8x16.splat(<i8>c);
  while (from + 16 <= end) {
    const found = i8x16.bitmask(i8x16.eq(v128.load(from), wanted));
    if (found != 0) return from + ctz(found);
    from += 16;
  }
  while (from < end && <u32>load<u8>(from) != c) from++;
  return from;
}

/** The same in either case, for a lower-case ASCII letter `c`. */
export function findLetter(from: usize, end: usize, c: u32): usize {
  const wanted = i8x16.splat(<i8>c);
  const caseBit = i8x16.splat(32);
  while (from + 16 <= end) {
    const found = i8x16.bitmask(i8x16.eq(v128.or(v128.load(from), caseBit), wanted));
    if (found != 0) return from + ctz(found);
    from += 16;
  }
  while (from < end && (<u32>load<u8>(from) | 32) != c) from++;
  return from;
}
