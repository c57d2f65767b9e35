/** A selection: one bit a row, as an engine has filled it. */
export class Selection {
  /** 32 rows a word, the first row in the lowest bit; bits beyond `rows` are 0. */
  readonly bitmap: Uint32Array;
  readonly rows: number;

  constructor(bitmap: Uint32Array, rows: number) {
    this.bitmap = bitmap;
    this.rows = rows;
  }

  /** How many rows are selected. */
  get count(): number {
    let count = 0;
    for (const word of this.bitmap) count += bitCount(word);
    return count;
  }

  has(row: number): boolean {
    return row < this.rows && (((this.bitmap[row >> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  /** The numbers of the selected rows, ascending. */
  indices(): Uint32Array {
    const found = new Uint32Array(this.count);
    let n = 0;
    this.bitmap.forEach((word, index) => {
      for (let bits = word; bits !== 0; bits &= bits - 1) found[n++] = index * 32 + (31 - Math.clz32(bits & -bits));
    });
    return found;
  }
}

function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
