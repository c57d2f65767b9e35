/**
 * Guesses a column's type from some of its values. Only spellings that nobody uses for anything else count: a number with a leading zero is
 * a code, and `yes` is a word.
 */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { parseValue } from '../functions/text-value.js';

const integer = /^[+-]?(0|[1-9][0-9]*)$/;
const float = /^[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?$|^NaN$|^[+-]?(Infinity|inf)$/i;
const date = /^\d{4}-\d\d-\d\d$/;
const timestamp = /^\d{4}-\d\d-\d\d([ T]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/;

interface Candidate {
  readonly type: TypeName;
  readonly spelling: RegExp;
}

/** In each list a type accepts all that the types before it accept. */
const families: readonly (readonly Candidate[])[] = [
  [{ type: 'bool', spelling: /^(t|f|true|false)$/i }],
  [
    { type: 'int4', spelling: integer },
    { type: 'int8', spelling: integer },
    { type: 'float8', spelling: float },
  ],
  [
    { type: 'date', spelling: date },
    { type: 'timestamp', spelling: timestamp },
  ],
];

export class TypeGuess {
  readonly #arena: Arena;
  #families: readonly (readonly Candidate[])[] = families;
  #seen = false;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Takes a value into account; nulls are not given. */
  add(text: string): void {
    this.#seen = true;
    const narrowed = this.#families.map((family) => this.#narrow(family, text));
    if (narrowed.some((family, index) => family !== this.#families[index]))
      this.#families = narrowed.filter((family) => family.length > 0);
  }

  /** The narrowest type that takes all values; text when there is none, or no value. */
  get type(): TypeName {
    return (this.#seen ? this.#families[0]?.[0]?.type : undefined) ?? 'text';
  }

  #narrow(family: readonly Candidate[], text: string): readonly Candidate[] {
    const from = family.findIndex((candidate) => candidate.spelling.test(text) && this.#accepts(candidate.type, text));
    return from === 0 ? family : from < 0 ? [] : family.slice(from);
  }

  #accepts(type: TypeName, text: string): boolean {
    try {
      parseValue(this.#arena, type, text);
      return true;
    } catch (error) {
      if (error instanceof SqlError) return false;
      throw error;
    }
  }
}
