/** Narrow columns change no answer: every comparison, beside and beyond the values of each zone, in each width, whatever is null and wherever a run begins. */
import { afterAll, describe, expect, it } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import type { TypeName } from '../../src/catalog/types.js';
import { auto, engines } from '../../src/engines/engines.js';
import { compileSql } from '../../src/library/front-end.js';
import { predicate } from '../../src/library/predicate.js';
import { Batch } from '../../src/memory/batch.js';
import { zoneRows } from '../../src/memory/narrow.js';
import { compileQual } from '../../src/program/compile.js';
import { parseSchema, qualList } from '../../src/sql/index.js';
import { arena, outcomeOf, qualOf, randomBatch } from './vector-table.js';

const comparisons: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  '=': (a, b) => a === b,
  '<>': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
type Comparison = keyof typeof comparisons;

/** Two full zones and some rows, of which the second zone lies elsewhere; null where `isNull`. */
function zonesOf(type: TypeName, span: bigint, isNull: (row: number) => boolean) {
  const schema = parseSchema(`v ${type}`);
  const rows = 2 * zoneRows + 70;
  const batch = new Batch(arena, schema, rows, undefined, 'narrow');
  const least = [-7n, type === 'int2' ? 3000n : 1_000_000n, 0n];
  const values: (bigint | null)[] = [];
  for (let row = 0; row < rows; row++) {
    const zone = Math.floor(row / zoneRows);
    // The least and the greatest are there.
    const offset = row % 67 === 0 ? 0n : row % 67 === 1 ? span : (BigInt(row) * 2654435761n) % (span + 1n);
    values[row] = isNull(row) ? null : (least[zone] ?? 0n) + offset;
    const value = values[row] ?? null;
    batch.set(0, row, value === null || type === 'int8' ? value : Number(value));
  }
  batch.rows = rows;
  return { schema, batch, values, least };
}

const bitOf = (address: number, row: number): boolean =>
  (((arena.views.u8[address + (row >> 3)] ?? 0) >>> (row & 7)) & 1) === 1;
/** Rows at the beginning and the end of each zone, with all that it has of a kind. */
const looked = [0, zoneRows, 2 * zoneRows].flatMap((first) =>
  Array.from({ length: first === 0 ? 140 : 210 }, (_, n) => (first === 0 ? n : first - 140 + n)),
);

describe.each([
  ['int2', 1, 255n],
  ['int4', 1, 255n],
  ['int4', 2, 65535n],
  ['int8', 1, 254n],
  ['int8', 2, 256n],
  ['int8', 4, 4294967295n],
] as const)('%s in %i bytes', (type, bytes, span) => {
  const { schema, batch, values, least } = zonesOf(type, span, (row) => row % 5 === 3);
  afterAll(() => {
    batch.free();
  });

  it('is compared beside and beyond its least and greatest values', async () => {
    expect(batch.narrowed(0)).toMatchObject({ bytes });
    const edges = least.flatMap((low) => [low - 1n, low, low + 1n, low + span / 2n, low + span, low + span + 1n]);
    const extremes =
      type === 'int8' ? [-(2n ** 63n), 2n ** 63n - 1n] : type === 'int4' ? [-(2n ** 31n), 2n ** 31n - 1n] : [];
    for (const op of Object.keys(comparisons) as Comparison[]) {
      const compare = comparisons[op];
      for (const turned of [false, true]) {
        const sql = turned ? `$1 ${op} v` : `v ${op} $1`;
        const { expr, params } = await compileSql(sql, 'predicate', { schema, arena, paramTypes: [type] });
        const kernel = engines.vector.load(compileQual(qualList(expr), { schema, params, rung: 4 }), arena);
        for (const edge of [...edges, ...extremes]) {
          kernel.setParams([type === 'int8' ? edge : Number(edge)]);
          kernel.run(batch);
          const wrong = looked.find((row) => {
            const selected = bitOf(kernel.bitmap, row);
            const value = values[row] ?? null;
            const holds = value !== null && compare?.(turned ? edge : value, turned ? value : edge) === true;
            return selected !== holds;
          });
          expect([sql, edge, wrong]).toEqual([sql, edge, undefined]);
        }
        kernel.free();
      }
    }
  });
});

