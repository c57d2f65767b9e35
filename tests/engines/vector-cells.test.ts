/** Functions that are called with their arguments in cells, beside conditions that have lanes: the same rows as one row at a time. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { load, predicate, type Params, type Table } from '../../src/index.js';

let table: Table<object>;

beforeAll(async () => {
  const schema: string = 'a int4 not null, n numeric, g numeric(8,2), h numeric(8,2) not null, f date';
  const rows = Array.from({ length: 300 }, (_, a) => {
    const number = `${(a % 20) / 2}`;
    return { a, n: number, g: a % 7 === 0 ? null : number, h: number, f: new Date(Date.UTC(2000, 0, a)) };
  });
  table = await load(schema, rows);
});
afterAll(() => {
  table.free();
});

describe('beside lanes', () => {
  it.each<[sql: string, params: Params]>([
    ['a < 150 AND round(n, 1) = 3', []],
    ['a < 150 AND abs(g) <= 3', []],
    ['h >= 1 AND abs(h) <= 3', []],
    ['g >= 1 AND g <= $1', ['3']],
    ['f < $1 AND g BETWEEN 1 AND $2', [new Date(Date.UTC(2000, 5, 1)), '7.5']],
    ["a > 3 AND lpad(a::text, 2) = '12'", []],
    ["a < 150 OR upper(g::text) = '2.50'", []],
  ])('%s', async (sql, params) => {
    const found: number[][] = [];
    for (const engine of ['switch', 'copy-patch', 'vector', 'auto'] as const) {
      const p = await predicate(sql, { schema: table.schema, engine });
      found.push([...p.select(table, params).indices()]);
      p.free();
    }
    expect(found[0]?.length).toBeGreaterThan(0);
    expect(found.slice(1)).toEqual([found[0], found[0], found[0]]);
  });
});
