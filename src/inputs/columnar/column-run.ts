/**
 * What a columnar input is to the reader over it: runs of rows, one after another (a record batch, a row group), and cursors that move over the columns of a
 * run. Only the columns that somebody asks for are opened.
 */
import type { Value } from '../../catalog/types.js';
import type { Batch, BatchColumn } from '../../memory/batch.js';

/** A column of a columnar input. */
export interface SourceColumn extends BatchColumn {
  /** Why it cannot be read, if so; its type is text then. */
  readonly opaque?: string | undefined;
  /** Some of its rows are numbers of values in a dictionary. */
  readonly numbered?: boolean;
}

/** A condition that depends on one column only, so that it can be asked of each different value instead of each row. */
export interface ValueCondition {
  readonly column: number;
  /** What it is for each row of a batch whose first column has values of the column's type: one of `answers`. */
  ask(values: Batch): Uint8Array;
}

/** What a condition is for a value. */
export const answers = { isFalse: 0, isTrue: 1, isNull: 2, raises: 4 } as const;

/** What is known of a column's values in a run without reading them. */
export interface ColumnStatistics {
  readonly nulls: 'none' | 'some' | 'all';
  /** No value comes before this one in PostgreSQL's order of the type; undefined when nothing is known. */
  readonly min?: Value | undefined;
  /** No value comes after this one; undefined when nothing is known. */
  readonly max?: Value | undefined;
}

/** What statistics say of a predicate: it is true for all rows of a run, for none, or for some, as far as is known. */
export type Verdict = 'all' | 'none' | 'some';

/** The verdict of a predicate over a run whose columns have these statistics. */
export type Decide = (statistics: (column: number) => ColumnStatistics | undefined) => Verdict;

/** Moves over a column of a run, forward only. */
export interface ColumnCursor {
  /** Passes over rows. */
  skip(rows: number): void;
  /** Stores the next rows in a column of the batch, from its row `at` on. An SqlError for a value has in `row` the row of the batch. */
  fill(batch: Batch, column: number, at: number, rows: number): void;
  /**
   * Where the next rows are numbers of values: stores what the condition is for them in a column of booleans, all of whose rows are null, without passing over
   * them. False where the rows must be looked at themselves, for example because one has a value for which the condition raises an error; what is stored is of no use then.
   */
  answer?(condition: ValueCondition, batch: Batch, column: number, rows: number): boolean;
  /** Gives back what it keeps in the arena, which rows that were stored may point to. */
  free(): void;
}

/** Neighbouring rows of a run, of which more is known than of the whole. */
export interface RunPart {
  /** The first of them; that of the run is 0. */
  readonly first: number;
  readonly rows: number;
  /** What is known of a column; undefined for nothing. */
  statistics(column: number): ColumnStatistics | undefined;
}

/** How a run is taken apart. */
export interface DividedRun {
  /** All its parts, in order, as far as more is known of these columns; undefined where no more is. */
  parts(columns: readonly number[]): Promise<readonly RunPart[] | undefined>;
  /** Neighbouring rows of it as a run. */
  slice(first: number, rows: number): ColumnRun;
}

export interface ColumnRun {
  /** How a message calls the input: `file "a.parquet"`; undefined where there is only one and it has no name. */
  readonly name: string | undefined;
  /** The number of its first row in that input. */
  readonly firstRow: number;
  readonly rows: number;
  /** What is known of a column; undefined for nothing. */
  statistics(column: number): ColumnStatistics | undefined;
  /** Cursors at the first row, one for each column. */
  open(columns: readonly number[]): Promise<readonly ColumnCursor[]>;
  /** Undefined where no more can be known than the statistics tell. */
  readonly divided?: DividedRun;
}

export interface RunSource {
  readonly columns: readonly SourceColumn[];
  /** The next rows; undefined at the end. */
  next(): Promise<ColumnRun | undefined>;
  close(): Promise<void>;
}
