/** A set of small integers of a known bound. */
export class BitSet {
  readonly #words: Uint32Array;

  constructor(bound: number | Uint32Array) {
    this.#words = typeof bound === 'number' ? new Uint32Array((bound + 31) >> 5) : bound;
  }
  has(n: number): boolean {
    return (((this.#words[n >> 5] ?? 0) >>> (n & 31)) & 1) === 1;
  }
  add(n: number): void {
    this.#words[n >> 5] = (this.#words[n >> 5] ?? 0) | (1 << (n & 31));
  }
  delete(n: number): void {
    this.#words[n >> 5] = (this.#words[n >> 5] ?? 0) & ~(1 << (n & 31));
  }
  clone(): BitSet {
    return new BitSet(this.#words.slice());
  }
  /** Keeps what is in both. */
  intersect(other: BitSet): void {
    for (let i = 0; i < this.#words.length; i++) this.#words[i] = (this.#words[i] ?? 0) & (other.#words[i] ?? 0);
  }
}
