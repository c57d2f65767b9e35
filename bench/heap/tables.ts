/** The tables that are scanned as heap pages: the datasets, and tables of nothing but integers for the deform ladder. */
import type { HeapTable } from '../../src/catalog/attribute.js';
import { SqlError } from '../../src/error.js';
import { articleHeap, demoHeap, type HeapDataset } from '../../src/datasets/heap-dataset.js';
import { RowRandom } from '../../src/datasets/random.js';

/** How many columns the tables of the deform ladder have. */
export const widths = [3, 10, 40] as const;
/** NOT NULL; nullable, but no null is stored; nullable, and each value is null in one row of ten. */
export const kinds = ['not null', 'no nulls', 'nulls'] as const;
export type Width = (typeof widths)[number];
export type Kind = (typeof kinds)[number];

/** `article`, `demo`, or `40 not null`. */
export type TableName = 'article' | 'demo' | `${Width} ${Kind}`;

export function tableNamed(name: TableName): HeapDataset {
  if (name === 'article') return articleHeap;
  if (name === 'demo') return demoHeap;
  const [, width = '', kind = ''] = /^(\d+) (.*)$/.exec(name) ?? [];
  if (width === '') throw new SqlError('42P01', `there is no table ${name}`);
  return integers(Number(width), kind as Kind);
}

/** The name of a column of the tables of integers, from 1. */
export const columnName = (n: number): string => `c${n}`;

/** Columns c1, c2, … of int4, uniform 0–99. */
function integers(width: number, kind: Kind): HeapDataset {
  const names = Array.from({ length: width }, (_, n) => columnName(n + 1));
  const notNull = kind === 'not null';
  const table: HeapTable = {
    attributes: names.map((name, column) => ({
      name,
      type: 'int4',
      length: 4,
      align: 4,
      notNull,
      missing: null,
      column,
    })),
    columns: names.map((name) => ({ name, type: 'int4', notNull })),
  };
  return {
    schema: names.map((name) => `${name} int4${notNull ? ' not null' : ''}`).join(', '),
    table,
    rows: (seed) => {
      const random = new RowRandom(seed);
      return (row, tuple) => {
        random.start(row);
        tuple.start();
        for (let column = 0; column < width; column++) {
          if (kind === 'nulls' && random.below(10) === 0) tuple.null();
          else tuple.int4(random.below(100));
        }
      };
    },
  };
}
