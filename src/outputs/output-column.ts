/** What a row is printed as: columns that are copied as they were read, and values that are computed. */
import type { TypeName } from '../catalog/types.js';
import type { Reader } from '../inputs/reader.js';

/** A column of the input. */
export interface CopiedColumn {
  readonly name: string;
  readonly column: number;
}

/** An expression. */
export interface ComputedColumn<B = unknown> {
  readonly name: string;
  readonly type: TypeName;
  /** The columns that it reads from the batch. */
  readonly columns: readonly number[];
  /** Its values for these rows of the batch, as PostgreSQL prints them. An SqlError has in `row` the place in `rows` of the first that raises it. */
  values(batch: B, rows: Uint32Array): (string | null)[];
}

export type OutputColumn<B = unknown> = CopiedColumn | ComputedColumn<B>;

/** All columns of the reader. */
export const allColumns = ({ schema }: Reader): CopiedColumn[] => schema.map(({ name }, column) => ({ name, column }));

/** The columns that the computed ones read from the batch. */
export const columnsRead = <B>(columns: readonly OutputColumn<B>[]): number[] =>
  columns.flatMap((column) => ('values' in column ? column.columns : []));

/** The columns that are copied. */
export const columnsCopied = <B>(columns: readonly OutputColumn<B>[]): number[] =>
  columns.flatMap((column) => ('values' in column ? [] : [column.column]));
