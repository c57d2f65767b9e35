/** Bitmaps of selected rows, 32 rows a word, the first row in the lowest bit. */

/** How many bits are 1 in so many words. */
export function bitmap_count(bitmap: usize, words: i32): i32 {
  let count: i64 = 0;
  const pairs = bitmap + ((<usize>words >> 1) << 3);
  let at = bitmap;
  for (; at < pairs; at += 8) count += popcnt(load<i64>(at));
  if ((words & 1) != 0) count += popcnt(<i64>load<u32>(at));
  return <i32>count;
}

/** Writes the numbers of the bits that are 1 in so many words, ascending, an i32 each; the first bit has the number `first`. */
export function bitmap_indices(bitmap: usize, words: i32, first: i32, out: usize): void {
  for (let word = 0; word < words; word++) {
    const base = first + (word << 5);
    for (let bits = load<u32>(bitmap + (<usize>word << 2)); bits != 0; bits &= bits - 1) {
      store<i32>(out, base + ctz(bits));
      out += 4;
    }
  }
}
