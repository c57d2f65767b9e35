/** What reads rows and what takes them: one interface each, whatever the format. `filterRows` of the library puts a predicate between the two. */
import type { TypeName, Value } from '../catalog/types.js';
import type { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { BatchColumn } from '../memory/batch.js';
import type { Decide, ValueCondition } from './columnar/column-run.js';

/** A column of the input and the type that it could have. */
export interface Widening {
  readonly column: number;
  readonly type: TypeName;
}

/** Rows whose values can be read: a batch of either layout. */
export interface RowValues {
  readonly arena: Arena;
  readonly schema: readonly BatchColumn[];
  get(column: number, row: number): Value | null;
}

/**
 * Rows of a file, batch by batch. What is asked about a row, by its number in the last batch, is asked before the next is read. All methods raise
 * SqlError.
 */
export interface Reader<B = unknown> {
  /** All columns, in the order of the input. */
  readonly schema: readonly BatchColumn[];
  /** Columns that can be copied but not computed with, each with the reason. */
  readonly opaque: ReadonlyMap<number, string>;
  /**
   * Types that columns may have beside those of the schema, by column; a predicate that needs one gets it with `setType`. A column of which no value was
   * seen may be of many types, one of JSON values `jsonb`, and one of JSON strings that are all moments of time `timestamptz`.
   */
  readonly alternatives?: ReadonlyMap<number, readonly TypeName[]>;
  /**
   * After `read` has raised an error: a wider type with which the value that it is about can be read, as can all before it. Undefined where there is none,
   * and for formats whose types are declared.
   */
  readonly widening?: Widening | undefined;
  /** Gives the column that type; reading goes on with the row that raised the error, in a new batch. */
  widen?(widening: Widening): void;
  /** After an error, asked at once: whether reading goes on behind what is damaged, for readers that may do so. An error with `row` is about a row of the last batch. */
  goPast?(error: SqlError): boolean;
  /** What is wrong with the input, if that was seen when the types were inferred; it is raised when that row is read. */
  readonly foreseen: SqlError | undefined;
  /** Gives a column one of its alternatives, before the first row is read. */
  setType?(column: number, type: TypeName): void;
  /** An empty batch with room for these columns of the schema, of a size that suits them. Whoever asks for it frees it. */
  newBatch(columns: readonly number[]): B;
  /**
   * Fills the batch with the next rows, reading only the columns that it has room for, and says how many there are; 0 at the end. Raises the error of
   * a row once the rows before it have been returned.
   */
  read(batch: B): Promise<number>;
  /**
   * For a reader that knows something of its rows without reading them: from now on it leaves out rows for which `decide` says that the predicate is true for
   * none, and of those for which it says all it reads these columns only.
   */
  prune?(decide: Decide, columns: readonly number[]): void;
  /** The predicate is known to be true for all rows that were read last, which are not to be asked. */
  readonly decided?: boolean;
  /** For a reader that has rows as numbers of values: the columns that may come so. */
  readonly numbered?: ReadonlySet<number>;
  /**
   * For such a reader: from now on, batches of `newBatch` have a column of booleans for each condition, after those of the schema. The columns `spared` are read for these conditions
   * only, and not stored where all conditions are answered by the values' numbers.
   */
  ask?(conditions: readonly ValueCondition[], spared: readonly number[]): void;
  /** For the rows that were read last, the columns of the conditions tell what they are; otherwise they tell nothing. */
  readonly answered?: boolean;
  /** For a reader that reads columns one by one: has these columns ready for `text` and `json`, for these rows of the last batch. An SqlError has the `row`. */
  load?(columns: readonly number[], rows: Uint32Array): Promise<void>;
  /** The error with the place of the row in the input. */
  located(error: SqlError, row: number): SqlError;
  /** The row's own bytes, with its line end if it has one; undefined where rows are not texts. */
  source(row: number): Uint8Array | undefined;
  /** A value as it is written, without quotes and escapes; null where it is null. */
  text(row: number, column: number): string | null;
  /** A value as JSON, with the digits that it is written with. */
  json(row: number, column: number): string;
  close(): Promise<void>;
}

/** Where selected rows go. */
export interface Writer<B = unknown> {
  /** Columns whose values it reads from the batch; others it has from the reader. */
  readonly columns: readonly number[];
  /** It has written down the columns' types, so that they must stay what they are. */
  readonly fixedTypes?: boolean;
  /** The others that it has from the reader; none unless given. */
  readonly copied?: readonly number[];
  /** Called once, before any row. */
  begin(): void;
  /** Takes rows of the batch, ascending. An SqlError with `row` means that it has taken the rows before that one. */
  rows(batch: B, rows: Uint32Array): void;
  /** Called after each batch. */
  flush(): Promise<void>;
  /** Called once, also after an error or when the run was aborted; the output is whole only if neither happened. */
  end(whole: boolean): void;
}
