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

/** What takes more than linear time by its meaning, over constants or over the text `t`. */
const superlinear: [name: string, sql: (t: string) => string, t?: string][] = [
  [
    'overlap of arrays',
    (t) => `string_to_array(repeat(${t}, 30000), ',') && string_to_array(repeat('b,', 30000), ',')`,
  ],
  [
    'containment of arrays',
    (t) => `string_to_array(repeat('b,', 30000) || ${t}, ',') @> string_to_array(repeat(${t}, 30000), ',')`,
  ],
  [
    'containment of jsonb',
    (t) => `('[' || repeat('1,', 20000) || '2]')::jsonb @> ('[' || repeat('2,', 20000) || length(${t}) || ']')::jsonb`,
  ],
  [
    'any of many keys',
    (t) => `('[' || repeat(${t}, 20000) || '1]')::jsonb ?| string_to_array(repeat('b,', 20000), ',')`,
    '"a",',
  ],
  [
    'taking many keys out',
    (t) => `(('[' || repeat(${t}, 20000) || '1]')::jsonb - string_to_array(repeat('b,', 20000), ',')) = '[]'`,
    '"a",',
  ],
  [
    'a path over pairs',
    (t) => `('[' || repeat(${t}, 4000) || '1]')::jsonb @? '$[*] ? (exists($[*] ? (@ == "c")))'`,
    '"a",',
  ],
  ['matches that are looked for up to the end', (t) => `regexp_count(repeat(${t}, 40000), '[a,]*b|a') = 1`],
  ['submatches', (t) => `regexp_replace(repeat(${t}, 40000), '([a,]*b|a)', '-', 'g') = ''`],
  ['a factorial', (t) => `factorial(length(${t}) + 20000) > 1`],
  ['long products', (t) => `repeat('7', 65000)::numeric * (repeat('8', 65000) || length(${t}))::numeric > 1`],
  ['long quotients', (t) => `div(repeat('7', 120000)::numeric, (repeat('8', 60000) || length(${t}))::numeric) > 1`],
];

it.each(superlinear)('%s ends when its work is too much, with constants and in a row', async (_, sql, t = 'a,') => {
  const limits = { milliseconds: 10 };
  await expect(predicate(sql(`'${t}'`), { schema: 't text', limits })).rejects.toThrowError(canceled);
  for (const engine of ['auto', 'closure'] as const) {
    const p = await predicate(sql('t'), { schema: 't text', engine, limits });
    expect(() => p.filter([{ t }])).toThrowError(canceled);
    expect(() => p.test({ t })).toThrowError(canceled);
    expect(p.filter([{ t: null }])).toEqual([]);
    expect(p.test({ t: null })).not.toBe(true);
  }
});

it('256 marks in a row are normalized, and more are refused', async () => {
  const p = await predicate('length(normalize(t)) = $1', { schema: 't text' });
  expect(p.test({ t: 'a\u0301'.repeat(5000) }, [5000])).toBe(true);
  expect(p.test({ t: `b${'\u0316\u0301'.repeat(128)}` }, [257])).toBe(true);
  expect(() => p.test({ t: `b${'\u0316\u0301'.repeat(129)}` }, [1])).toThrowError(
    expect.objectContaining({ code: '54000' }),
  );
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
