/** The columns that the first objects of a JSON text suggest: dates and times stay text, because a JSON string does not say what it is. */
import { types, type TypeName } from '../catalog/types.js';
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

class Member {
  readonly #kinds = new Set<string>();
  readonly #numbers = new TypeGuess();

  add(kind: JsonKind, bytes: Uint8Array, start: number, end: number): void {
    const found = kinds[kind];
    if (found !== undefined) this.#kinds.add(found);
    if (found === 'number') this.#numbers.addNumber(bytes, start, end);
  }

  column(name: string): InputColumn {
    const [kind, ...others] = this.#kinds;
    const plain = (type: TypeName): Guess => ({ type, spelling: 0, open: false });
    if (kind === undefined) return guessed(name, { ...plain('text'), open: true });
    if (kind === 'nested' || others.length > 0) {
      if (Object.hasOwn(types, 'json')) return guessed(name, plain('json' as TypeName));
      const reason =
        kind === 'nested' ? 'objects or arrays' : `values of several kinds: ${[...this.#kinds].join(', ')}`;
      return guessed(name, plain('text'), `it holds ${reason}`);
    }
    if (kind !== 'number') return guessed(name, plain(kind === 'bool' ? 'bool' : 'text'));
    return guessed(name, this.#numbers.guess);
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
