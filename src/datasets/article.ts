/**
 * The dataset `article`: the table of one column on which the articles about PostgreSQL's interpreter measure `a = 42`. Its rows are the same for the
 * same seed, in any form, and any range of them by itself; they are the column `a` of the dataset `demo`. Rows are numbered from 0.
 */
import type { Batch, BatchColumn } from '../memory/batch.js';
import { RowRandom } from './random.js';

/** The one column, uniform from 0 to 99. */
export const articleSchema: readonly BatchColumn[] = [{ name: 'a', type: 'int4', notNull: true }];

/** The header of the CSV form. */
export const articleHeader = 'a\n';

/** The seed of the rows that everybody means. */
export const articleSeed = 1;

/** The value of a row. */
export function drawArticle(random: RowRandom, row: number): number {
  random.start(row);
  return random.below(100);
}

/** Fills the batch, which must be of `articleSchema`, with as many rows as it holds, or fewer. */
export function fillArticle(
  batch: Batch,
  { seed = articleSeed, first = 0, rows = batch.capacity }: { seed?: number; first?: number; rows?: number } = {},
): void {
  batch.clear();
  const random = new RowRandom(seed);
  const count = Math.min(rows, batch.capacity);
  for (let row = 0; row < count; row++) batch.set(0, row, drawArticle(random, first + row));
  batch.rows = count;
}

/** The rows `first` to `first + rows - 1` as CSV, without the header, in pieces of some hundred kilobytes. */
export function* articleCsv(
  rows: number,
  { seed = articleSeed, first = 0 }: { seed?: number; first?: number } = {},
): Generator<string> {
  const random = new RowRandom(seed);
  let lines = '';
  for (let row = first; row < first + rows; row++) {
    lines += `${drawArticle(random, row)}\n`;
    if (lines.length >= 256 * 1024) {
      yield lines;
      lines = '';
    }
  }
  if (lines !== '') yield lines;
}
