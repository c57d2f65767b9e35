/** Random expressions over ranges and multiranges of every type, with bounds that are near each other, so that ranges meet. */
import type { Random } from './text-random.js';
import { quote } from './asking.js';

const pick = <T>(random: Random, values: readonly T[]): T => {
  const value = values[random(values.length)];
  if (value === undefined) throw new Error('there is nothing to pick from');
  return value;
};

/** A range type, that of its bounds, and values of it, some of which are extremes. */
interface RangeType {
  readonly name: string;
  readonly multirange: string;
  readonly subtype: string;
  readonly value: (random: Random) => string;
}

const day = (random: Random) => `2024-02-${String(20 + random(10)).padStart(2, '0')}`;
const rangeTypes: readonly RangeType[] = [
  {
    name: 'int4range',
    multirange: 'int4multirange',
    subtype: 'int4',
    value: (random) =>
      pick(random, ['2147483647', '-2147483648', ...Array.from({ length: 12 }, (_, i) => String(i - 2))]),
  },
  {
    name: 'int8range',
    multirange: 'int8multirange',
    subtype: 'int8',
    value: (random) =>
      pick(random, ['9223372036854775807', '-9223372036854775808', ...Array.from({ length: 12 }, (_, i) => String(i))]),
  },
  {
    name: 'numrange',
    multirange: 'nummultirange',
    subtype: 'numeric',
    value: (random) =>
      pick(random, [
        '0',
        '1.5',
        '1.50',
        '2',
        '3.25',
        '-7',
        'NaN',
        '1e40',
        'Infinity',
        `1e-${random(200)}`,
        `9${'8'.repeat(260)}`,
      ]),
  },
  {
    name: 'daterange',
    multirange: 'datemultirange',
    subtype: 'date',
    value: (random) => pick(random, [day(random), day(random), day(random), 'infinity', '-infinity', '5874897-12-31']),
  },
  {
    name: 'tsrange',
    multirange: 'tsmultirange',
    subtype: 'timestamp',
    value: (random) => pick(random, [`${day(random)} 10:00:00`, `${day(random)}`, 'infinity', '-infinity']),
  },
  {
    name: 'tstzrange',
    multirange: 'tstzmultirange',
    subtype: 'timestamptz',
    value: (random) => pick(random, [`${day(random)} 10:00:00+02`, `${day(random)} 08:00:00+00`, 'infinity']),
  },
];

/** The text of a range, mostly a good one. */
function rangeText(random: Random, type: RangeType): string {
  if (random(12) === 0) return pick(random, ['empty', ' EMPTY ', '(,)', '[,]']);
  const bound = () => (random(6) === 0 ? '' : random(6) === 0 ? `"${type.value(random)}"` : type.value(random));
  return `${pick(random, ['[', '('])}${bound()},${bound()}${pick(random, [']', ')'])}`;
}

function damaged(random: Random, text: string): string {
  const at = random(text.length);
  return (
    text.slice(0, at) + pick(random, ['"', '\\', ',', ' ', '[', ')', '', 'x', '{', '}']) + text.slice(at + random(2))
  );
}

const element = (random: Random, type: RangeType) => `${quote(type.value(random))}::${type.subtype}`;
const range = (random: Random, type: RangeType) => `${quote(rangeText(random, type))}::${type.name}`;
const relations = ['@>', '<@', '&&', '<<', '>>', '&<', '&>', '-|-', '=', '<>', '<', '<=', '>', '>='];
const combinations = ['+', '*', '-'];

const rangeShapes: readonly ((random: Random, type: RangeType) => string)[] = [
  (random, type) => `${range(random, type)} ${pick(random, relations)} ${range(random, type)}`,
  (random, type) => `${range(random, type)} ${pick(random, combinations)} ${range(random, type)}`,
  (random, type) => `range_merge(${range(random, type)}, ${range(random, type)})`,
  (random, type) => `${range(random, type)} @> ${element(random, type)}`,
  (random, type) => `${element(random, type)} <@ ${range(random, type)}`,
  (random, type) =>
    `${pick(random, ['lower', 'upper', 'isempty', 'lower_inc', 'upper_inc', 'lower_inf', 'upper_inf', 'hash_range'])}(${range(random, type)})`,
  (random, type) => `hash_range_extended(${range(random, type)}, ${random(3) - 1})`,
  (random, type) =>
    `${type.name}(${pick(random, ['null', element(random, type)])}, ${element(random, type)}${pick(random, ['', ", '[]'", ", '()'", ", '(]'", ", '['", ', null'])})`,
  (random, type) => `${range(random, type)}::text`,
  (random, type) => `${quote(damaged(random, rangeText(random, type)))}::${type.name}`,
  (random, type) =>
    `array[${range(random, type)}, ${range(random, type)}] ${pick(random, ['<', '=', '@>'])} array[${range(random, type)}]`,
  (random, type) => `greatest(${range(random, type)}, ${range(random, type)}, null)`,
  (random, type) => `${range(random, type)} = any (array[${range(random, type)}, ${range(random, type)}])`,
];

/** The text of a multirange, mostly a good one. */
const multirangeText = (random: Random, type: RangeType): string =>
  `{${Array.from({ length: random(7) }, () => rangeText(random, type)).join(pick(random, [',', ', ']))}}`;
const multirange = (random: Random, type: RangeType) => `${quote(multirangeText(random, type))}::${type.multirange}`;

const multirangeShapes: readonly ((random: Random, type: RangeType) => string)[] = [
  (random, type) => `${multirange(random, type)} ${pick(random, relations)} ${multirange(random, type)}`,
  (random, type) => `${multirange(random, type)} ${pick(random, relations.slice(0, 8))} ${range(random, type)}`,
  (random, type) => `${range(random, type)} ${pick(random, relations.slice(0, 8))} ${multirange(random, type)}`,
  (random, type) => `${multirange(random, type)} ${pick(random, combinations)} ${multirange(random, type)}`,
  (random, type) => `${multirange(random, type)} @> ${element(random, type)}`,
  (random, type) => `${element(random, type)} <@ ${multirange(random, type)}`,
  (random, type) =>
    `${pick(random, ['lower', 'upper', 'isempty', 'lower_inc', 'upper_inc', 'lower_inf', 'upper_inf', 'hash_multirange', 'range_merge'])}(${multirange(random, type)})`,
  (random, type) => `hash_multirange_extended(${multirange(random, type)}, ${random(3) - 1})`,
  (random, type) => `multirange(${range(random, type)})`,
  (random, type) => `${type.multirange}(${Array.from({ length: random(4) }, () => range(random, type)).join(', ')})`,
  (random, type) => `${range(random, type)}::${type.multirange}`,
  (random, type) => `${quote(damaged(random, multirangeText(random, type)))}::${type.multirange}`,
];

export const randomMultirangeExpression = (random: Random): string =>
  pick(random, multirangeShapes)(random, pick(random, rangeTypes));

export const randomRangeExpression = (random: Random): string =>
  pick(random, rangeShapes)(random, pick(random, rangeTypes));
