/** The system columns of a heap file's tuples that a select list may name, as PostgreSQL prints them: what the tuple's header has, whether the transaction is frozen or not. */
import { SqlError } from '../error.js';
import type { Batch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import { tupleHeader } from '../memory/heap/page-layout.js';
import type { ComputedColumn } from '../outputs/output-column.js';

/** A number of 32 bits in the header of the row's tuple. */
const transaction =
  (offset: number) =>
  (batch: HeapBatch, row: number): string =>
    String((batch.arena.views.i32[(batch.tuple(row).address + offset) >> 2] ?? 0) >>> 0);

const texts: ReadonlyMap<string, (batch: HeapBatch, row: number) => string> = new Map([
  [
    'ctid',
    (batch: HeapBatch, row: number) => {
      const { block, offset } = batch.ctid(row);
      return `(${block},${offset})`;
    },
  ],
  ['xmin', transaction(tupleHeader.t_xmin)],
  ['xmax', transaction(tupleHeader.t_xmax)],
]);

/** The system column, or undefined where the name is of none. Every table has them, so no column of a table is called so. */
export function systemColumn<B extends Batch | HeapBatch>(name: string, alias = name): ComputedColumn<B> | undefined {
  const text = texts.get(name);
  if (text === undefined) return undefined;
  return {
    name: alias,
    type: 'text',
    columns: [],
    values: (batch, rows) => {
      if (batch.layout !== 'heap') throw new SqlError('XX000', `rows in columns have no column "${name}"`);
      const pages: HeapBatch = batch;
      return Array.from(rows, (row) => text(pages, row));
    },
  };
}
