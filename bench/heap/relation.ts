/** A table written to a relation's files, as a server would have them: what all contestants read. */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillHeapPages } from '../../src/datasets/heap-dataset.js';
import { pageBytes, segmentPages } from '../../src/memory/heap/page-layout.js';
import { tableNamed, type TableName } from './tables.js';

/** How many pages are made at a time. */
const run = 1024;

export interface Relation {
  readonly table: TableName;
  /** The first segment; the others are beside it. */
  readonly path: string;
  readonly rows: number;
  readonly pages: number;
  remove(): void;
}

/** Writes the table to a temporary folder. `onRows` is told how many rows have been written. */
export function writeRelation(
  table: TableName,
  rows: number,
  seed: number,
  onRows: (done: number) => void = () => undefined,
): Relation {
  const folder = mkdtempSync(join(tmpdir(), 'quern-heap-'));
  const path = join(folder, 'relation');
  const dataset = tableNamed(table);
  const bytes = new Uint8Array(run * pageBytes);
  let file = -1;
  let pages = 0;
  try {
    for (let first = 0; first < rows; ) {
      if (pages % segmentPages === 0) {
        if (file >= 0) closeSync(file);
        file = openSync(pages === 0 ? path : `${path}.${pages / segmentPages}`, 'w');
      }
      const filled = fillHeapPages(dataset, bytes, { seed, first, rows: rows - first, block: pages });
      writeSync(file, bytes, 0, filled.pages * pageBytes);
      pages += filled.pages;
      first += filled.rows;
      onRows(first);
    }
    if (file >= 0) closeSync(file);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    table,
    path,
    rows,
    pages,
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
