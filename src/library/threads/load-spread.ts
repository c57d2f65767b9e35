/** `load` with threads. */
import type { Arena } from '../../arena/arena.js';
import type { WorkerLike } from '../../platform/thread.js';
import type { Schema } from '../../sql/expression.js';
import type { RowForm } from '../row-column.js';
import { startWorker } from './start-worker.js';
import { ThreadedTable } from './threaded-table.js';

interface Spread {
  readonly threads: number;
  readonly arena: Arena;
  readonly form: RowForm;
  readonly worker?: () => WorkerLike;
}

export async function loadSpread<Row>(
  schema: Schema,
  rows: Iterable<Row>,
  { threads, arena, form, worker = startWorker }: Spread,
): Promise<ThreadedTable<Row>> {
  const table = new ThreadedTable<Row>(schema, arena, form, threads, worker);
  await table.begin();
  try {
    await table.append(rows);
    return table;
  } catch (error) {
    table.free();
    throw error;
  }
}
