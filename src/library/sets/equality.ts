/** Predicates by the literal that a column must be equal to: a hash table finds those for which it is. */
import { types, type TypeName, type Value } from '../../catalog/types.js';
import type { Index } from './literal-index.js';
import { Chains } from './chains.js';

/** Of equal values, equal keys. */
type HashKey = number | bigint | string;

export class EqualityIndex implements Index {
  readonly #type: TypeName;
  readonly #rows = new Chains<HashKey>();

  constructor(type: TypeName) {
    this.#type = type;
  }

  add(literal: Value, row: number): void {
    this.#rows.add(hashKey(this.#type, literal), row);
  }

  delete(literal: Value, row: number): void {
    this.#rows.delete(hashKey(this.#type, literal), row);
  }

  find(value: Value, found: Int32Array, most: number): number {
    return this.#rows.collect(hashKey(this.#type, value), found, most);
  }
}

function hashKey(type: TypeName, value: Value): HashKey {
  switch (types[type].representation) {
    case 'ref':
      return String(value);
    case 'i32':
    case 'i64': {
      if (typeof value === 'number') return value;
      const wide = BigInt(value);
      const narrow = Number(wide);
      return Number.isSafeInteger(narrow) ? narrow : wide;
    }
    case 'f32':
      return Math.fround(Number(value));
    default:
      // A Map takes -0 for 0, and NaN for NaN, as PostgreSQL does.
      return Number(value);
  }
}
