/** Reads batch after batch, selects, and writes the selected rows; all rows before an error are written. */
import { SqlError } from '../error.js';
import type { Reader, Widening, Writer } from '../inputs/reader.js';
import type { Batch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import { Selection } from '../memory/selection.js';
import { byValue, type ByValue } from './by-value.js';
import type { Predicate } from './predicate.js';
import type { Signal } from '../inputs/signal.js';
import type { Params } from './types.js';
import { decideFor } from './verdict.js';

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
export async function filterRows<B extends Batch | HeapBatch, Row>(
  reader: Reader<B>,
  predicate: Predicate<Row>,
  writer?: Writer<B>,
  { params = [], ...options }: FilterOptions = {},
): Promise<number> {
  if (reader.prune !== undefined) {
    reader.prune(decideFor(predicate, params), writer?.columns ?? []);
  }
  const used = [...(writer?.columns ?? []), ...(writer?.copied ?? [])];
  const chosen = byValue(reader, predicate, params, used);
  try {
    return await selectRows(reader, selecting(predicate, params, chosen), writer, options);
  } finally {
    chosen.free();
  }
}

/** What selects the rows of a batch. */
export interface Selecting<B> {
  /** The columns that it reads. */
  readonly columns: readonly number[];
  readonly select: (batch: B) => Selection;
  /** The same over a wider column; undefined where earlier rows might have had another answer. */
  readonly widened?: (widening: Widening) => Promise<Selecting<B> | undefined>;
}

const selecting = <B extends Batch | HeapBatch, Row>(
  predicate: Predicate<Row>,
  params: Params,
  { current }: Pick<ByValue<Row>, 'current'> = { current: () => predicate },
): Selecting<B> => ({
  columns: predicate.columns,
  select: (batch) => current().select(batch, params),
  widened: async (widening) => {
    const wider = await predicate.widened(widening);
    return wider === undefined ? undefined : selecting(wider, params);
  },
});

/** The same with whatever selects the rows of a batch. */
export async function selectRows<B extends Batch | HeapBatch>(
  reader: Reader<B>,
  given: Selecting<B>,
  writer: Writer<B> | undefined,
  { limit = Number.POSITIVE_INFINITY, signal }: Omit<FilterOptions, 'params'> = {},
): Promise<number> {
  let selecting = given;
  const newBatch = (): B =>
    reader.newBatch([...new Set([...selecting.columns, ...(writer?.columns ?? [])])].sort((a, b) => a - b));
  let batch = newBatch();
  let count = 0;
  let whole = false;
  writer?.begin();
  try {
    while (count < limit && signal?.aborted !== true) {
      let read: number;
      try {
        read = await reader.read(batch);
      } catch (error) {
        if (error instanceof SqlError && reader.goPast?.(error) === true) continue;
        selecting = await widened(reader, selecting, writer, error);
        batch.free();
        batch = newBatch();
        continue;
      }
      if (read === 0) break;
      const { selection, error, passed } =
        reader.decided === true ? all(batch) : selected(reader, batch, selecting.select);
      const rows = Math.min(selection.count, limit - count);
      count += writer === undefined ? rows : await write(reader, batch, writer, selection.indices().subarray(0, rows));
      // Whoever wants no more rows does not hear of what is wrong with the next.
      if (error !== undefined && !passed && count < limit) throw reader.located(error, error.row ?? 0);
    }
    whole = signal?.aborted !== true;
  } finally {
    writer?.end(whole);
    batch.free();
  }
  return count;
}

/** What goes on over the wider column that the reader can have after the error; raises the error where nothing does. */
async function widened<B>(
  reader: Reader<B>,
  selecting: Selecting<B>,
  writer: Writer<B> | undefined,
  error: unknown,
): Promise<Selecting<B>> {
  const { widening } = reader;
  const stays = widening === undefined || writer?.fixedTypes === true || writer?.columns.includes(widening.column);
  const wider = stays === true ? undefined : await selecting.widened?.(widening);
  if (wider === undefined || widening === undefined) throw error;
  reader.widen?.(widening);
  return wider;
}

/** Writes the rows and says how many were written: fewer where the reader has gone past one that is damaged. */
async function write<B>(reader: Reader<B>, batch: B, writer: Writer<B>, rows: Uint32Array): Promise<number> {
  if (rows.length === 0) return 0;
  try {
    const { ready, error } = await loaded(reader, writer.copied ?? [], rows);
    if (ready.length > 0) writer.rows(batch, ready);
    if (error !== undefined) throw error;
    return rows.length;
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    if (reader.goPast?.(error) === true) return rows.indexOf(error.row);
    throw reader.located(error, error.row);
  } finally {
    await writer.flush();
  }
}

/** Those of the rows whose copied columns can be read, up to the first that raises an error, and that error. */
async function loaded<B>(
  reader: Reader<B>,
  copied: readonly number[],
  rows: Uint32Array,
): Promise<{ readonly ready: Uint32Array; readonly error?: SqlError }> {
  try {
    await reader.load?.(copied, rows);
    return { ready: rows };
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    const ready = rows.subarray(0, rows.indexOf(error.row));
    return { error, ...(await loaded(reader, copied, ready)) };
  }
}

interface Selected {
  readonly selection: Selection;
  readonly error?: SqlError;
  /** The reader has gone past the error. */
  readonly passed: boolean;
}

/** All rows, without asking. */
function all({ rows }: Batch | HeapBatch): Selected {
  const bitmap = new Uint32Array((rows + 31) >> 5).fill(0xffffffff);
  if ((rows & 31) !== 0) bitmap[bitmap.length - 1] = 2 ** (rows & 31) - 1;
  return { selection: new Selection(bitmap, rows), passed: false };
}

/** The selected rows, up to the first that raises an error, that error, and whether the reader has gone past it. */
function selected<B extends Batch | HeapBatch>(reader: Reader<B>, batch: B, select: (batch: B) => Selection): Selected {
  try {
    return { selection: select(batch), passed: false };
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    const passed = reader.goPast?.(error) === true;
    if (error.row === 0) return { selection: new Selection(new Uint32Array(0), 0), error, passed };
    batch.rows = error.row;
    return { selection: select(batch), error, passed };
  }
}
