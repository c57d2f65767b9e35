/** One run over a batch of either layout, by an engine that has a function for the first `rows` rows. */
import { SqlError } from '../error.js';
import type { Batch } from './engine.js';
import { runToFirstError } from './first-error.js';

/**
 * Runs all rows of the batch, and throws the first error there is. Of heap pages, an engine that goes row by row needs the rows found before; one that
 * goes page by page finds them itself, and is only told how many are wanted.
 */
export function runBatch(batch: Batch, way: 'row by row' | 'page by page', run: (rows: number) => void): void {
  if (batch.layout === 'columns') {
    runToFirstError(batch.rows, run);
    return;
  }
  try {
    if (way === 'row by row') {
      batch.findRows();
      runToFirstError(batch.rows, run);
    } else
      runPages(batch.limit, run, () => {
        batch.findRows();
        return batch.rows;
      });
  } catch (error) {
    throw error instanceof SqlError ? batch.placed(error) : error;
  }
  batch.finish();
}

/** The run is tried with all rows; only when one raises must it be known how many there are. */
function runPages(limit: number, run: (rows: number) => void, countRows: () => number): void {
  try {
    run(limit);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    runToFirstError(countRows(), run);
  }
}
