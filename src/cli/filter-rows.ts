/** Reads batch after batch, selects, and writes the selected rows; all rows before an error are written. */
import type { ParamValue, Predicate } from '../index.js';
import { SqlError } from '../error.js';
import { onLine } from '../inputs/row-reader.js';
import type { Batch } from '../memory/batch.js';
import type { Selection } from '../memory/selection.js';
import type { Output } from './output.js';
import type { Reader } from './reader.js';
import type { RowWriter } from './row-writer.js';

const batchRows = 16 * 1024;

export interface Sink {
  readonly output: Output;
  readonly writer: RowWriter;
}

/** Returns how many rows were selected; without a sink they are counted only. Raises the first error, with its line. */
export async function filterRows(reader: Reader, predicate: Predicate, params: readonly ParamValue[], sink?: Sink): Promise<number> {
  const batch = predicate.newBatch(batchRows);
  let count = 0;
  const take = async (selection: Selection): Promise<void> => {
    count += selection.count;
    if (sink === undefined) return;
    for (const row of selection.indices()) sink.writer.row(batch, row);
    await sink.output.flush();
  };
  sink?.writer.begin();
  try {
    while ((await reader.read(batch)) > 0) {
      const { selection, error } = select(reader, predicate, batch, params);
      await take(selection);
      if (error !== undefined) throw error;
    }
  } finally {
    sink?.writer.end();
  }
  return count;
}

/** The selected rows, up to the first that raises an error, and that error. */
function select(reader: Reader, predicate: Predicate, batch: Batch, params: readonly ParamValue[]): { selection: Selection; error?: SqlError } {
  try {
    return { selection: predicate.select(batch, params) };
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    const placed = onLine(error, reader.lineOf(error.row));
    batch.rows = error.row;
    return { selection: predicate.select(batch, params), error: placed };
  }
}
