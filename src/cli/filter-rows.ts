/** Reads batch after batch, selects, and writes the selected rows; all rows before an error are written. */
import type { HeapBatch, ParamValue, Predicate } from '../index.js';
import { SqlError } from '../error.js';
import type { HeapReader } from '../inputs/heap.js';
import { onLine } from '../inputs/row-reader.js';
import type { Batch } from '../memory/batch.js';
import type { Selection } from '../memory/selection.js';
import type { Interrupt } from './interrupt.js';
import type { Output } from './output.js';
import type { TextReader } from './reader.js';
import type { RowWriter } from './row-writer.js';

const batchRows = 16 * 1024;
/** 1 MB: as many rows or more, and no more than a processor's cache holds. */
const batchPages = 128;

export interface Sink {
  readonly output: Output;
  readonly writer: RowWriter;
  /** What a read waits for besides rows. */
  readonly interrupt: Interrupt;
}

/** Where rows come from, batch by batch. */
export interface RowSource {
  readonly batch: Batch | HeapBatch;
  /** Fills the batch; 0 at the end. */
  read(): Promise<number>;
  /** The error of a row of the batch, with the row's place in the file. */
  placed(error: SqlError, row: number): SqlError;
}

/** The rows of a text. */
export function textRows(reader: TextReader, predicate: Predicate): RowSource {
  const batch = predicate.newBatch(batchRows);
  return { batch, read: () => reader.read(batch), placed: (error, row) => onLine(error, reader.lineOf(row)) };
}

/** The rows of a heap file, whose errors have their place already. */
export function heapRows(reader: HeapReader, predicate: Predicate): RowSource {
  const batch = predicate.newHeapBatch(batchPages);
  return { batch, read: () => reader.read(batch), placed: (error) => error };
}

/** Returns how many rows were selected; without a sink they are counted only. Raises the first error, with its place. */
export async function filterRows(
  source: RowSource,
  predicate: Predicate,
  params: readonly ParamValue[],
  sink?: Sink,
): Promise<number> {
  let count = 0;
  const take = async (selection: Selection): Promise<void> => {
    count += selection.count;
    if (sink === undefined) return;
    for (const row of selection.indices()) sink.writer.row(source.batch, row);
    await sink.output.flush();
  };
  sink?.writer.begin();
  try {
    const read = (): Promise<number> => sink?.interrupt.before(source.read()) ?? source.read();
    while ((await read()) > 0) {
      const { selection, error } = select(source, predicate, params);
      await take(selection);
      if (error !== undefined) throw error;
    }
  } finally {
    sink?.writer.end();
  }
  return count;
}

/** The selected rows, up to the first that raises an error, and that error. */
function select(
  source: RowSource,
  predicate: Predicate,
  params: readonly ParamValue[],
): { selection: Selection; error?: SqlError } {
  const { batch } = source;
  try {
    return { selection: predicate.select(batch, params) };
  } catch (error) {
    if (!(error instanceof SqlError) || error.row === undefined) throw error;
    const placed = source.placed(error, error.row);
    batch.rows = error.row;
    return { selection: predicate.select(batch, params), error: placed };
  }
}
