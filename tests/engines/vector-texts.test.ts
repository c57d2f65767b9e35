/** Texts over 64 rows at a time: what views tell, and what only the texts themselves do, is what the interpreter finds. */
import { describe, expect, it } from 'vitest';
import { engines } from '../../src/engines/engines.js';
import { searchOf } from '../../src/engines/vector/search.js';
import { Batch } from '../../src/memory/batch.js';
import { arena, outcomeOf, qualOf, random, schema } from './vector-table.js';

const column = schema.findIndex(({ name }) => name === 'c');
const long = 'https://example.org/a/long/way';
const sizes = [0, 1, 2, 3, 4, 5, 8, 11, 12, 13, 16, 29];
const literals = [...sizes.map((size) => long.slice(0, size)), 'x7', 'é', '😀', 'xx', '77', 'x77x77', 'x77x77x77x77'];
const predicates = [
  ...literals.flatMap((text) => [`c = '${text}'`, `'${text}' <> c`, `starts_with(c, '${text}')`]),
  ...literals
    .flatMap((text) => [text, `${text}%`, `%${text}%`, `%${text}`, `%%${text}%%`])
    .flatMap((pattern) => [`c LIKE '${pattern}'`, `c NOT LIKE '${pattern}'`]),
  ...['x_', '_7%', 'x%7', 'http%org%', '%ex_mple%', '%x%77%', 'é_%', '%é_%', '_', '%_%', 'x\\%', '%\\77%', 'h%_'].map(
    (pattern) => `c LIKE '${pattern}'`,
  ),
  `c IN ('x7', '77', '${long}', '')`,
  "c NOT IN ('x7', '77', NULL)",
  "a + b > 100 AND c LIKE '%77%' AND 10 / b > 1",
  "c LIKE '%77%' AND c <> 'x77' OR c = 'x7' AND a < 50",
  "CASE WHEN c LIKE 'x%' THEN b > 50 WHEN c LIKE '%7%' THEN a > 50 END",
  "(c = 'x7') IS DISTINCT FROM (c LIKE '%7')",
];

/** Texts of many lengths that often begin alike, or hold a literal at any place. */
function batchOf(rows: number, seed: number, nulls: number): Batch {
  const next = random(seed);
  const pick = (): string => literals[next(literals.length)] ?? '';
  const kinds = [
    pick,
    () => pick() + pick(),
    () => 'x'.repeat(next(14)) + pick(),
    () => long.slice(0, next(30)) + pick(),
  ];
  const batch = new Batch(arena, schema, rows + 1);
  for (let row = 0; row < batch.capacity; row++) {
    schema.forEach(({ type, notNull }, place) => {
      const isNull = !notNull && next(100) < nulls;
      if (type === 'text') batch.set(place, row, isNull ? null : (kinds[next(kinds.length)]?.() ?? ''));
      else if (type === 'int4') batch.set(place, row, isNull ? null : next(100));
    });
  }
  batch.rows = rows;
  return batch;
}

describe('vector over texts', () => {
  it.each(predicates)('selects the rows that the interpreter selects: %s', async (sql) => {
    const program = await qualOf(sql);
    const [expected, actual] = [engines.switch.load(program, arena), engines.vector.load(program, arena)];
    for (const [n, rows] of [200, 64, 63, 129, 1, 0].entries()) {
      const batch = batchOf(rows, n * 31 + sql.length, [20, 0, 90][n % 3] ?? 0);
      expect([rows, outcomeOf(actual, batch)]).toEqual([rows, outcomeOf(expected, batch)]);
      batch.free();
    }
    expected.free();
    actual.free();
  });

  it('finds a literal at every place of a text of every length', async () => {
    for (const [pattern, literal] of [
      ['%7%', '7'],
      ['%78%', '78'],
      ['%789%', '789'],
      ['%7890123456789%', '7890123456789'],
      ['78%', '78'],
      ['78901%', '78901'],
      ['%78', '78'],
      ['78', '78'],
    ] as const) {
      const kernel = engines.vector.load(await qualOf(`c LIKE '${pattern}'`), arena);
      const batch = new Batch(arena, schema, 600);
      const matches = new RegExp(`^${pattern.replaceAll('%', '.*')}$`);
      const expected: boolean[] = [];
      for (let size = 0; size < 24; size++)
        for (let at = 0; at <= size; at++) {
          const text = '.'.repeat(at) + literal + '.'.repeat(size - at);
          batch.set(column, expected.length, size % 5 === 4 ? text.slice(0, -1) : text);
          expected.push(matches.test(size % 5 === 4 ? text.slice(0, -1) : text));
        }
      batch.rows = expected.length;
      kernel.run(batch);
      const { u8 } = arena.views;
      const found = expected.map((_, row) => ((u8[kernel.bitmap + (row >> 3)] ?? 0) & (1 << (row & 7))) !== 0);
      expect(found, pattern).toEqual(expected);
      expect(new Set(found).size, pattern).toBe(2);
      batch.free();
      kernel.free();
    }
  });

  it('gives constants of one kind one module, and each its own bytes', async () => {
    const constants = ['x8', '78', 'xyz2', 'x12346', ''];
    const known: unknown[] = [];
    for (const [n, constant] of constants.entries()) {
      const program = await qualOf(`c = '${constant}' AND l >= 0`);
      known.push(engines.vector.has?.(program));
      const kernel = engines.vector.load(program, arena);
      const batch = new Batch(arena, schema, 64);
      constants.forEach((text, row) => {
        batch.set(column, row, text);
      });
      batch.rows = constants.length;
      expect(outcomeOf(kernel, batch)).toBe((1 << n).toString(16));
      batch.free();
      kernel.free();
    }
    expect(known).toEqual([false, true, true, false, false]);
  });
});

describe('what a pattern tells', () => {
  it.each([
    ['x1%', { by: 'prefix', before: 0, behind: 1, most: 4, exact: true }],
    ['%77%', { by: 'infix', before: 1, behind: 1, most: 2, exact: true }],
    ['abc', { by: 'equality', before: 0, behind: 0, most: 4, exact: true }],
    ['a%b', { by: 'prefix', before: 0, behind: 2, most: 4, exact: false }],
    ['a_%', { by: 'prefix', before: 0, behind: 2, most: 4, exact: false }],
    ['%ab%cde_', { by: 'infix', before: 4, behind: 1, most: 12, exact: false }],
    ['%ab', { by: 'infix', before: 1, behind: 0, most: 2, exact: false }],
    ['_é', { by: 'infix', before: 1, behind: 0, most: 2, exact: false }],
    ['%', undefined],
    ['_%', undefined],
    ['a\\%', undefined],
  ])('%s', (pattern, told) => {
    expect(searchOf({ by: 'pattern' }, { type: 'text', representation: 'ref', value: pattern })).toEqual(told);
  });
});
