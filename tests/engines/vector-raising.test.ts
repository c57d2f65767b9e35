/** Groups of 64 rows in which a lane overflows although no row that counts does: they run one row at a time, the others go on in lanes. */
import { describe, expect, it } from 'vitest';
import { load, predicate } from '../../src/index.js';

const most = 2147483647;

describe('rows that could raise', () => {
  it.each([
    ['nowhere', []],
    ['in the first group', [3]],
    ['in the last group, which is not whole', [299]],
    ['in groups one after another', [70, 130, 190]],
    ['in every group', [0, 64, 128, 192, 256]],
  ])('select what the interpreter selects: %s', async (_, places) => {
    const rows = Array.from({ length: 300 }, (_, n) => ({ a: places.includes(n) ? most : n % 90, b: n % 50 }));
    const table = await load('a int4 not null, b int4', rows);
    const found: number[][] = [];
    for (const engine of ['switch', 'vector'] as const) {
      const p = await predicate(`a < ${most} AND a + b > 60`, { schema: table.schema, engine });
      found.push([...p.select(table).indices()]);
      p.free();
    }
    table.free();
    expect(found[0]?.length).toBeGreaterThan(50);
    expect(found[1]).toEqual(found[0]);
  });

  it('raise the error of the first row, after groups that did not', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => ({ a: n === 20 || n === 200 ? most : n, b: n === 20 ? 0 : 1 }));
    const table = await load('a int4 not null, b int4', rows);
    const p = await predicate('a + b > 60', { schema: table.schema, engine: 'vector' });
    expect(() => p.select(table)).toThrow(expect.objectContaining({ code: '22003', row: 200 }));
    p.free();
    table.free();
  });
});
