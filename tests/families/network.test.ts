/**
 * Network addresses against PostgreSQL: random texts, good and bad, and random operators, functions and casts over them.
 * `QUERN_FAMILY_CALLS=20000 npx vitest run tests/families/network.test.ts` asks more, `QUERN_FAMILY_SEED` others.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { differences, Oracle, quern, quote } from './asking.js';
import { seeded, type Random } from './text-random.js';

const count = Number(process.env['QUERN_FAMILY_CALLS'] ?? 600);
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
const times = <T>(n: number, make: () => T): T[] => Array.from({ length: n }, make);

const octet = (random: Random) => String(pick(random, [0, 1, 127, 128, 255, random(256)]));
const word = (random: Random) => pick(random, ['0', '0', '0', '1', 'ffff', 'A0', random(65536).toString(16)]);
const ipv4 = (random: Random) => times(4, () => octet(random)).join('.');
function ipv6(random: Random): string {
  const words = times(random(3) === 0 ? 6 : 8, () => word(random));
  if (words.length === 6) words.push(ipv4(random));
  if (random(2) === 0) {
    const at = random(words.length - 2);
    words.splice(at, 1 + random(words.length - 2 - at) + 1, at === 0 ? ':' : '');
  }
  return words.join(':');
}
const width = (random: Random, most: number) =>
  random(3) === 0 ? '' : `/${pick(random, [0, most, random(most + 1)])}`;
const inet = (random: Random) =>
  random(2) === 0 ? ipv4(random) + width(random, 32) : ipv6(random) + width(random, 128);
const digits = (random: Random, n: number) => times(n, () => random(16).toString(16)).join('');
const mac = (random: Random) =>
  pick(random, [
    () => times(6, () => digits(random, 2)).join(':'),
    () => times(6, () => digits(random, 1 + random(2))).join('-'),
    () => `${digits(random, 6)}${pick(random, [':', '-'])}${digits(random, 6)}`,
    () => times(3, () => digits(random, 4)).join('.'),
    () => digits(random, 12),
  ])();
const mac8 = (random: Random) =>
  pick(random, [
    () => times(8, () => digits(random, 2)).join(':'),
    () => times(4, () => digits(random, 4)).join('.'),
    () => digits(random, 16),
    () => `${digits(random, 6)}fffe${digits(random, 6)}`,
    () => times(6, () => digits(random, 2)).join('-'),
  ])();
const makers = { inet, cidr: inet, macaddr: mac, macaddr8: mac8 };
type Type = keyof typeof makers;

/** A text with one of its characters left out, doubled or replaced. */
function damaged(random: Random, text: string): string {
  const at = random(text.length);
  const letter = pick(random, [':', '.', '/', '-', ' ', '0', '9', 'f', 'g', 'x', '', '::', '+', '/7', '.1', '\n']);
  return text.slice(0, at) + letter + text.slice(at + random(2));
}

const value = (random: Random, type: Type): string => {
  const text = makers[type](random);
  // Most networks have bits to the right of their masks.
  return type === 'cidr' ? `cidr(inet ${quote(text)})` : `${type} ${quote(text)}`;
};
const address = (random: Random) => value(random, pick(random, ['inet', 'inet', 'cidr']));
const number = (random: Random) => pick(random, ['1', '-1', '0', '32', '255', '9223372036854775807', '-300', '65536']);
/** Two values near each other. */
function pair(random: Random, type: Type): readonly [string, string] {
  const a = value(random, type);
  return [a, random(4) === 0 ? a : value(random, type)];
}
const comparison = (random: Random, type: Type) =>
  pair(random, type).join(` ${pick(random, ['<', '<=', '=', '>=', '>', '<>', '&', '|'])} `);

const shapes: readonly ((random: Random) => string)[] = [
  (random) =>
    `${address(random)} ${pick(random, ['<<', '<<=', '>>', '>>=', '&&', '<', '=', '>', '&', '|', '-'])} ${address(random)}`,
  (random) => {
    const [a, b] = pair(random, 'inet');
    return `network(${a}) ${pick(random, ['<<', '<<=', '>>', '>>=', '&&', '='])} set_masklen(${b}, 8)`;
  },
  (random) => `${address(random)} ${pick(random, ['+', '-'])} ${number(random)}::bigint`,
  (random) =>
    `${pick(random, ['abbrev', 'broadcast', 'family', 'host', 'hostmask', 'masklen', 'netmask', 'network', 'text', 'cidr', 'hashinet', '~'])}(${address(random)})`,
  (random) => `abbrev(cidr(inet ${quote(inet(random))}))`,
  (random) => `set_masklen(${address(random)}, ${random(140) - 4})`,
  (random) =>
    `${pick(random, ['inet_merge', 'inet_same_family', 'network_cmp', 'network_larger', 'network_smaller'])}(${pair(random, 'inet').join(', ')})`,
  (random) => `hashinetextended(${address(random)}, ${number(random)})`,
  (random) => `${address(random)}::${pick(random, ['text', 'varchar', 'cidr', 'inet', 'char(9)'])}`,
  (random) => `array[${pair(random, 'inet').join(', ')}]::${pick(random, ['text', 'cidr[]', 'inet[]'])}`,
  (random) => comparison(random, 'macaddr'),
  (random) => comparison(random, 'macaddr8'),
  (random) => `${pick(random, ['trunc', 'macaddr8', 'hashmacaddr', '~'])}(${value(random, 'macaddr')})`,
  (random) =>
    `${pick(random, ['trunc', 'macaddr', 'macaddr8_set7bit', 'hashmacaddr8', '~'])}(${value(random, 'macaddr8')})`,
  (random) => `${value(random, 'macaddr8')}::${pick(random, ['macaddr', 'text'])}`,
  (random) => {
    const type = pick(random, ['inet', 'cidr', 'macaddr', 'macaddr8'] as const);
    const text = makers[type](random);
    return `${quote(random(3) === 0 ? text : damaged(random, text))}::${type}`;
  },
];

test(`${count} random expressions over network addresses give PostgreSQL’s values and errors`, async () => {
  const random = seeded(seed);
  const asked = times(count, () => pick(random, shapes)(random));
  expect((await differences(oracle, asked)).slice(0, 20)).toEqual([]);
}, 1_200_000);

test('columns of addresses are read, compared and printed', async () => {
  const schema = { a: 'inet', b: 'cidr', m: 'macaddr', n: 'macaddr8', l: 'inet[]' };
  const row = { a: '10.1.2.3/8', b: '10.0.0.0/8', m: '08002b:010203', n: '08:00:2b:01:02:03', l: '{1.2.3.4,::1/64}' };
  expect(await quern('a <<= b AND m::macaddr8 = n AND a <> ALL (l)', schema, row)).toBe('t');
  expect(await quern('a', schema, row)).toBe('10.1.2.3/8');
  expect(await quern('b', schema, row)).toBe('10.0.0.0/8');
  expect(await quern('m', schema, row)).toBe('08:00:2b:01:02:03');
  expect(await quern('n', schema, row)).toBe('08:00:2b:ff:fe:01:02:03');
  expect(await quern('l', schema, row)).toBe('{1.2.3.4,::1/64}');
  expect(await quern('b', schema, { ...row, b: '10.0.0.1/8' })).toBe('22P02 invalid cidr value: "10.0.0.1/8"');
});
