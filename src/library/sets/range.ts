/**
 * Predicates by a bound that a column must be below or above: sorted, those for which it is lie together. The order is made anew when many rows have changed since; until
 * then they are looked at one by one.
 */
import { types, type TypeName, type Value } from '../../catalog/types.js';
import type { Index } from './literal-index.js';

/** Which bounds are found for a value: those below it, where the condition is `column > bound`, or those above it. */
export type Side = 'below' | 'above';

/** So many changed rows are looked at one by one, and a part of all. */
const fewChanged = 64;
const partChanged = 8;

const encoder = new TextEncoder();
const bytes = new Uint8Array(32);
/** So many bytes of a text fit into an exact number. */
const keyBytes = 6;

export class RangeIndex implements Index {
  readonly #type: TypeName;
  readonly #side: Side;
  /** The key of each row. */
  #keys = new Float64Array(64);
  /** Rows in the order that their keys had, and these keys. */
  #order = new Int32Array(0);
  #sorted = new Float64Array(0);
  /** For each row, 1 where it has changed since. */
  #isChanged = new Uint8Array(64);
  #changed: number[] = [];
  /** Rows are numbered from 0 to here. */
  #count = 0;

  constructor(type: TypeName, side: Side) {
    this.#type = type;
    this.#side = side;
  }

  add(literal: Value, row: number): void {
    if (row >= this.#keys.length) this.#grow(row);
    this.#keys[row] = keyOf(this.#type, literal);
    this.#note(row);
    if (row >= this.#count) this.#count = row + 1;
  }

  /** Rows have no gaps: one that is deleted is the last, or is added again at once. */
  delete(_literal: Value, row: number): void {
    this.#note(row);
    if (row === this.#count - 1) this.#count = row;
  }

  find(value: Value, found: Int32Array, most: number): number {
    if (this.#changed.length > fewChanged && this.#changed.length > this.#count / partChanged) this.#sort();
    const key = keyOf(this.#type, value);
    const isBelow = this.#side === 'below';
    const from = isBelow ? 0 : this.#place(key, false);
    const to = isBelow ? this.#place(key, true) : this.#sorted.length;
    if (to - from > most) return -1;
    let count = 0;
    for (let at = from; at < to; at++) {
      const row = this.#order[at] ?? 0;
      if (this.#isChanged[row] === 0) found[count++] = row;
    }
    for (const row of this.#changed) {
      const own = this.#keys[row] ?? 0;
      if (row >= this.#count || (isBelow ? own > key : own < key)) continue;
      if (count === most) return -1;
      found[count++] = row;
    }
    return count;
  }

  /** How many of the sorted keys are less than this one, or also equal to it. */
  #place(key: number, orEqual: boolean): number {
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const own = this.#sorted[middle] ?? 0;
      if (own < key || (orEqual && own === key)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #note(row: number): void {
    if (this.#isChanged[row] === 1) return;
    this.#isChanged[row] = 1;
    this.#changed.push(row);
  }

  #sort(): void {
    const keys = this.#keys;
    const order = Int32Array.from({ length: this.#count }, (_, row) => row);
    order.sort((x, y) => (keys[x] ?? 0) - (keys[y] ?? 0));
    this.#order = order;
    this.#sorted = Float64Array.from(order, (row) => keys[row] ?? 0);
    this.#isChanged.fill(0);
    this.#changed = [];
  }

  #grow(row: number): void {
    const length = Math.max(this.#keys.length * 2, row + 1);
    const keys = new Float64Array(length);
    keys.set(this.#keys);
    this.#keys = keys;
    const isChanged = new Uint8Array(length);
    isChanged.set(this.#isChanged);
    this.#isChanged = isChanged;
  }
}

/** A number whose order is that of the values: of a value that is less, a number that is less or equal. */
function keyOf(type: TypeName, value: Value): number {
  const { representation } = types[type];
  if (representation === 'ref') return textKey(String(value));
  const number = representation === 'f32' ? Math.fround(Number(value)) : Number(value);
  // NaN is greater than all others. Differences of keys must be numbers.
  return Number.isNaN(number) ? Number.MAX_VALUE : Math.min(Math.max(number, -Number.MAX_VALUE), Number.MAX_VALUE);
}

/** The first bytes, by which texts are ordered. */
function textKey(text: string): number {
  const { written } = encoder.encodeInto(text.slice(0, keyBytes), bytes);
  let key = 0;
  for (let at = 0; at < keyBytes; at++) key = key * 256 + (at < written ? (bytes[at] ?? 0) : 0);
  return key;
}
