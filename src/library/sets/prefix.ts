/** Predicates by what their LIKE patterns begin with: a hash table of those texts is asked for each beginning of the value. */
import type { Value } from '../../catalog/types.js';
import type { Index } from './literal-index.js';
import { Chains } from './chains.js';

/** Longer beginnings are cut, in UTF-16 units: so often is the table asked. */
const longest = 16;

export class PrefixIndex implements Index {
  readonly #rows = new Chains<string>();
  /** How many patterns there are for each length of what they begin with. */
  readonly #lengths = new Int32Array(longest + 1);

  add(pattern: Value, row: number): void {
    const prefix = prefixOf(String(pattern));
    this.#rows.add(prefix, row);
    this.#lengths[prefix.length] = (this.#lengths[prefix.length] ?? 0) + 1;
  }

  delete(pattern: Value, row: number): void {
    const prefix = prefixOf(String(pattern));
    this.#rows.delete(prefix, row);
    this.#lengths[prefix.length] = (this.#lengths[prefix.length] ?? 0) - 1;
  }

  find(value: Value, found: Int32Array, most: number): number {
    const text = String(value);
    let count = 0;
    for (let length = 0; length <= Math.min(longest, text.length) && count >= 0; length++)
      if (this.#lengths[length] !== 0) count = this.#rows.collect(text.slice(0, length), found, most, count);
    return count;
  }
}

/** What all texts begin with that the pattern matches. A pattern with an escape counts as one that may match any text: it may also raise. */
function prefixOf(pattern: string): string {
  if (pattern.includes('\\')) return '';
  const wildcard = pattern.search(/[%_]/);
  return pattern.slice(0, Math.min(wildcard < 0 ? pattern.length : wildcard, longest));
}
