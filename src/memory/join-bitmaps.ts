/** Bitmaps of rows that follow each other, as one. */

/** 32 rows a word, the first row in the lowest bit; bits beyond the last row are 0. */
export interface PartBitmap {
  readonly bitmap: Uint32Array;
  readonly rows: number;
}

export function joinBitmaps(parts: readonly PartBitmap[]): Uint32Array {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const joined = new Uint32Array((rows + 31) >>> 5);
  let first = 0;
  for (const { bitmap, rows: some } of parts) {
    put(joined, first, bitmap);
    first += some;
  }
  return joined;
}

/** Writes the bits from the place `first` on, where no bit is 1. */
function put(joined: Uint32Array, first: number, bitmap: Uint32Array): void {
  const word = first >>> 5;
  const shift = first & 31;
  if (shift === 0) {
    joined.set(bitmap, word);
    return;
  }
  for (let at = 0; at < bitmap.length; at++) {
    const bits = bitmap[at] ?? 0;
    joined[word + at] = (joined[word + at] ?? 0) | (bits << shift);
    // Behind the last row there are no bits, and perhaps no word.
    if (bits >>> (32 - shift) !== 0) joined[word + at + 1] = bits >>> (32 - shift);
  }
}
