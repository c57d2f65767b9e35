/** Tables: rows that are converted once. */
import { describe, expect, it } from 'vitest';
import { engineNames, load, predicate, SqlError } from '../../src/index.js';

const schema = { id: 'int8 not null', name: 'text', born: 'date' } as const;
const row = (id: number) => ({
  id,
  name: id % 5 === 0 ? null : `person number ${id}`,
  born: new Date(Date.UTC(2000, 0, id)),
});
const people = Array.from({ length: 300 }, (_, id) => row(id));

describe('a table', () => {
  it('is filtered by predicates over its schema, as its rows are', async () => {
    const table = await load(schema, people);
    for (const sql of ["name LIKE '%7'", 'id % 10 = 3', "born < DATE '2000-02-01'", 'name IS NULL']) {
      const p = await predicate(sql, { schema: table.schema });
      expect(table.filter(p)).toEqual(p.filter(people as unknown as Iterable<Readonly<Record<string, unknown>>>));
      expect(p.select(table.batch).count).toBe(table.filter(p).length);
      expect(p.select(table).indices()).toEqual(p.select(table.batch).indices());
    }
    table.free();
  });

  it('changes: rows are added, replaced and taken out', async () => {
    const table = await load(schema);
    const p = await predicate('id > $1', { schema: table.schema });
    const ids = (least: number) => table.filter(p, [least]).map(({ id }) => id);
    expect(ids(0)).toEqual([]);
    table.append(people.slice(0, 5));
    table.append(people.slice(5));
    expect(ids(297)).toEqual([298, 299]);
    table.update(3, row(1000));
    table.delete(298, 0);
    expect(ids(297)).toEqual([1000, 299]);
    expect(table.rows).toHaveLength(298);
    table.append(new Set([row(400)]));
    expect(ids(297)).toEqual([1000, 299, 400]);
    expect(() => table.update(299, row(1))).toThrow(SqlError);
    expect(() => table.delete(-1)).toThrow(SqlError);
  });

  it('stays as it was when a row is wrong', async () => {
    const table = await load(schema, people.slice(0, 60));
    const p = await predicate('id >= 0', { schema: table.schema });
    for (const count of [2, 200]) {
      const wrong = [...people.slice(0, count), { ...row(1), id: 'x' }];
      expect(() => table.append(wrong)).toThrowError(expect.objectContaining({ code: '22P02', row: count }));
      expect(table.filter(p)).toEqual(people.slice(0, 60));
    }
    expect(() => table.update(1, { id: 1, name: 5 as unknown as string })).toThrowError(/row 1, column "name"/);
    expect(table.filter(p)).toEqual(people.slice(0, 60));
    expect(() => table.append(5 as unknown as [])).toThrow(TypeError);
  });
});

describe('a batch', () => {
  it.each(engineNames.filter((name) => name !== 'optimizing'))(
    'of more rows than a kernel runs at once is selected from as a whole, by %s',
    async (engine) => {
      const rows = 262_144 + 1000;
      const [p, raising] = await Promise.all(
        ['a % 1000 = 7', '1 / (a - $1) IS NOT NULL'].map((sql) =>
          predicate(sql, { schema: 'a int4 not null', engine }),
        ),
      );
      if (p === undefined || raising === undefined) throw new Error('two predicates were made');
      const batch = p.newBatch(rows);
      const start = (batch.columns[0]?.values ?? 0) / 4;
      for (let row = 0; row < rows; row++) batch.arena.views.i32[start + row] = row;
      batch.rows = rows;
      const expected = Uint32Array.from({ length: Math.ceil((rows - 7) / 1000) }, (_, i) => i * 1000 + 7);
      expect(p.indices(batch)).toEqual(expected);
      expect(p.select(batch).indices()).toEqual(expected);
      expect(p.count(batch)).toBe(expected.length);
      expect(() => raising.count(batch, [rows - 7])).toThrowError(
        expect.objectContaining({ code: '22012', row: rows - 7 }),
      );
      batch.free();
    },
  );

  it('refuses more rows than it has room for, and values that are objects', async () => {
    const p = await predicate('a > 0', { schema: { a: 'int4' } });
    const batch = p.newBatch(64);
    for (const rows of [65, 1e9, -1, 1.5, NaN]) {
      expect(() => {
        batch.rows = rows;
      }).toThrowError(expect.objectContaining({ code: '22023' }));
    }
    expect(() => batch.set(0, 0, new Date() as unknown as number)).toThrowError(
      expect.objectContaining({ code: '42804' }),
    );
  });
});
