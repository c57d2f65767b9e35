/** Tables whose rows are spread over threads: the same answers as of one table, and an end to everything that is asked. */
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Arena, Batch, load, predicate, type Schema, type Table } from '../../src/index.js';
import { loadThreaded, type ThreadedTable } from '../../src/threads.js';
import { sourceWorker } from '../../bench/threads/source-worker.js';

const schema: string =
  "a int4 not null, b int8, c text, d float8, e bool, f date, g numeric(12,2), h text[], mood enum('sad', 'ok', 'fine')";
type Row = Readonly<Record<string, unknown>>;

const moods = ['sad', 'ok', 'fine'];
const row = (a: number): Row => ({
  a,
  b: a % 7 === 0 ? null : BigInt(a) ** 3n,
  c: a % 11 === 0 ? null : `text number ${a} `.repeat(a % 4),
  d: a / 8,
  e: a % 3 === 0 ? null : a % 2 === 0,
  f: new Date(Date.UTC(2000, 0, a)),
  g: (a % 1000) / 100,
  h: a % 5 === 0 ? [`element ${a}`, 'x'] : null,
  mood: a % 4 === 3 ? null : moods[a % 4],
});
const rows = Array.from({ length: 1003 }, (_, a) => row(a));

const started: Worker[] = [];
const worker = (): Worker => {
  const one = sourceWorker();
  started.push(one);
  return one;
};

let one: Table<object>;
let spread: ThreadedTable<object>;

beforeAll(async () => {
  // The threads must number its labels as they are numbered here.
  await load("earlier enum('x', 'y')", []);
  one = await load(schema, rows.slice(0, 1000));
  spread = await loadThreaded(schema, rows.slice(0, 1000), { threads: 2, worker });
});
afterAll(() => {
  spread.free();
  one.free();
});

const withPredicate = async <T>(
  sql: string,
  work: (p: Awaited<ReturnType<typeof predicate<Schema>>>) => Promise<T>,
): Promise<T> => {
  const p = await predicate(sql, { schema: one.schema });
  try {
    return await work(p);
  } finally {
    p.free();
  }
};

