/**
 * Random numbers that depend on a seed, a row and a place in the row only, so that any range of rows can be made by itself. Each is a counter put
 * through the integer hash `triple32` (Chris Wellons, "Prospecting for Hash Functions").
 */

/** 32 bits, well mixed. */
export function triple32(x: number): number {
  x ^= x >>> 17;
  x = Math.imul(x, 0xed5ad4bb);
  x ^= x >>> 11;
  x = Math.imul(x, 0xac4c1b51);
  x ^= x >>> 15;
  x = Math.imul(x, 0x31848bab);
  return (x ^ (x >>> 14)) >>> 0;
}

/** The numbers of one row after another: `start` a row, then draw. */
export class RowRandom {
  readonly #seed: number;
  #state = 0;

  constructor(seed: number) {
    this.#seed = triple32(seed ^ Math.floor(seed / 2 ** 32));
  }

  start(row: number): void {
    this.#state = triple32((row ^ this.#seed) + Math.floor(row / 2 ** 32));
  }

  /** A whole number from 0 to n - 1. */
  below(n: number): number {
    return Math.floor((this.#next() / 2 ** 32) * n);
  }

  /** A float from 0 to 1, 1 excluded, with 53 random bits. */
  fraction(): number {
    return ((this.#next() >>> 5) * 2 ** 26 + (this.#next() >>> 6)) / 2 ** 53;
  }

  #next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return triple32(this.#state);
  }
}
