/** Rows by keys: chains through two arrays, so that adding, deleting and moving a row take no longer for many equal keys. */

export class Chains<Key> {
  readonly #heads = new Map<Key, number>();
  #next = new Int32Array(64);
  #previous = new Int32Array(64);

  add(key: Key, row: number): void {
    if (row >= this.#next.length) this.#grow(row);
    const head = this.#heads.get(key) ?? -1;
    this.#next[row] = head;
    this.#previous[row] = -1;
    if (head >= 0) this.#previous[head] = row;
    this.#heads.set(key, row);
  }

  delete(key: Key, row: number): void {
    const next = this.#next[row] ?? -1;
    const previous = this.#previous[row] ?? -1;
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else if (next >= 0) this.#heads.set(key, next);
    else this.#heads.delete(key);
  }

  /** Adds the rows of a key to `found`; false as soon as it holds more than `most`. */
  collect(key: Key, found: number[], most: number): boolean {
    for (let row = this.#heads.get(key) ?? -1; row >= 0; row = this.#next[row] ?? -1)
      if (found.push(row) > most) return false;
    return true;
  }

  #grow(row: number): void {
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const made = new Int32Array(Math.max(old.length * 2, row + 1));
      made.set(old);
      return made;
    };
    this.#next = grown(this.#next);
    this.#previous = grown(this.#previous);
  }
}
