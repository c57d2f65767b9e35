/** Blocks of numbers in one array, so that what belongs together lies together and a hundred thousand of them are no objects. Free blocks are used again. */

export class CodeStore {
  /** Another array after `take`. */
  words = new Int32Array(1024);
  /** Free blocks by their length. */
  readonly #free = new Map<number, number[]>();
  #end = 0;

  /** Where a block of so many words begins. */
  take(length: number): number {
    const found = this.#free.get(length)?.pop();
    if (found !== undefined) return found;
    const start = this.#end;
    this.#end += length;
    if (this.#end > this.words.length) {
      const grown = new Int32Array(Math.max(this.words.length * 2, this.#end));
      grown.set(this.words);
      this.words = grown;
    }
    return start;
  }

  give(start: number, length: number): void {
    const free = this.#free.get(length);
    if (free === undefined) this.#free.set(length, [start]);
    else free.push(start);
  }
}