describe('a table over threads', () => {
  it.each([
    ['a % 10 = 3', []],
    ["c LIKE '%9%' AND length(c) > 20", []],
    ['b > $1 OR e', [1000]],
    ['f < $1 AND g BETWEEN 1 AND $2', [new Date(Date.UTC(2000, 5, 1)), '7.5']],
    ["mood > 'sad' AND h @> ARRAY['x']", []],
    ["mood::text = 'ok' OR d IS NULL", []],
    ['now() IS NOT NULL', []],
    ['false', []],
  ])('answers as one table does: %s', (sql, params) =>
    withPredicate(sql, async (p) => {
      const bits = p.select(one, params);
      const found = await spread.select(p, params);
      expect(found).toEqual(bits);
      expect(await spread.count(p, params)).toBe(bits.count);
      expect(await spread.filter(p, params)).toEqual(one.filter(p, params));
    }),
  );

  it('raises the error of the first row that has one, whichever thread it is in', () =>
    withPredicate('1 / (a - $1) + 1 / (a - $2) > 0', async (p) => {
      for (const params of [
        [900, 100],
        [100, 900],
        [0, 999],
        [450, 451],
      ]) {
        const error = { code: '22012', row: Math.min(...params) };
        expect(() => one.filter(p, params)).toThrowError(expect.objectContaining(error));
        await expect(spread.filter(p, params)).rejects.toMatchObject(error);
        await expect(spread.count(p, params)).rejects.toMatchObject(error);
      }
      expect(await spread.count(p, [-1, -2])).toBe(p.select(one, [-1, -2]).count);
    }));

  it('refuses what one table refuses', () =>
    withPredicate('a = $1', async (p) => {
      await expect(spread.count(p, [])).rejects.toMatchObject({ code: '08P01' });
      await expect(spread.count(p, ['x'])).rejects.toMatchObject({ code: '42804' });
      const other = await predicate('a = 1', { schema: 'a int8' });
      await expect(spread.count(other as unknown as typeof p)).rejects.toMatchObject({ code: '22023' });
      const limited = await predicate('a > 0', { schema: one.schema, limits: { milliseconds: 1e-3 } });
      await expect(spread.count(limited)).rejects.toMatchObject({ code: '57014' });
      p.free();
      await expect(spread.count(p, [1])).rejects.toMatchObject({ code: '55000' });
    }));

  it('takes rows from several callers at once, in their order, and all of a call or none', async () => {
    const table = await loadThreaded(schema, [], { threads: 2, worker });
    const p = await predicate('a >= 0', { schema: table.schema });
    expect(await table.filter(p)).toEqual([]);
    const wrong = table.append([...rows.slice(0, 50), { ...row(50), f: 'no date' }]);
    const right = Promise.all([table.append(rows.slice(0, 70)), table.append(rows.slice(70, 75)), table.append([])]);
    await expect(wrong).rejects.toMatchObject({ code: '22007', row: 50 });
    await right;
    expect(table.length).toBe(75);
    expect(await table.filter(p)).toEqual(rows.slice(0, 75));
    await expect(table.append(5 as unknown as [])).rejects.toThrow(TypeError);

    // Rows of a reader come as columns, of which there are no objects; bitmaps of parts of any length are joined.
    const arena = new Arena();
    const batch = new Batch(arena, table.schema, 64);
    const some = await load(schema, rows.slice(75, 108));
    for (let at = 0; at < 33; at++) {
      batch.rows = at + 1;
      table.schema.forEach((_, column) => {
        const value = some.batch.get(column, at);
        if (value === null) batch.setNull(column, at);
        else batch.set(column, at, value);
      });
    }
    const appended = table.appendBatch(batch);
    batch.clear();
    await appended;
    await expect(table.filter(p)).rejects.toMatchObject({ code: '55000' });
    const odd = await predicate("a % 2 = 1 AND c LIKE '%number%'", { schema: table.schema });
    const expected = rows
      .slice(0, 108)
      .flatMap(({ a, c }) => (Number(a) % 2 === 1 && c !== null && c !== '' ? [a] : []));
    expect([...(await table.select(odd)).indices()]).toEqual(expected);
    await expect(table.appendBatch(new Batch(arena, table.schema, 1, [0]))).rejects.toMatchObject({ code: '22023' });
    const modified = new Batch(
      arena,
      table.schema.map((column) => ({ ...column, typmod: -1 })),
      1,
    );
    await expect(table.appendBatch(modified)).rejects.toMatchObject({ code: '42804' });
    batch.free();
    await expect(table.appendBatch(batch)).rejects.toMatchObject({ code: '55000' });
    some.free();

    const freed = { code: '55000', message: 'the table has been freed' };
    const waiting = expect(table.count(odd)).rejects.toMatchObject(freed);
    table.free();
    table.free();
    await waiting;
    await expect(table.count(odd)).rejects.toMatchObject(freed);
    await expect(table.append([])).rejects.toMatchObject(freed);
  });

  it('forgets predicates that were used long ago, and knows them again', async () => {
    const all = await Promise.all(
      Array.from({ length: 70 }, (_, least) => predicate(`a >= ${least * 10}`, { schema: one.schema })),
    );
    for (const _ of [1, 2]) {
      const counts = await Promise.all(all.map((p) => spread.count(p)));
      expect(counts).toEqual(all.map((_, least) => 1000 - least * 10));
    }
    for (const p of all) p.free();
  });

  it('stops waiting when the signal is aborted', () =>
    withPredicate("c ~ '(a|b)*9$'", async (p) => {
      await expect(spread.count(p, [], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: '57014' });
      const controller = new AbortController();
      const counting = spread.count(p, [], { signal: controller.signal });
      controller.abort();
      await expect(counting).rejects.toMatchObject({ code: '57014' });
      expect(await spread.count(p, [], { signal: new AbortController().signal })).toBe(p.count(one));
    }));
});

describe('threads that cannot go on', () => {
  it.each([0, 65, 1.5, NaN, '2' as unknown as number])('a number of threads that is none: %s', async (threads) => {
    await expect(loadThreaded('a int4', [], { threads, worker })).rejects.toMatchObject({ code: '22023' });
  });

  it('say that they cannot be started', async () => {
    const forbidden = (): Worker => {
      throw new Error('The policy says no');
    };
    const failed = { code: '58P01', detail: 'The policy says no' };
    await expect(loadThreaded('a int4', [], { threads: 2, worker: forbidden })).rejects.toMatchObject(failed);
    // There is no thread.js beside the source.
    await expect(loadThreaded('a int4', [], { threads: 2 })).rejects.toMatchObject({ code: '58P01' });
  });

  it('end what waits for them when one dies', async () => {
    const table = await loadThreaded('a int4', [{ a: 1 }, { a: 2 }], { threads: 1, worker });
    const p = await predicate('a > 0', { schema: 'a int4' });
    const dead = { code: '58000' };
    const waiting = expect(table.count(p)).rejects.toMatchObject(dead);
    await started.at(-1)?.terminate();
    await waiting;
    await expect(table.count(p)).rejects.toMatchObject(dead);
    await expect(table.append([{ a: 3 }])).rejects.toMatchObject(dead);
    table.free();
  });
});
