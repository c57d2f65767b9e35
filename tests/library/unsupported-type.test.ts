/** A column whose type quern does not compute with: it may be there, and be null or not. */
import { describe, expect, it } from 'vitest';
import { fromJSON, load, predicate } from '../../src/index.js';

describe('a column of a type that is not supported', () => {
  const schema: string = 'id int4, p point, x xml not null';
  const rows = [
    { id: 1, p: { x: 1, y: 2 }, x: '<a/>' },
    { id: 2, p: null, x: '<b/>' },
    { id: 3, p: '(1,2)', x: '<c/>' },
  ];

  it('is refused where a predicate computes with it, and only there', async () => {
    for (const sql of ["p = '(1,2)'", 'p::text IS NULL', "x::text LIKE '<a%'", 'coalesce(p, NULL) IS NULL', 'p']) {
      await expect(predicate(sql, { schema }), sql).rejects.toMatchObject({
        code: '0A000',
        position: sql.startsWith('coalesce') ? 10 : 1,
      });
    }
    const p = await predicate('id > 1', { schema });
    expect(p.filter(rows).map(({ id }) => id)).toEqual([2, 3]);
  });

  it.each(['auto', 'wasm-switch'] as const)('is null or not, on %s', async (engine) => {
    const p = await predicate('p IS NOT NULL AND x IS NOT NULL', { schema, engine });
    expect(p.filter(rows).map(({ id }) => id)).toEqual([1, 3]);
    const again = await fromJSON(p.toJSON());
    expect(again.filter(rows).map(({ id }) => id)).toEqual([1, 3]);
    expect(() => p.test({ id: 1, p: 1, x: null })).toThrowError(/column "x" violates not-null/);
  });

  it('is one of a table', async () => {
    const table = await load(schema, rows);
    const p = await predicate('p IS NULL', { schema: table.schema });
    expect(table.filter(p)).toEqual([rows[1]]);
  });
});