describe('narrow columns', () => {
  const predicates = [
    'a = 42',
    '42 = a',
    'a > 10 AND b < 50',
    'a BETWEEN 10 AND 20 AND b IS NOT NULL',
    'b <> 5 OR b IS NULL',
    'NOT b = 5 OR e > 20',
    "f >= DATE '2000-02-01' AND f < DATE '2000-03-01'",
    'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END',
    'e > 3 AND l <= 100::int4',
    'i < 50 AND i > b',
    'e = 7::int2 OR i >= 20::int8',
    'a = 42 AND a / b > 1',
    'b > 5 AND a + b > 100',
    'a > 60 AND length(c) > 2',
    "c LIKE '%7%' AND b >= 50 AND j",
    'b = NULL OR a = 3',
  ];
  it.each(predicates)('select what plain ones select, or raise what they raise: %s', async (sql) => {
    const program = await qualOf(sql);
    const [expected, actual] = [engines.switch.load(program, arena), engines.vector.load(program, arena)];
    for (let rows = 0; rows <= 200; rows += rows < 66 ? 1 : 13) {
      const batch = randomBatch(rows, rows + sql.length, { nulls: [20, 0, 100, 60][rows % 4] ?? 0, form: 'narrow' });
      expect([rows, outcomeOf(actual, batch)]).toEqual([rows, outcomeOf(expected, batch)]);
      batch.free();
    }
    expected.free();
    actual.free();
  });

  it('have a null at every place of a word, and all at once', async () => {
    const program = await qualOf('b = 5 OR b > 90');
    const [expected, actual] = [engines.switch.load(program, arena), engines.vector.load(program, arena)];
    const batch = randomBatch(130, 1, { nulls: 0, form: 'narrow' });
    for (let row = 0; row < 130; row++) {
      batch.setNull(1, row);
      expect([row, outcomeOf(actual, batch)]).toEqual([row, outcomeOf(expected, batch)]);
    }
    batch.free();
    expected.free();
    actual.free();
  });

  it.each([1n, -1n])('are not made where numbers of JavaScript are not exact (times %s)', async (sign) => {
    const p = await predicate('e = $1', { schema: 'e int8', paramTypes: ['int8'], engine: 'vector' });
    const batch = p.newBatch({ capacity: 100, narrow: true });
    const values = [2n ** 53n, 2n ** 53n + 1n].map((value) => sign * value);
    values.forEach((value, row) => {
      batch.set(0, row, value);
    });
    batch.rows = values.length;
    expect(values.map((value) => [...p.select(batch, [value]).indices()])).toEqual([[0], [1]]);
    batch.free();
    p.free();
  });

  it('are made anew when a value changes, rows are added, or the batch is filled again', async () => {
    const p = await predicate('a = 42', { schema: 'a int4', engine: 'vector' });
    const batch = p.newBatch({ capacity: 100, narrow: true });
    const selected = (): readonly number[] => [...p.select(batch).indices()];
    for (let row = 0; row < 50; row++) batch.set(0, row, row);
    batch.rows = 50;
    expect(selected()).toEqual([42]);
    batch.set(0, 3, 42);
    expect(selected()).toEqual([3, 42]);
    batch.setNull(0, 3);
    expect(selected()).toEqual([42]);
    for (let row = 50; row < 100; row++) batch.set(0, row, 42 + (row % 2));
    batch.rows = 52;
    expect(selected()).toEqual([42, 50]);
    batch.rows = 100;
    expect(selected()).toHaveLength(26);
    batch.set(0, 0, 2_000_000_000);
    expect(selected()).toHaveLength(26);
    batch.clear();
    const { values, validity } = batch.columns[0] ?? { values: 0, validity: 0 };
    batch.arena.views.i32.fill(42, values >> 2, (values >> 2) + 10);
    batch.arena.views.u8.fill(255, validity, validity + 1);
    batch.rows = 8;
    expect(selected()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    batch.free();
    expect(() => p.select(batch)).toThrowError(expect.objectContaining({ code: '55000' }));
    p.free();
  });

  it('outlive the predicate that first read them, and give their memory back', async () => {
    const own = new Arena();
    const options = { schema: 'a int4', arena: own, engine: 'vector' } as const;
    const q = await predicate('a < 8', options);
    const sizes: number[] = [];
    for (let round = 0; round < 20; round++) {
      const p = await predicate('a < 7', options);
      const batch = p.newBatch({ capacity: 100_000, narrow: true });
      for (let row = 0; row < 64; row++) batch.set(0, row, row);
      batch.rows = 100_000;
      expect(p.select(batch).count).toBe(7);
      p.free();
      own.allocate(64);
      expect(q.select(batch).count).toBe(8);
      batch.free();
      sizes.push(own.views.u8.length);
    }
    expect(sizes.at(-1)).toBe(sizes[1]);
    q.free();
  });

  it('are read from any row on', async () => {
    const { schema, batch, values } = zonesOf('int4', 200n, (row) => row % 3 === 0);
    const { expr } = await compileSql('v > 100', 'predicate', { schema, arena });
    const program = compileQual(qualList(expr), { schema, rung: 4 });
    for (const engine of [engines.vector, auto]) {
      const kernel = engine.load(program, arena);
      const run = kernel.open?.(batch);
      for (const [from, to] of [
        [0, 0],
        [5, 60],
        [zoneRows - 70, zoneRows + 3],
        [zoneRows, zoneRows],
        [1, 2 * zoneRows + 70],
      ] as const) {
        run?.(from, to);
        const wrong = values.findIndex(
          (value, row) => row >= from && row < to && bitOf(kernel.bitmap, row) !== (value !== null && value > 100n),
        );
        expect([from, to, wrong]).toEqual([from, to, -1]);
      }
      kernel.free();
    }
    batch.free();
  });
});
