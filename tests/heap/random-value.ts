/** Random values of PostgreSQL's types, as texts in their input syntax. */
import { typeNames, values, type CoreType } from '../random/columns.js';
import type { Dice } from './dice.js';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'];
const wide = ['é', 'ß', '語', '\u{1F600}', 'x'];
const hex = [...'0123456789abcdef'];
const digits = [...'0123456789'];

const range = (dice: Dice, bound: () => string): string =>
  dice.pick([
    () => 'empty',
    () => '(,)',
    () => `[${bound()},)`,
    () => {
      const one = bound();
      return `${dice.pick(['[', '('])}${one},${one}]`;
    },
  ])();

/** Types of families: what they are called in CREATE TABLE, and their values. All alignments and many lengths are among them; a few quern walks past. */
const others: Readonly<Record<string, (dice: Dice) => string>> = {
  numeric: (dice) =>
    dice.pick([
      '0',
      '-1.5',
      'NaN',
      'Infinity',
      '12345678901234567890.0123456789',
      dice.noise(dice.between(1, 300), digits),
      `-0.${dice.noise(9, digits)}`,
    ]),
  'numeric(12,2)': (dice) => `${dice.below(10_000)}.${dice.below(100)}`,
  uuid: (dice) => dice.noise(32, hex),
  interval: (dice) => dice.pick(['0', '1 day', '-3 mons 04:05:06.789', '178000000 years']),
  jsonb: (dice) =>
    JSON.stringify(
      dice.pick([null, 7, 'text', [1, [2, {}]], { key: dice.noise(dice.below(200), letters), other: [true, 0.5] }]),
    ),
  bytea: (dice) => `\\x${dice.noise(2 * dice.pick([0, 1, 3, 125, 126, 127, 130, 600]), hex)}`,
  'varchar(20)': (dice) => dice.noise(dice.below(21), dice.pick([letters, wide])),
  'char(5)': (dice) => dice.noise(dice.below(6), dice.pick([letters, wide])),
  timestamptz: (dice) => dice.pick(['2000-01-01 00:00:00+00', '-infinity', '2024-07-15 06:07:08.9+02']),
  time: (dice) => dice.pick(['00:00', '23:59:59.999999', '24:00']),
  timetz: (dice) => dice.pick(['00:00+00', '23:59:59.999999-12']),
  name: (dice) => dice.noise(dice.below(64), letters),
  'int4[]': (dice) =>
    dice.pick([
      '{}',
      '{1,2,3}',
      '{NULL,7}',
      '{{1,2},{3,4}}',
      `{${Array.from({ length: 40 }, () => dice.below(9)).join()}}`,
    ]),
  '"char"': (dice) => dice.pick(letters),
  macaddr: (dice) => dice.noise(12, hex),
  tid: (dice) => `(${dice.below(1000)},${dice.between(1, 200)})`,
  point: (dice) => `(${dice.below(100)},${dice.below(100)}.5)`,
  oid: (dice) => String(dice.below(2 ** 32)),
  'bit(11)': (dice) => dice.noise(11, ['0', '1']),
  inet: (dice) => dice.pick(['10.0.0.1/8', '::1', '2001:db8::ff00:42:8329']),
  cidr: (dice) => dice.pick(['10.0.0.0/8', '::1', '2001:db8::/32']),
  macaddr8: (dice) => dice.noise(16, hex),
  varbit: (dice) => dice.noise(dice.below(70), ['0', '1']),
  money: (dice) => `${dice.below(100_000)}.${dice.below(100)}`,
  json: (dice) => dice.pick(['{"a" : 1}', ' [1,\t2]', `"${dice.noise(dice.below(200), letters)}"`]),
  int4range: (dice) => range(dice, () => String(dice.below(1000))),
  numrange: (dice) => range(dice, () => `${dice.below(1000)}.${dice.below(100)}`),
  tstzrange: (dice) => range(dice, () => `2024-0${dice.between(1, 9)}-01 00:00:00+00`),
  datemultirange: (dice) => dice.pick(['{}', '{[2024-01-01,2024-02-01)}', '{[2024-01-01,2024-02-01),[2025-01-01,)}']),
  'text[]': (dice) =>
    dice.pick(['{}', '{NULL,"a b","\\""}', `{${dice.noise(dice.below(300), letters)},x}`, '[0:1]={é,語}']),
  'numeric[]': (dice) => `{${Array.from({ length: dice.between(1, 9) }, () => `${dice.below(1000)}.5`).join()},NULL}`,
  'timestamptz[]': () => '{"2000-01-01 00:00:00+00",infinity}',
};

