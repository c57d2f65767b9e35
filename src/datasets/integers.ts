/** Tables of nothing but integers, which show what deforming costs: columns c1, c2, … of int4, uniform 0–99. */
import type { HeapTable } from '../catalog/attribute.js';
import type { HeapDataset } from './heap-dataset.js';
import { RowRandom } from './random.js';

/** NOT NULL; nullable, but no null is stored; nullable, and each value is null in one row of ten. */
export type IntegerNulls = 'not null' | 'no nulls' | 'nulls';

/** The name of a column, from 1. */
export const columnName = (n: number): string => `c${n}`;

export function integers(width: number, nulls: IntegerNulls): HeapDataset {
  const names = Array.from({ length: width }, (_, n) => columnName(n + 1));
  const notNull = nulls === 'not null';
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
          if (nulls === 'nulls' && random.below(10) === 0) tuple.null();
          else tuple.int4(random.below(100));
        }
      };
    },
  };
}
