/** Time without bound has one: counted in work, so that the same input is refused on every machine. */
import { expect, it } from 'vitest';
import { Arena, predicate } from '../../src/index.js';

const canceled = expect.objectContaining({ code: '57014' });

it('limits.milliseconds bounds compiling', async () => {
  const sql = Array.from({ length: 2000 }, (_, i) => `d > date '2020-01-01' + ${i}`).join(' AND ');
  const schema = 'd date';
  await expect(predicate(sql, { schema, limits: { milliseconds: 5 } })).rejects.toThrowError(canceled);
  expect((await predicate(sql, { schema })).test({ d: '2030-01-01' })).toBe(true);
});

it('limits.maxBytes bounds the constants that are made while compiling', async () => {
  const sql = `(1e131071::text || 'x') IN (${Array.from({ length: 60 }, () => 't').join(', ')})`;
  const tooLarge = expect.objectContaining({ code: '54000' });
  await expect(predicate(sql, { schema: 't text', limits: { maxBytes: 1e6 } })).rejects.toThrowError(tooLarge);
  expect((await predicate(sql, { schema: 't text' })).test({ t: 'x' })).toBe(false);
});

it.each(['auto', 'closure'] as const)(
  'limits.milliseconds bounds a call of filter on %s, and no other',
  async (engine) => {
    const p = await predicate("t LIKE '%a%'", { schema: 't text', engine, limits: { milliseconds: 1 } });
    const rows = Array.from({ length: 200_000 }, () => ({ t: 'a' }));
    expect(() => p.filter(rows)).toThrowError(canceled);
    expect(p.filter(rows.slice(0, 100))).toHaveLength(100);
    expect(p.filter(rows.slice(0, 100))).toHaveLength(100);
  },
);

it('counts what LIKE compares over and over', async () => {
  const p = await predicate('t LIKE $1', { schema: 't text', limits: { milliseconds: 1 } });
  const row = { t: 'a'.repeat(100_000) };
  expect(() => p.filter([row], [`%${'a_'.repeat(5000)}b%`])).toThrowError(canceled);
  expect(p.filter([row], ['%b%'])).toEqual([]);
});

it('a signal stops filter and select', async () => {
  const p = await predicate('a = 1', { schema: 'a int4', arena: new Arena({ scratchBytes: 65536 }) });
  const stop = new AbortController();
  const rows: { readonly a: number }[] = Array.from({ length: 10_000 }, () => ({ a: 1 }));
  rows[5000] = {
    get a() {
      stop.abort();
      return 1;
    },
  };
  expect(() => p.filter(rows, [], { signal: stop.signal })).toThrowError(canceled);
  expect(() => p.select(p.newBatch(1), [], { signal: stop.signal })).toThrowError(canceled);
  expect(p.filter(rows)).toHaveLength(10_000);
});
