/** What all writers do alike: they have computed columns computed for all rows at once, and print row after row up to the first that raises an error. */
import { SqlError } from '../error.js';
import type { Writer } from '../inputs/reader.js';
import { columnsCopied, columnsRead, type OutputColumn } from './output-column.js';
import type { Sink } from './sink.js';

/** Prints a row; `computed` has the values of the computed columns by their places among all, and is empty elsewhere. */
export type PrintRow = (row: number, computed: readonly (string | null | undefined)[]) => void;

export interface RowPrinter {
  begin?(): void;
  readonly row: PrintRow;
  end?(): void;
}

export function rowWriter<B>(sink: Sink, columns: readonly OutputColumn<B>[], printer: RowPrinter): Writer<B> {
  return {
    columns: columnsRead(columns),
    copied: columnsCopied(columns),
    begin: () => printer.begin?.(),
    rows: (batch, rows) => {
      const { values, count, error } = computed(batch, rows, columns);
      for (let index = 0; index < count; index++)
        printer.row(
          rows[index] ?? 0,
          values.map((column) => column?.[index]),
        );
      if (error !== undefined) throw error.with({ row: rows[count] });
    },
    flush: () => sink.flush(),
    end: () => printer.end?.(),
  };
}

interface Computed {
  readonly values: readonly ((string | null)[] | undefined)[];
  /** How many of the rows have no error. */
  readonly count: number;
  readonly error: SqlError | undefined;
}

/** The values of the computed columns for the rows before the first that raises an error. */
export function computed<B>(batch: B, rows: Uint32Array, columns: readonly OutputColumn<B>[]): Computed {
  let error: SqlError | undefined;
  let wanted = rows;
  for (;;) {
    try {
      const values = columns.map((column) => ('values' in column ? column.values(batch, wanted) : undefined));
      return { values, count: wanted.length, error };
    } catch (raised) {
      if (!(raised instanceof SqlError) || raised.row === undefined) throw raised;
      error = raised;
      wanted = wanted.subarray(0, raised.row);
    }
  }
}
