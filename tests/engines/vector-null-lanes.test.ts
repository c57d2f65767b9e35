/** CASE over nulls in the engine over 64 rows: what a slot held before its null flag was set does not matter, so it answers as the interpreter does. */
import { describe, expect, test } from 'vitest';
import { predicate } from '../../src/index.js';

const cases = [
  {
    what: 'compares a computed null with NULL',
    sql: `(CASE (CASE WHEN b THEN NULL::int4 WHEN b THEN i END) WHEN (NULL::int4) THEN t
  WHEN 5 THEN NULL::timestamp ELSE d::timestamp END) > d::timestamp`,
  },
  {
    what: 'leaves a boolean in the slot of a number that is null',
    sql: `m <= (CASE m WHEN m THEN '-21583'::int2 WHEN 100 THEN NULL::int2 ELSE s END) + 1::int8`,
  },
  {
    what: 'leaves a boolean there on the way that is taken',
    sql: `m > (CASE m WHEN 1 THEN NULL::int2 WHEN 2 THEN '-5'::int2 WHEN 3 THEN NULL::int2 ELSE s END) + 1::int8`,
  },
];
const schema = 'b bool not null, i int4, d date, t timestamp, m int4 not null, s int2';

describe.each(cases)('a CASE that $what', ({ sql }) => {
  test.each([0, 1, 2, 3, 4] as const)('on rung %i', async (rung) => {
    const selected = [];
    for (const engine of ['vector', 'switch'] as const) {
      using p = await predicate(sql, { schema, engine, rung });
      using batch = p.newBatch(200);
      for (let row = 0; row < 200; row++) {
        batch.set(0, row, row % 2);
        batch.set(1, row, row % 3 === 0 ? null : row);
        batch.set(2, row, row % 5 === 0 ? null : row);
        batch.set(3, row, row % 7 === 0 ? null : BigInt(row) * 86_400_000_000n);
        batch.set(4, row, row % 4);
        batch.set(5, row, row % 11 === 0 ? null : (row % 6) - 3);
      }
      batch.rows = 200;
      selected.push([...p.select(batch).indices()]);
    }
    expect(selected[0]).toEqual(selected[1]);
  });
});
