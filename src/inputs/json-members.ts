/**
 * The columns that the first objects of a JSON text suggest. Dates and times are texts, because a JSON string does not say what it is, and objects are json, which keeps them as
 * they are written; a predicate that needs times or jsonb gets them.
 */
import type { TypeName } from '../catalog/types.js';
import { guessed, type InputColumn } from './column-set.js';
import { TypeGuess, type Guess } from './infer.js';
import type { JsonCursor, JsonKind } from './json-cursor.js';
import { isSame } from './json-keys.js';

/** The kinds of values that a column may be made of; null is of every kind. */
const kinds: Readonly<Record<JsonKind, 'text' | 'bool' | 'number' | 'nested' | undefined>> = {
  string: 'text',
  number: 'number',
  true: 'bool',
  false: 'bool',
  object: 'nested',
  array: 'nested',
  null: undefined,
};

/** The types that JSON strings may be read as. */
const moments: ReadonlySet<TypeName> = new Set(['date', 'timestamp', 'timestamptz']);

class Member {
  readonly #kinds = new Set<string>();
  readonly #numbers = new TypeGuess();
  readonly #strings = new TypeGuess();

  add(kind: JsonKind, bytes: Uint8Array, start: number, end: number): void {
    const found = kinds[kind];
    if (found !== undefined) this.#kinds.add(found);
    if (found === 'number') this.#numbers.addNumber(bytes, start, end);
    if (found === 'text') this.#strings.add(bytes, start, end);
  }

  column(name: string): InputColumn {
    const [kind, ...others] = this.#kinds;
    const plain = (type: TypeName, ...alternatives: TypeName[]): Guess => ({
      type,
      spelling: 0,
      open: false,
      alternatives,
    });
    if (kind === undefined) return guessed(name, { type: 'text', spelling: 0, open: true });
    if (kind === 'nested' || others.length > 0) return guessed(name, plain('json', 'jsonb'));
    if (kind === 'number') return guessed(name, this.#numbers.guess);
    if (kind === 'bool') return guessed(name, plain('bool'));
    const { type } = this.#strings.guess;
    return guessed(name, moments.has(type) ? plain('text', type) : plain('text'));
  }
}

/** Collects the members of objects. */
export class JsonMembers {
  readonly #members = new Map<string, Member>();
  /** The key that was last seen at each place of an object: mostly the next object has it there too. */
  readonly #seen: { readonly key: Uint8Array; readonly member: Member }[] = [];

  /** Adds the object at the cursor. Raises 22P02 or 54001 when it is none. */
  add(cursor: JsonCursor, bytes: Uint8Array): void {
    cursor.expectObject();
    for (let place = 0; cursor.nextKey(place === 0); place++) {
      const member = this.#member(cursor, bytes, place);
      const kind = cursor.value();
      member.add(kind, bytes, cursor.start, cursor.end);
    }
  }

  #member(cursor: JsonCursor, bytes: Uint8Array, place: number): Member {
    const { start, end } = cursor;
    const seen = this.#seen[place];
    if (seen !== undefined && isSame(seen.key, bytes, start, end)) return seen.member;
    const name = cursor.decoded();
    const member = this.#members.get(name) ?? new Member();
    this.#members.set(name, member);
    this.#seen[place] = { key: bytes.slice(start, end), member };
    return member;
  }

  get columns(): InputColumn[] {
    return [...this.#members].map(([name, member]) => member.column(name));
  }
}
