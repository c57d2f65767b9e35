/** A CASE that compares a computed null with NULL, in the engine over 64 rows: it answers as the others do. */
import { expect, test } from 'vitest';
import { predicate } from '../../src/index.js';

const sql = `(CASE (CASE WHEN b THEN NULL::int4 WHEN b THEN i END) WHEN (NULL::int4) THEN t
  WHEN 5 THEN NULL::timestamp ELSE d::timestamp END) > d::timestamp`;
const schema = 'b bool not null, i int4, d date, t timestamp';

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
    }
    batch.rows = 200;
    selected.push([...p.select(batch).indices()]);
  }
  expect(selected[0]).toEqual(selected[1]);
});
