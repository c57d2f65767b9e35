/**
 * money against PostgreSQL: random texts, good and bad, and random arithmetic and casts.
 * `QUERN_FAMILY_CALLS=20000 npx vitest run tests/families/money.test.ts` asks more, `QUERN_FAMILY_SEED` others.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, Oracle, quern, quote } from './asking.js';
import { seeded, type Random } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 400);
const seed = Number(process.env['QUERN_FAMILY_SEED'] ?? 1);

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.start();
}, 60_000);
afterAll(() => oracle.close());

const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
};
const amount = (random: Random): string =>
  pick(random, [
    () => `${random(2000) - 1000}.${String(random(100)).padStart(2, '0')}`,
    () => String(random(2 ** 31) * random(2 ** 20)),
    () => pick(random, ['92233720368547758.07', '-92233720368547758.08', '0', '0.01', '-0.01', '0.005']),
  ])();
const money = (random: Random): string => `${quote(amount(random))}::money`;
const letters = ['$', '-', '+', '(', ')', ',', '.', ' ', '0', '5', '9', '12', 'x', '\t'];
const number = (random: Random): string =>
  pick(random, [
    '2::int2',
    '0::int4',
    '-7::int4',
    '3::int8',
    '9223372036854775807',
    '0.5::float8',
    '2.5::float4',
    "'NaN'::float8",
    '1e308::float8',
    '1e-320::float8',
    "'Infinity'::float8",
    '-1::int8',
  ]);

const shapes: readonly ((random: Random) => string)[] = [
  (random) => `${money(random)} ${pick(random, ['+', '-', '/', '<', '<=', '=', '>=', '>', '<>'])} ${money(random)}`,
  (random) => `${money(random)} ${pick(random, ['*', '/'])} ${number(random)}`,
  (random) => `${number(random)} * ${money(random)}`,
  (random) => `cash_words(${money(random)})`,
  (random) => `${money(random)}::${pick(random, ['numeric', 'text'])}`,
  (random) => `${quote(amount(random))}::${pick(random, ['numeric', 'numeric', 'int8', 'int4'])}::money`,
  (random) => `greatest(${money(random)}, ${money(random)})`,
  (random) => `array[${money(random)}, ${money(random)}]`,
  (random) => `${quote(Array.from({ length: random(8) }, () => pick(random, letters)).join(''))}::money`,
];

test(`${count} random expressions over money give PostgreSQL’s values and errors`, async () => {
  const random = seeded(seed);
  const asked = Array.from({ length: count }, () => pick(random, shapes)(random));
  expect((await differences(oracle, asked)).slice(0, 20)).toEqual([]);
}, 1_200_000);

test('columns of money are read, compared and printed', async () => {
  const row = { m: '$1,234.50', l: '{"$1.00",2}' };
  expect(await quern("m > '1000' AND m * 2 = '2469'", { m: 'money' }, row)).toBe('t');
  expect(await quern('m', { m: 'money' }, row)).toBe('$1,234.50');
  expect(await quern('l', { l: 'money[]' }, row)).toBe('{$1.00,$2.00}');
  expect(await quern('m', { m: 'money' }, { m: 'x' })).toBe('22P02 invalid input syntax for type money: "x"');
});
