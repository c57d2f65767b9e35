/** A closure that computes a value from a row: what the engine over JavaScript objects puts a program together from. */
import type { Wide } from './wide.js';

/**
 * A value as the closures hold it: a number for bool (0 or 1), int2, int4, date, float4 and float8, `Wide` for int8 and timestamp, a string for text, a number or a string
 * for numeric, an object of a row or JSON's text for json and jsonb.
 */
export type RowValue = Wide | string | object;

/** A row, an object whose properties are read in place. */
export type Row = Readonly<Record<PropertyKey, unknown>>;

/** Computes a value from a row; null is null. */
export type Tree = (row: Row) => RowValue | null;

/** A column of the rows as a closure reads it. */
export interface ColumnSite {
  readonly key: string | number;
  /** The prototype of the last row that was looked at in full; no property of it is taken for the row's own. */
  prototype: object | null;
  /** Before many rows: the prototype that was looked at before may have got the property since. */
  recheck(): void;
  /** The value of a row in which the property, read once, is `value`: checks whose it is and of what kind. */
  settle(row: Row, value: unknown): RowValue | null;
}

/** A column's value of the row at hand, kept so that a column that is used twice is read once. */
export interface ColumnCell {
  known: boolean;
  value: RowValue | null;
}
