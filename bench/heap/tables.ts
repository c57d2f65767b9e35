/** The tables that are scanned as heap pages: the datasets, and tables of nothing but integers for the deform ladder. */
import { SqlError } from '../../src/error.js';
import { articleHeap, demoHeap, type HeapDataset } from '../../src/datasets/heap-dataset.js';
import { integers, type IntegerNulls } from '../../src/datasets/integers.js';

/** How many columns the tables of the deform ladder have. */
export const widths = [3, 10, 40] as const;
export const kinds = ['not null', 'no nulls', 'nulls'] as const satisfies readonly IntegerNulls[];
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
