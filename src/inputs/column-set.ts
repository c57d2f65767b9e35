/** The columns of a text input: declared, or inferred from the spellings of the first values. */
import { types, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { BatchColumn } from '../memory/batch.js';
import { spellingOfType, typeOfSpelling, typesOfNothing, type Guess } from './infer.js';
import type { DateStyle, OtherDates } from './date-style.js';
import type { OtherNumbers } from './other-numbers.js';
import type { Widening } from './reader.js';
import { quoteIdentifier } from '../catalog/quote-identifier.js';
import type { WrittenAs } from './column-writer.js';
import { spelled } from './spelling.js';

/** A column as a schema for a file declares it. */
export interface DeclaredColumn extends BatchColumn {
  /** Why it cannot be computed with, if so; its type is text then. */
  readonly opaque?: string | undefined;
  /** The modifier of its type, to which values are brought as they are read: 3 of `timestamp(3)`; -1, for none, by default. */
  readonly typmod?: number | undefined;
}

/** A column of the input. */
export interface InputColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  readonly inferred: boolean;
  /** Of an inferred column: the spelling that every value must have, 0 for any. */
  readonly spelling: number;
  readonly open: boolean;
  /** Other types that all first values can be read as. */
  readonly alternatives?: readonly TypeName[];
  readonly opaque: string | undefined;
  /** The modifier of a declared type, -1 for none. */
  readonly typmod: number;
  /** A word that was taken for a missing value, when there was one among the first values. */
  readonly nullWord?: string | undefined;
  /** Of texts: how they could be read as dates. */
  readonly otherDates?: readonly OtherDates[];
  /** Of texts: how they could be read as numbers. */
  readonly otherNumbers?: readonly OtherNumbers[];
}

export const declared = ({ opaque, typmod = -1, ...column }: DeclaredColumn): InputColumn => ({
  ...column,
  typmod,
  inferred: false,
  spelling: 0,
  open: false,
  opaque,
});

export const guessed = (name: string, guess: Guess, opaque?: string): InputColumn => ({
  name,
  notNull: false,
  inferred: true,
  typmod: -1,
  opaque,
  ...guess,
});

export class ColumnSet {
  readonly all: InputColumn[];
  schema: readonly BatchColumn[];
  readonly opaque: ReadonlyMap<number, string>;
  /** The type that would take the value that was refused last, and all before it. */
  widening: Widening | undefined;
  /** For each column the spellings that all its values so far have. Values that are read quickly have all that their type's have. */
  readonly #seen: number[];
  readonly #written = new Map<number, WrittenAs>();

  readonly #dateStyle: DateStyle | undefined;

  constructor(columns: readonly InputColumn[], dateStyle?: DateStyle) {
    this.#dateStyle = dateStyle;
    this.all = [...columns];
    this.schema = columns;
    this.#seen = columns.map(() => -1);
    this.opaque = new Map(
      columns.flatMap(({ opaque }, index) => (opaque === undefined ? [] : [[index, opaque] as const])),
    );
  }

  /** The types that columns may have beside their present ones, by column. */
  get alternatives(): ReadonlyMap<number, readonly TypeName[]> {
    return new Map(
      this.all.flatMap(({ open, alternatives = open ? typesOfNothing : [] }, column) =>
        alternatives.length === 0 ? [] : [[column, alternatives] as const],
      ),
    );
  }
  /** The inferred columns with a word for what is missing. */
  get nullWords(): { readonly name: string; readonly word: string }[] {
    return this.all.flatMap(({ name, nullWord }) => (nullWord === undefined ? [] : [{ name, word: nullWord }]));
  }
  /** The columns of texts that could all be read as dates, with the ways in which they could. */
  get otherDates(): { readonly name: string; readonly ways: readonly OtherDates[] }[] {
    return this.all.flatMap(({ name, otherDates: ways = [] }) => (ways.length === 0 ? [] : [{ name, ways }]));
  }
  /** The same of numbers. */
  get otherNumbers(): { readonly name: string; readonly ways: readonly OtherNumbers[] }[] {
    return this.all.flatMap(({ name, otherNumbers: ways = [] }) => (ways.length === 0 ? [] : [{ name, ways }]));
  }
  get inferred(): readonly number[] {
    return this.#places(({ inferred }) => inferred);
  }

