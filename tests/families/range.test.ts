/**
 * Ranges against PostgreSQL: random texts, good and bad, and random operators and functions over ranges of every type.
 * `QUERN_FAMILY_CALLS=20000 npx vitest run tests/families/range.test.ts` asks more, `QUERN_FAMILY_SEED` others.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expression } from '../../src/index.js';
import { differences, Oracle, quern } from './asking.js';
import { randomMultirangeExpression, randomRangeExpression } from './range-random.js';
import { seeded } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 600);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.start();
}, 60_000);
afterAll(() => oracle.close());

test('written expressions give PostgreSQL’s values and errors', async () => {
  const asked = [
    "'[1,5)'::int4range",
    "'(1,5]'::int4range",
    "'[1,1)'::int4range",
    "'[5,1]'::int4range",
    "'[1,2147483647]'::int4range",
    "'(2024-01-01,2024-02-01]'::daterange",
    "'[-infinity,infinity]'::daterange",
    '\'["2024-01-01 10:00",)\'::tsrange',
    'numrange(1.5, null)',
    "int4range(1, 5, '[]')",
    "int4range(1, 5, 'x')",
    'int4range(1, 5, null)',
    'int4range(null::int, null)',
    'int4range(1, 10) @> 5',
    "int4range(1, 10) @> '[2,3]'",
    "int4range(1, 10) @> '3'",
    '3 <@ int4range(1, 10)',
    'int4range(1, 10) @> 5::bigint',
    'int4range(1, 10) && int8range(1, 10)',
    'int4range(1, 3) + int4range(5, 8)',
    'int4range(1, 9) - int4range(3, 5)',
    'lower(int4range(1, 3)) + 1',
    "upper(daterange('2024-01-01', '2024-02-01', '[]'))",
    "lower('(,5)'::numrange)",
    'upper(numrange(1.10, 2.20))',
    'int4range(1, 3) -|- int4range(3, 5)',
    'numrange(1, 3) -|- numrange(3, 5)',
    "int4range(1, 3) in ('[1,2]', '[2,3]')",
    "int4range(1, 3) between '[1,2]' and '[2,5]'",
    "tstzrange('2024-01-01', '2024-01-02') @> '2024-01-01 12:00+00'::timestamptz",
    'int4range(1, 3)::int8range',
    "int4range(1, 3)::text || '!'",
    "'[1,3)'::text::int4range",
    "array[int4range(1, 3), null, 'empty']",
    '(\'{"[1,3)",empty}\'::int4range[])[1]',
    "coalesce(null::int4range, 'empty')",
    "nullif(int4range(1, 3), '[1,2]')",
    'int4range(1,3) is distinct from int4range(1,4)',
    'int4multirange()',
    "int4multirange(int4range(1, 3), int4range(3, 5), 'empty')",
    'int4multirange(int4range(1, 3), null)',
    'int4multirange(null::int4range)',
    "'{[1,2], (5,9), empty}'::int4multirange + '{[3,4]}'",
    'int4range(1, 3)::int4multirange @> 2',
    "lower('{[1.5,2),[3,4)}'::nummultirange) * 2",
    "'{}'::int4multirange && int4range(1, 3)",
    "'{[1,3)}'::int4multirange = any (array['{[1,2]}'::int4multirange])",
    'int4multirange(int4range(1,3)) * int8multirange(int8range(1,3))',
    "'{[1,3)'::int4multirange",
    "'[1,3)'::int4multirange",
    "'{[1,3)} x'::int4multirange",
    "'{x}'::int4multirange",
    "'{[1,3) x}'::int4multirange",
    "'{[3,1)}'::int4multirange",
    "range_merge('{[1,3),[7,9)}'::int4multirange)",
    "array['{[1,3)}'::int4multirange]",
  ];
  expect(await differences(oracle, asked)).toEqual([]);
});

test(`${count} random expressions over ranges give PostgreSQL’s values and errors`, async () => {
  const random = seeded(seed);
  const asked = Array.from({ length: count }, () => randomRangeExpression(random));
  expect((await differences(oracle, asked)).slice(0, 20)).toEqual([]);
}, 1_200_000);

test(`${count} random expressions over multiranges give PostgreSQL’s values and errors`, async () => {
  const random = seeded(seed);
  const asked = Array.from({ length: count }, () => randomMultirangeExpression(random));
  expect((await differences(oracle, asked)).slice(0, 20)).toEqual([]);
}, 1_200_000);

test('columns of ranges are read, compared and printed', async () => {
  const schema = { a: 'int4range', d: 'daterange', n: 'numrange', t: 'tstzrange', l: 'int4range[]', i: 'int4' };
  const row = {
    a: '[1,5]',
    d: '[2024-01-01,2024-02-01)',
    n: '(,1.50]',
    t: '["2024-01-01 00:00:00+00",)',
    l: '{"[1,6)",empty}',
    i: '5',
  };
  expect(await quern('a @> i AND a = l[1] AND a = ANY (l)', schema, row)).toBe('t');
  expect(await quern('a', schema, row)).toBe('[1,6)');
  expect(await quern('upper(d) - lower(d)', schema, row)).toBe('31');
  expect(await quern('n', schema, row)).toBe('(,1.50]');
  expect(await quern('upper(n) * 2', schema, row)).toBe('3.00');
  expect(await quern('lower(t)', schema, row)).toBe('2024-01-01 00:00:00+00');
  expect(await quern('upper_inf(t) AND lower(n) IS NULL', schema, row)).toBe('t');
  expect(await quern('l', schema, row)).toBe('{"[1,6)",empty}');
  expect(await quern('a', schema, { ...row, a: '[5,1]' })).toBe(
    '22000 range lower bound must be less than or equal to range upper bound',
  );
  const malformed = await expression("'[1'::int4range").catch((error: unknown) => error);
  expect(malformed).toMatchObject({ code: '22P02', detail: 'Unexpected end of input.' });
});
