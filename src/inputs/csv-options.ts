/** What a caller may say of a CSV file. */
import type { DeclaredColumn } from './column-set.js';
import type { DateStyle } from './date-style.js';
import type { RowOptions } from './row-reader.js';

export interface DialectOptions {
  /** One ASCII character; found among comma, semicolon, tab and pipe by default. */
  readonly delimiter?: string | undefined;
  /** One ASCII character, or none when empty; `"` by default. */
  readonly quote?: string | undefined;
  /** What makes a quote, or itself, a part of a quoted field; the quote by default. */
  readonly escape?: string | undefined;
  /** What begins a line that is passed over. */
  readonly comment?: string | undefined;
}

export interface CsvOptions extends DialectOptions, RowOptions {
  /** Columns by name, in any order; those that are not among them are inferred from the first rows. */
  readonly schema?: readonly DeclaredColumn[] | undefined;
  /** False when the first row is data: the columns are then `column_1`, `column_2` and so on. */
  readonly header?: boolean | undefined;
  /** How many lines to pass over before all else. */
  readonly skip?: number | undefined;
  /** Unquoted fields that mean null; by default the usual words do, in columns of numbers and dates. */
  readonly nulls?: readonly string[] | undefined;
  /** `pad` makes a record with too few fields a row with nulls, and passes over fields that are too many; by default they are errors. */
  readonly ragged?: 'pad' | 'error' | undefined;
  /** How dates are written that ISO does not have: the day or the month first. Without it such columns are texts. */
  readonly dateStyle?: DateStyle | undefined;
  /** The most rows that types are inferred from, at least 1; 10,000 by default, or those of the first megabyte. */
  readonly sample?: number | undefined;
}
