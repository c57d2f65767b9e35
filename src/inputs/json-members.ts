/**
 * The columns that the first objects of a JSON text suggest. Dates and times are texts, because a JSON string does not say what it is, and objects are json, which keeps them as
 * they are written; a predicate that needs times or jsonb gets them.
 */
import type { Arena } from '../arena/arena.js';
import type { TypeName } from '../catalog/types.js';
import { guessed, type InputColumn } from './column-set.js';
import { typeOfSpelling, type Guess } from './infer.js';
import type { JsonCursor, JsonKind } from './json-cursor.js';
import { isSame } from './json-keys.js';
import { jsonKinds, QuickRows, type QuickColumn, type ValueSample } from './quick-rows.js';
import { numberSpellings, spelled, spellingOf } from './spelling.js';

/** The kinds of values that a column may be made of, a bit each, as wasm/rows/sample.ts has them; null is of every kind. */
const kinds: Readonly<Record<JsonKind, number>> = {
  string: 1,
  number: 2,
  true: 4,
  false: 4,
  object: 8,
  array: 8,
  null: 0,
};

/** The types that JSON strings may be read as. */
const moments: ReadonlySet<TypeName> = new Set(['date', 'timestamp', 'timestamptz']);
const momentSpellings = spelled.date | spelled.timestamp | spelled.instant | spelled.utc;

/** What is known of a column. */
class Member implements ValueSample {
  readonly name: string;
  kinds = 0;
  /** The spellings that all its numbers have. */
  numbers = -1;
  /** The spellings of dates and times that all its strings have. */
  strings = momentSpellings;

  constructor(name: string) {
    this.name = name;
  }

  add(kind: JsonKind, bytes: Uint8Array, start: number, end: number): void {
    this.kinds |= kinds[kind];
    if (kind === 'number') this.numbers &= numberSpellings(bytes, start, end);
    if (kind === 'string' && this.strings !== 0) this.strings &= spellingOf(bytes, start, end);
  }

  column(): InputColumn {
    const { name } = this;
    const plain = (type: TypeName, ...alternatives: TypeName[]): Guess => ({
      type,
      spelling: 0,
      open: false,
      alternatives,
    });
    switch (this.kinds) {
      case 0:
        return guessed(name, { type: 'text', spelling: 0, open: true });
      case kinds.number:
        return guessed(name, {
          type: 'numeric',
          spelling: spelled.decimal,
          ...typeOfSpelling(this.numbers),
          open: false,
        });
      case kinds.true:
        return guessed(name, plain('bool'));
      case kinds.string: {
        const { type = 'text' } = typeOfSpelling(this.strings) ?? {};
        return guessed(name, moments.has(type) ? plain('text', type) : plain('text'));
      }
      default:
        return guessed(name, plain('json', 'jsonb'));
    }
  }
}

/** How many objects are added one by one, at most, before it is tried again to add many. */
const longestWait = 64;
const quote = 0x22;

/** Collects the members of objects. */
export class JsonMembers {
  readonly #arena: Arena;
  readonly #members = new Map<string, Member>();
  /** The key that was last seen at each place of an object: mostly the next object has it there too. */
  readonly #seen: { readonly key: Uint8Array; readonly member: Member }[] = [];
  /** Takes many objects that have no other members than those in `#known`. */
  #quick: QuickRows | undefined;
  #known: readonly Member[] = [];
  /** How many objects are still added one by one, and how many the next time. */
  #wait = 1;
  #nextWait = 1;
  /** The address after the lines that were added last. */
  next = 0;

  constructor(arena: Arena) {
    this.#arena = arena;
  }

  /** Adds the object at the cursor. Raises 22P02 or 54001 when it is none. */
  add(cursor: JsonCursor, bytes: Uint8Array): void {
    cursor.expectObject();
    for (let place = 0; cursor.nextKey(place === 0); place++) {
      const member = this.#member(cursor, bytes, place);
      const kind = cursor.value();
      member.add(kind, bytes, cursor.start, cursor.end);
    }
  }

  /** Adds objects that are lines, at most so many, as long as they are usual; says how many, and sets `next` behind them. */
  addLines(start: number, end: number, most: number): number {
    if (this.#wait-- > 0) return 0;
    const quick = this.#prepare();
    if (quick === undefined) return 0;
    const bytes = this.#arena.views.u8;
    const rows = quick.sample(start, end, most, this.#known, (index, from, to) => {
      const quotes = bytes[from] === quote ? 1 : 0;
      this.#known[index]?.add(quotes === 1 ? 'string' : 'number', bytes, from + quotes, to - quotes);
    });
    this.#nextWait = rows > this.#nextWait ? 1 : Math.min(this.#nextWait * 2, longestWait);
    this.#wait = rows === 0 ? this.#nextWait : 0;
    this.next = quick.taken.ends[rows - 1] ?? start;
    return rows;
  }

  #prepare(): QuickRows | undefined {
    if (this.#known.length === this.#members.size) return this.#quick;
    this.close();
    this.#known = [...this.#members.values()];
    const columns = this.#known.map(
      (_, column): QuickColumn => ({ column, word: jsonKinds.any, type: 'text', quick: () => false }),
    );
    this.#quick = QuickRows.json(
      this.#arena,
      columns,
      this.#known.map(({ name }) => name),
      true,
    );
    return this.#quick;
  }

  #member(cursor: JsonCursor, bytes: Uint8Array, place: number): Member {
    const { start, end } = cursor;
    const seen = this.#seen[place];
    if (seen !== undefined && isSame(seen.key, bytes, start, end)) return seen.member;
    const name = cursor.decoded();
    const member = this.#members.get(name) ?? new Member(name);
    this.#members.set(name, member);
    this.#seen[place] = { key: bytes.slice(start, end), member };
    return member;
  }

  get columns(): InputColumn[] {
    return [...this.#members.values()].map((member) => member.column());
  }

  /** Gives the memory back. */
  close(): void {
    this.#quick?.free();
    this.#quick = undefined;
    this.#known = [];
  }
}
