/** Selected rows, a bit each: as a kernel leaves them in linear memory, and as they are kept. */
import type { Arena } from '../arena/arena.js';

/** 32 rows a word, the first row in the lowest bit. */
const wordsOf = (rows: number): number => (rows + 31) >> 5;
/** Numbers of rows are written in pieces of so many words, which stay in a core's own cache until they are taken. */
const pieceWords = 2048;

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
    for (let word = 0; word < this.bitmap.length; word++) count += bitCount(this.bitmap[word] ?? 0);
    return count;
  }

  has(row: number): boolean {
    return row < this.rows && (((this.bitmap[row >> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  /** The numbers of the selected rows, ascending. */
  indices(): Uint32Array {
    const found = new Uint32Array(this.count);
    for (let word = 0, n = 0; word < this.bitmap.length; word++) {
      for (let bits = this.bitmap[word] ?? 0; bits !== 0; bits &= bits - 1)
        found[n++] = word * 32 + (31 - Math.clz32(bits & -bits));
    }
    return found;
  }
}

/** The bits of selected rows where a kernel has left them: there until it runs again. Bits beyond the last row are 0. */
export class SelectedBits {
  readonly #arena: Arena;
  readonly #address: number;
  readonly #rows: number;

  constructor(arena: Arena, address: number, rows: number) {
    this.#arena = arena;
    this.#address = address;
    this.#rows = rows;
  }

  get count(): number {
    return this.#count(0, wordsOf(this.#rows));
  }

  /** The numbers of the selected rows, ascending. */
  indices(): Uint32Array {
    const { runtime } = this.#arena;
    const words = wordsOf(this.#rows);
    const found = new Uint32Array(this.#count(0, words));
    if (found.length === 0) return found;
    const piece = this.#arena.allocate(Math.min(words, pieceWords) * 32 * 4);
    try {
      for (let word = 0, n = 0; word < words; word += pieceWords) {
        const some = Math.min(words - word, pieceWords);
        const count = this.#count(word, some);
        runtime.bitmap_indices(this.#address + word * 4, some, word * 32, piece);
        found.set(new Uint32Array(this.#arena.memory.buffer, piece, count), n);
        n += count;
      }
    } finally {
      this.#arena.free(piece);
    }
    return found;
  }

  /** A copy that stays. */
  keep(): Selection {
    const bitmap = new Uint32Array(this.#arena.memory.buffer, this.#address, wordsOf(this.#rows));
    return new Selection(bitmap.slice(), this.#rows);
  }

  #count(word: number, words: number): number {
    return this.#arena.runtime.bitmap_count(this.#address + word * 4, words);
  }
}

function bitCount(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