/** The types of the core, about which random expressions are. */
export const computedTypes: readonly CoreType[] = typeNames;
/** Other types, as CREATE TABLE names them. */
export const otherTypes: readonly string[] = Object.keys(others);
/** Those of them that have no order, by which predicates could compare them. */
export const unordered: ReadonlySet<string> = new Set(['json', 'point']);

/** Is the type one of the core? */
export const isComputed = (type: string): type is CoreType => (typeNames as readonly string[]).includes(type);

/** How long the texts of a table may be. */
export type TextSize = 'short' | 'inline' | 'out of line';

/** A text whose length is near where its varlena header changes, or that is compressed, or that is stored out of line. */
function text(dice: Dice, size: TextSize): string {
  const near = dice.pick([0, 1, 2, 7, 12, 13, 125, 126, 127, 128, 250]);
  const roll = dice.below(size === 'short' ? 16 : 20);
  if (roll < 8) return dice.pick(values.text.ordinary);
  if (roll < 11) return dice.pick(values.text.extreme);
  if (roll < 15) return dice.noise(near, letters);
  if (roll < 16) return dice.noise(dice.below(60), wide);
  if (roll < 17) return dice.noise(1500, letters);
  const unit = dice.noise(dice.between(1, 40), dice.pick([letters, wide]));
  if (roll < 19 || size === 'inline') return unit.repeat(dice.between(2000, 4000) / unit.length);
  return dice.chance(0.5)
    ? dice.noise(dice.between(2000, 9000), letters)
    : unit.repeat(dice.between(2000, 300_000) / unit.length);
}

function computed(dice: Dice, type: CoreType, size: TextSize): string {
  if (type === 'text') return text(dice, size);
  const { ordinary, extreme } = values[type];
  switch (dice.below(4)) {
    case 0:
      return dice.pick(extreme);
    case 1:
      return anyOf(dice, type) ?? dice.pick(ordinary);
    default:
      return dice.pick(ordinary);
  }
}

/** Any value at all, where that is easily said. */
function anyOf(dice: Dice, type: CoreType): string | undefined {
  switch (type) {
    case 'int2':
      return String(dice.between(-(2 ** 15), 2 ** 15 - 1));
    case 'int4':
      return String(dice.between(-(2 ** 31), 2 ** 31 - 1));
    case 'int8':
      return String((BigInt(dice.between(-(2 ** 31), 2 ** 31 - 1)) << 32n) + BigInt(dice.below(2 ** 32)));
    case 'float4':
    case 'float8':
      return `${dice.between(-(10 ** 6), 10 ** 6)}e${dice.between(-20, 20)}`;
    case 'date':
      return `${dice.between(1000, 3000)}-${dice.between(1, 12)}-${dice.between(1, 28)}`;
    case 'timestamp':
      return `${dice.between(1000, 3000)}-${dice.between(1, 12)}-${dice.between(1, 28)} ${dice.below(24)}:${dice.below(60)}:${dice.below(60)}.${dice.below(10 ** 6)}`;
    default:
      return undefined;
  }
}

/** A random value of a type, as a text in its input syntax. */
export function randomText(dice: Dice, type: string, size: TextSize): string {
  return isComputed(type) ? computed(dice, type, size) : (others[type]?.(dice) ?? '');
}

/** A text as an SQL literal. */
export const quoted = (value: string): string => `'${value.replaceAll("'", "''")}'`;
