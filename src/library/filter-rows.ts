/** Reads batch after batch, selects, and writes the selected rows; all rows before an error are written. */
import { SqlError } from '../error.js';
import type { Reader, Writer } from '../inputs/reader.js';
import type { Batch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import { Selection } from '../memory/selection.js';
import type { Predicate } from './predicate.js';
import type { Signal } from './run-limit.js';
import type { Params } from './types.js';

export interface FilterOptions {
  /** The values of `$1`, `$2` and so on. */
  readonly params?: Params;
  /** The most rows that are written; all by default. */
  readonly limit?: number;
  /** An `AbortSignal`: ends the run after the batch at hand, without an error. */
  readonly signal?: Signal;
}

/**
 * Writes the reader's rows for which the predicate is true and returns how many they are; without a writer they are counted only. The predicate must be
 * of the reader's schema and arena: `predicateFor` makes one. Only the columns that the predicate and the writer use are parsed. Raises the first
 * error, with its place in the input, after the rows before it have been written. It closes neither the reader nor the output.
 *
 * @example
 * const arena = new Arena()
 * const reader = await CsvReader.open(arena, createReadStream('people.csv'))
 * const adults = await predicateFor(reader, 'age >= 18', { arena })
 * await filterRows(reader, adults, ndjsonWriter(sink, reader))
 */
export function filterRows<B extends Batch | HeapBatch, Row>(
  reader: Reader<B>,
  predicate: Predicate<Row>,
  writer?: Writer<B>,
  { params = [], ...options }: FilterOptions = {},
): Promise<number> {
  return selectRows(reader, predicate.columns, (batch) => predicate.select(batch, params), writer, options);
}

/** The same with whatever selects the rows of a batch, reading these columns. */
export async function selectRows<B extends Batch | HeapBatch>(
  reader: Reader<B>,
  columns: readonly number[],
  select: (batch: B) => Selection,
  writer: Writer<B> | undefined,
  { limit = Number.POSITIVE_INFINITY, signal }: Omit<FilterOptions, 'params'> = {},
): Promise<number> {
  const batch = reader.newBatch([...new Set([...columns, ...(writer?.columns ?? [])])].sort((a, b) => a - b));
  let count = 0;
  writer?.begin();
  try {
    while (count < limit && signal?.aborted !== true && (await reader.read(batch)) > 0) {
      const { selection, error } = selected(batch, select);
      const rows = Math.min(selection.count, limit - count);
      if (writer !== undefined && rows > 0) await write(reader, batch, writer, selection.indices().subarray(0, rows));
      count += rows;
      // Whoever wants no more rows does not hear of what is wrong with the next.
      if (error !== undefined && count < limit) throw reader.located(error, error.row ?? 0);
    }
  } finally {
    writer?.end();
    batch.free();
  }
  return count;
}

async function write<B>(reader: Reader<B>, batch: B, writer: Writer<B>, rows: Uint32Array): Promise<void> {
  try {
    writer.rows(batch, rows);
  } catch (error) {
    throw error instanceof SqlError && error.row !== undefined ? reader.located(error, error.row) : error;
  } finally {
    await writer.flush();
  }
}

/** The selected rows, up to the first that raises an error, and that error. */
function selected<B extends Batch | HeapBatch>(
  batch: B,
  select: (batch: B) => Selection,
): { readonly selection: Selection; readonly error?: SqlError } {
  try {
    return { selection: select(batch) };
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    if (error.row === 0) return { selection: new Selection(new Uint32Array(0), 0), error };
    batch.rows = error.row;
    return { selection: select(batch), error };
  }
}
