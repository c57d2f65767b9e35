/** The columns of a text input: declared, or inferred from the spellings of the first values. */
import { types, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { BatchColumn } from '../memory/batch.js';
import { spellingOfType, typeOfSpelling, type Guess } from './infer.js';
import { quoteIdentifier } from '../catalog/quote-identifier.js';
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
  readonly opaque: string | undefined;
  /** The modifier of a declared type, -1 for none. */
  readonly typmod: number;
  /** A word that was taken for a missing value, when there was one among the first values. */
  readonly nullWord?: string | undefined;
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

  constructor(columns: readonly InputColumn[]) {
    this.all = [...columns];
    this.schema = columns;
    this.opaque = new Map(
      columns.flatMap(({ opaque }, index) => (opaque === undefined ? [] : [[index, opaque] as const])),
    );
  }

  get open(): readonly number[] {
    return this.#places(({ open }) => open);
  }
  /** The inferred columns with a word for what is missing. */
  get nullWords(): { readonly name: string; readonly word: string }[] {
    return this.all.flatMap(({ name, nullWord }) => (nullWord === undefined ? [] : [{ name, word: nullWord }]));
  }
  get inferred(): readonly number[] {
    return this.#places(({ inferred }) => inferred);
  }

  /** Gives a column of which no value was seen a type. */
  setType(column: number, type: TypeName): void {
    const found = this.all[column];
    if (found?.open !== true) throw new SqlError('XX000', `the type of column ${column} is settled`);
    this.all[column] = { ...found, type, spelling: spellingOfType(type) };
    this.schema = [...this.all];
  }

  /** The error for a value that has not the spelling that the values before it have. */
  misspelled(column: number, text: string, mask: number): SqlError {
    const { name = '', type = 'text' } = this.all[column] ?? {};
    const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    const wider = widened(type, mask);
    return new SqlError(
      '22P02',
      `"${shown}" is not written as the first values are, which are of type ${types[type].sqlName}`,
      {
        hint: `Say what the column is: --schema '${quoteIdentifier(name)} ${wider}'.`,
      },
    );
  }

  #places(is: (column: InputColumn) => boolean): number[] {
    return this.all.flatMap((column, index) => (is(column) ? [index] : []));
  }
}

/** A type that takes the values so far and one with these spellings. */
function widened(type: TypeName, mask: number): TypeName {
  const { type: found, spelling } = typeOfSpelling(mask) ?? {};
  // A timestamp with a zone and one without are not the same kind of time.
  if (found === undefined || spelling === spelled.utc) return 'text';
  const numbers: readonly TypeName[] = ['int8', 'float8', 'numeric'];
  if (numbers.includes(type) && numbers.includes(found))
    return type === 'numeric' || found === 'numeric' ? 'numeric' : 'float8';
  return (type === 'date' || type === 'timestamp') && (found === 'date' || found === 'timestamp')
    ? 'timestamp'
    : 'text';
}
