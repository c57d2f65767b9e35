/** One run over a batch of either layout, by an engine that has a function for the first `rows` rows. */
import { SqlError } from '../error.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import type { Batch } from './engine.js';
import { runToFirstError } from './first-error.js';

/** An engine that goes row by row needs the rows of heap pages found before; one that goes page by page finds them itself. */
export type Way = 'row by row' | 'page by page';

/**
 * Runs all rows of the batch, and throws the first error there is. Over heap pages `run` may be told more rows than there are.
 */
export function runBatch(batch: Batch, way: Way, run: (rows: number) => void): void {
  if (batch.layout === 'columns') {
    runToFirstError(batch.rows, run);
    return;
  }
  try {
    if (way === 'row by row') {
      batch.findRows();
      runToFirstError(batch.rows, run);
    } else runPages(batch, run);
  } catch (error) {
    throw error instanceof SqlError ? batch.placed(error) : error;
  }
  batch.finish();
}

/** The run is tried with all rows; only when one raises must it be known how many there are. */
function runPages(batch: HeapBatch, run: (rows: number) => void): void {
  const runAnew = (rows: number): void => {
    batch.startRun();
    batch.forgetRows();
    run(rows);
  };
  try {
    runAnew(batch.limit);
  } catch (error) {
    if (!(error instanceof SqlError) || error.code === '57014') throw error;
    batch.findRows();
    runToFirstError(batch.rows, runAnew);
  }
}
