/** Tables whose rows are spread over threads: what is imported from `quern/threads`. */
import { loadFamiliesOf } from './functions/type-families.js';
import { SqlError } from './error.js';
import { arenaOf } from './library/options.js';
import type { TableOptions } from './library/table.js';
import { ThreadedTable } from './library/threads/threaded-table.js';
import type { RowOf } from './library/types.js';
import { nodeWorker, type WorkerLike } from './platform/thread.js';
import type { Schema } from './sql/expression.js';
import { sqlAnalyser } from './sql/analyser.js';
import { loadParser } from './sql/loader.js';
import type { SchemaObject } from './sql/schema.js';

export type { ThreadedTable } from './library/threads/threaded-table.js';
export type { WorkerLike } from './platform/thread.js';

export interface ThreadedOptions extends TableOptions {
  /** How many threads share the rows: from 1 to 64. */
  readonly threads: number;
  /**
   * Starts a Worker of `quern/thread` for each of them, where the file cannot be found beside quern's other ones:
   * `() => new Worker(new URL('quern/thread', import.meta.url), { type: 'module' })`, or as the bundler wants it.
   */
  readonly worker?: () => WorkerLike;
}

const mostThreads = 64;

/**
 * A table of rows, converted once and spread over threads, which filter at once: what `load` gives, but that its answers are awaited and that rows are added only. Raises 22023 for a
 * number of threads that is none, 58P01 where threads cannot be started, and what `load` raises.
 *
 * @example
 * const table = await loadThreaded({ age: 'int4', name: 'text' }, people, { threads: 2 })
 * const p = await predicate('age >= $1', { schema: table.schema })
 * await table.filter(p, [18])
 */
export async function loadThreaded<const S extends string | SchemaObject | Schema>(
  schema: S,
  rows: Iterable<RowOf<S>>,
  { threads, worker = startWorker, rows: form = {}, ...where }: ThreadedOptions,
): Promise<ThreadedTable<RowOf<S>>> {
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= mostThreads))
    throw new SqlError('22023', `threads must be a whole number from 1 to ${mostThreads}, not ${String(threads)}`);
  await loadParser();
  const columns = sqlAnalyser().schemaFrom(schema);
  await loadFamiliesOf(columns);
  const table = new ThreadedTable<RowOf<S>>(columns, arenaOf(where), form, threads, worker);
  try {
    await table.begin();
    await table.append(rows);
    return table;
  } catch (error) {
    table.free();
    throw error;
  }
}

/** A Worker that runs `thread.js`, which stands beside this module. Throws where none may be made. */
function startWorker(): WorkerLike {
  const beside = import.meta.url;
  if (typeof Worker === 'undefined') return nodeWorker(new URL('./thread.js', beside));
  // Written as bundlers look for it.
  return new Worker(new URL('./thread.js', import.meta.url), { type: 'module' });
}
