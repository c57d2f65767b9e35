/** Rows by keys: chains through two arrays, so that adding, deleting and moving a row take no longer for many equal keys. */

export class Chains<Key> {
  readonly #heads = new Map<Key, number>();
  #next = new Int32Array(64);
  #previous = new Int32Array(64);
  /** The length of the chain that a row is the head of. */
  #lengths = new Int32Array(64);

  add(key: Key, row: number): void {
    if (row >= this.#next.length) this.#grow(row);
    const head = this.#heads.get(key) ?? -1;
    this.#next[row] = head;
    this.#previous[row] = -1;
    this.#lengths[row] = 1 + this.#lengthOf(head);
    if (head >= 0) this.#previous[head] = row;
    this.#heads.set(key, row);
  }

  delete(key: Key, row: number): void {
    const next = this.#next[row] ?? -1;
    const previous = this.#previous[row] ?? -1;
    const head = this.#heads.get(key) ?? row;
    const rest = this.#lengthOf(head) - 1;
    if (next >= 0) this.#previous[next] = previous;
    if (previous >= 0) this.#next[previous] = next;
    else if (next >= 0) this.#heads.set(key, next);
    else this.#heads.delete(key);
    const first = previous >= 0 ? head : next;
    if (first >= 0) this.#lengths[first] = rest;
  }

  /** Writes the rows of a key behind the first `count` of `found`, and gives how many there are then; -1 if there are more than `most`. */
  collect(key: Key, found: Int32Array, most: number, count = 0): number {
    const head = this.#heads.get(key) ?? -1;
    if (count + this.#lengthOf(head) > most) return -1;
    let at = count;
    for (let row = head; row >= 0; row = this.#next[row] ?? -1) found[at++] = row;
    return at;
  }

  #lengthOf(head: number): number {
    return head < 0 ? 0 : (this.#lengths[head] ?? 0);
  }

  #grow(row: number): void {
    const grown = (old: Int32Array): Int32Array<ArrayBuffer> => {
      const made = new Int32Array(Math.max(old.length * 2, row + 1));
      made.set(old);
      return made;
    };
    this.#next = grown(this.#next);
    this.#previous = grown(this.#previous);
    this.#lengths = grown(this.#lengths);
  }
}
