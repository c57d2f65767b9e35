/** The rows of a table of Arrow for which a predicate is true, as a table of the same library. */
import type { Arena } from '../arena/arena.js';
import type { SessionSettings } from '../arena/settings.js';
import { SqlError } from '../error.js';
import { ArrowReader } from '../inputs/arrow.js';
import { rowsOfTable } from '../inputs/arrow/rebuild.js';
import type { ArrowTable } from '../inputs/arrow/table.js';
import type { Reader } from '../inputs/reader.js';
import type { Batch } from '../memory/batch.js';
import { arenaOf } from './options.js';
import { byValue } from './by-value.js';
import type { Predicate } from './predicate.js';
import { predicateFor } from './predicate-for.js';
import type { Signal } from '../inputs/signal.js';
import type { ParamValue } from './types.js';

export interface FilterTableOptions extends SessionSettings {
  /** The memory to work in; one that all with the same settings share unless given. A compiled predicate must be in the same one. */
  readonly arena?: Arena;
  /** An `AbortSignal`: once it is aborted, 57014 is raised. */
  readonly signal?: Signal;
}

/**
 * The table's rows for which the predicate is true, in order: what apache-arrow had until version 8. The table is one of apache-arrow or of
 * @uwdata/flechette, or a record batch; so is the result. The predicate is SQL, or was compiled for the table's columns. Raises what `predicate` raises, and the
 * first error of a row.
 *
 * @example
 * const adults = await filterTable(people, 'age >= $1 AND name IS NOT NULL', [18])
 */
export async function filterTable<T extends ArrowTable>(
  table: T,
  where: string | Predicate,
  params: readonly ParamValue[] = [],
  { signal, ...options }: FilterTableOptions = {},
): Promise<T> {
  const arena = arenaOf(options);
  const reader = ArrowReader.of(arena, table);
  const predicate = typeof where === 'string' ? await predicateFor(reader, where, { arena }) : where;
  try {
    return rowsOfTable(
      table,
      await selectedRows(reader, predicate, params, { ...(signal !== undefined && { signal }) }),
    );
  } finally {
    if (typeof where === 'string') predicate.free();
    await reader.close();
  }
}

/** The numbers of the reader's rows for which the predicate is true, ascending. Raises the first error, with its row; 57014 once the signal is aborted. */
export async function selectedRows<Row>(
  reader: Reader<Batch>,
  predicate: Predicate<Row>,
  params: readonly ParamValue[] = [],
  { signal }: { readonly signal?: Signal } = {},
): Promise<Uint32Array> {
  const chosen = byValue(reader, predicate, params, []);
  const batch = reader.newBatch(predicate.columns);
  const found: Uint32Array[] = [];
  let first = 0;
  try {
    for (let rows = await reader.read(batch); rows > 0; rows = await reader.read(batch)) {
      try {
        const indices = chosen.current().indices(batch, params, { signal });
        const before = first;
        found.push(indices.map((row) => row + before));
      } catch (error) {
        throw error instanceof SqlError && error.row !== undefined ? reader.located(error, error.row) : error;
      }
      first += rows;
    }
  } finally {
    batch.free();
    chosen.free();
  }
  const all = new Uint32Array(found.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of found) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