  /** Gives a column one of its alternatives, or leaves it the type that it has. */
  setType(column: number, type: TypeName): void {
    const found = this.all[column];
    const isAllowed = found?.type === type || this.alternatives.get(column)?.includes(type) === true;
    if (found === undefined || !isAllowed) throw new SqlError('XX000', `column ${column} cannot be of type ${type}`);
    this.all[column] = { ...found, type, spelling: spellingOfType(type) };
    this.schema = [...this.all];
  }

  /** How the column's values are written; what is not read quickly is noted, with the spellings that every value has here. */
  writtenAs(column: number, always = 0): WrittenAs {
    const { spelling = 0, typmod = -1, type, open = false } = this.all[column] ?? {};
    const written = {
      spelling,
      typmod,
      dateStyle: this.#dateStyle,
      seen: (mask: number) => {
        this.saw(column, mask | always);
      },
      // JSON says which of its values are texts.
      undecided: open && type === 'text' && always === 0 && this.#written.get(column)?.undecided !== false,
    };
    this.#written.set(column, written);
    return written;
  }

  /** A value has shown that the column is one of texts. */
  isText(column: number): void {
    const written = this.#written.get(column);
    if (written !== undefined) written.undecided = false;
  }

  /** Notes the spellings of a value. */
  saw(column: number, mask: number): void {
    this.#seen[column] = (this.#seen[column] ?? 0) & mask;
  }

  /** Gives a column a type that takes all that it had so far. */
  widen({ column, type }: Widening): void {
    const found = this.all[column];
    if (found === undefined) throw new SqlError('XX000', `there is no column ${column}`);
    this.all[column] = { ...found, type, spelling: spellingOfType(type) };
    this.schema = [...this.all];
    this.widening = undefined;
  }

  /** The error for a value that has not the spelling that the values before it have; `widening` is then the type that all of them have. */
  misspelled(column: number, text: string, mask: number): SqlError {
    const { name = '', type = 'text', inferred = false } = this.all[column] ?? {};
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const wider = widened(type, (this.#seen[column] ?? 0) & (quickSpellings[type] ?? 0) & mask);
    if (this.#written.get(column)?.undecided === true) return undecided(name, shown, mask);
    this.widening = inferred && wider !== undefined ? { column, type: wider } : undefined;
    return new SqlError(
      '22P02',
      `"${shown}" is not written as the first values are, which are of type ${types[type].sqlName}`,
      {
        hint: `Say what the column is: --schema '${quoteIdentifier(name)} ${wider ?? 'text'}'.`,
      },
    );
  }

  #places(is: (column: InputColumn) => boolean): number[] {
    return this.all.flatMap((column, index) => (is(column) ? [index] : []));
  }
}

function undecided(name: string, shown: string, mask: number): SqlError {
  const type = typeOfSpelling(mask)?.type ?? 'text';
  return new SqlError('22P02', `"${shown}" may be more than a text, and the first rows have no value that tells`, {
    hint: `Say what the column is: --schema '${quoteIdentifier(name)} ${type}', or '${quoteIdentifier(name)} text'.`,
  });
}

/** The spellings that every value has that is read quickly as the type (`columnWriter`). */
const quickSpellings: Readonly<Record<string, number>> = {
  int8: spelled.integer | spelled.decimal | spelled.float,
  float8: spelled.decimal | spelled.float,
  numeric: spelled.decimal,
  date: spelled.date | spelled.timestamp,
};

const numbers: readonly TypeName[] = ['int8', 'float8', 'numeric'];

/** The type of the values so far and one more, which have these spellings in common. */
function widened(type: TypeName, mask: number): TypeName | undefined {
  const { type: found } = typeOfSpelling(mask) ?? {};
  if (found === undefined) return undefined;
  const fits = numbers.includes(type) ? numbers.includes(found) : type === 'date' && found === 'timestamp';
  return fits ? found : undefined;
}
