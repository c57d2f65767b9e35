/** Single characters, case under the collation "C", escapes, lengths, and numbers in other bases. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './cases.js';

const adt = 'src/backend/utils/adt';

const bases: readonly (readonly [base: string, number: number])[] = [
  ['bin', 2],
  ['oct', 8],
  ['hex', 16],
];
const widths = [
  { bits: 32, type: 'int4', values: [0n, 1n, 255n, 2147483647n, -1n, -2147483648n] },
  { bits: 64, type: 'int8', values: [0n, 1n, 4294967296n, 9223372036854775807n, -1n, -9223372036854775808n] },
];

const inBases = bases.flatMap(([base, radix]) =>
  widths.map(({ bits, type, values }) =>
    defineRows({
      name: `to_${base}${bits}`,
      summary: `a in base ${radix}; a negative number in two's complement.`,
      source: `${adt}/varlena.c`,
      args: { a: type },
      result: 'text',
      rows: [...values.map((value) => [`${value}`, BigInt.asUintN(bits, value).toString(radix)]), [null, null]],
    }),
  ),
);

const folded = (name: string, summary: string, source: string, rows: readonly (readonly [string, string])[]) =>
  defineRows({ name, summary, source: `${adt}/${source}`, args: { a: 'text' }, result: 'text', rows });

export const characterFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'ascii',
    summary: 'The code point of the first character of a; 0 of the empty text.',
    source: `${adt}/oracle_compat.c`,
    args: { a: 'text' },
    result: 'int4',
    rows: [
      ['x', '120'],
      ['', '0'],
      ['éa', '233'],
      ['€', '8364'],
      ['😀', '128512'],
      [null, null],
    ],
  }),
  defineRows({
    name: 'chr',
    summary: 'The character with the code point a.',
    source: `${adt}/oracle_compat.c`,
    args: { a: 'int4' },
    result: 'text',
    rows: [
      ['65', 'A'],
      ['233', 'é'],
      ['8364', '€'],
      ['128512', '😀'],
      ['1114111', '\u{10ffff}'],
      [null, null],
    ],
    failures: [
      ['54000', '0'],
      ['22023', '-1'],
      ['54000', '55296'],
      ['54000', '1114112'],
    ],
  }),
  folded('initcap', 'a with every word capitalised; only the letters A–Z have case.', 'oracle_compat.c', [
    ['hI tHERE', 'Hi There'],
    ['a1b-c_d', 'A1b-C_D'],
    ['', ''],
  ]),
  folded('casefold', 'a for a comparison that ignores case; only the letters A–Z have case.', 'oracle_compat.c', [
    ['QuErN', 'quern'],
    ['', ''],
  ]),
  defineRows({
    name: 'unistr',
    summary: 'a with its Unicode escapes replaced by the characters they stand for.',
    source: `${adt}/varlena.c`,
    args: { a: 'text' },
    result: 'text',
    rows: [
      ['d\\0061t\\+000061 \\u20ac \\U0001F600', 'data € 😀'],
      ['\\d83d\\de00', '😀'],
      ['a\\\\b', 'a\\b'],
      ['', ''],
      [null, null],
    ],
    failures: [
      ['42601', '\\'],
      ['42601', '\\xyz'],
      ['42601', '\\d83d'],
      ['42601', '\\de00'],
      ['42601', '\\d83d\\0061'],
      ['22023', '\\0000'],
      ['22023', '\\U00110000'],
    ],
  }),
  defineRows({
    name: 'textoctetlen',
    summary: 'The number of bytes of a.',
    source: `${adt}/varlena.c`,
    args: { a: 'text' },
    result: 'int4',
    rows: [
      ['aé€😀', '10'],
      ['', '0'],
      [null, null],
    ],
  }),
  ...inBases,
];
