/** Finds which column a key of an object names: objects of one input mostly have the same keys in the same order, whatever order that is. */
import { decodeText } from '../functions/text-value.js';

interface Seen {
  readonly bytes: Uint8Array;
  readonly column: number;
}

export class JsonKeys {
  readonly #columns: ReadonlyMap<string, number>;
  /** The key that was last seen at each place of an object. */
  readonly #seen: Seen[] = [];

  constructor(names: readonly string[]) {
    this.#columns = new Map(names.map((name, column) => [name, column]));
  }

  /** The column that the key between two addresses names, or -1; it is the object's `place`th. */
  find(bytes: Uint8Array, start: number, end: number, place: number): number {
    const seen = this.#seen[place];
    if (seen !== undefined && isSame(seen.bytes, bytes, start, end)) return seen.column;
    const column = this.named(decodeText(bytes, start, end - start));
    // A hostile object may have any number of keys; those far behind are looked up.
    if (place < 10_000) this.#seen[place] = { bytes: bytes.slice(start, end), column };
    return column;
  }

  named(name: string): number {
    return this.#columns.get(name) ?? -1;
  }
}

/** Whether the key stands between two addresses. */
export function isSame(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i++) if (key[i] !== bytes[start + i]) return false;
  return true;
}
