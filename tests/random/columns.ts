/** The table that random expressions are about: every type twice, once NOT NULL, with values of which many are extreme. */
import fc from 'fast-check';
import { types, type TypeName } from '../../src/catalog/types.js';
import type { Arena } from '../../src/arena/arena.js';
import { parseValue } from '../../src/functions/text-value.js';
import type { Schema } from '../../src/sql/expression.js';
import type { Row } from '../engines/table.js';

/** The types of the core; each family is tested against PostgreSQL by itself. */
export type CoreType = 'bool' | 'int2' | 'int4' | 'int8' | 'float4' | 'float8' | 'text' | 'date' | 'timestamp';
export const typeNames = (Object.keys(types) as TypeName[]).filter(
  (name): name is CoreType => types[name].family === 'core',
);

/** `c_int4` may be null, `n_int4` may not. */
export const schema: Schema = typeNames.flatMap((type) => [
  { name: `c_${type}`, type, notNull: false },
  { name: `n_${type}`, type, notNull: true },
]);

/** In PostgreSQL's input syntax. Ordinary values first: they are chosen more often, so that not every expression raises. */
interface Values {
  readonly ordinary: readonly string[];
  readonly extreme: readonly string[];
}
const coreValues: Readonly<Record<CoreType, Values>> = {
  bool: { ordinary: ['t', 'f'], extreme: ['t', 'f'] },
  int2: {
    ordinary: ['0', '1', '2', '3', '5', '7', '-1', '-2', '42'],
    extreme: ['32767', '-32768', '181', '182', '32766', '255'],
  },
  int4: {
    ordinary: ['0', '1', '2', '3', '5', '7', '-1', '-2', '42', '100'],
    extreme: ['2147483647', '-2147483648', '46340', '46341', '65536', '32768', '-32769', '1000000'],
  },
  int8: {
    ordinary: ['0', '1', '2', '3', '5', '7', '-1', '-2', '42', '1000'],
    extreme: [
      '9223372036854775807',
      '-9223372036854775808',
      '2147483648',
      '-2147483649',
      '3037000500',
      '9007199254740993',
      '4294967296',
    ],
  },
  float4: {
    ordinary: ['0', '1', '-1', '0.5', '2.5', '3.25', '-7', '42'],
    extreme: [
      '-0',
      'NaN',
      'Infinity',
      '-Infinity',
      '3.4028235e+38',
      '1e-45',
      '0.1',
      '1e-20',
      '16777217',
      '1.17549435e-38',
    ],
  },
  float8: {
    ordinary: ['0', '1', '-1', '0.5', '2.5', '3.5', '-7', '42', '0.1'],
    extreme: [
      '-0',
      'NaN',
      'Infinity',
      '-Infinity',
      '1.7976931348623157e+308',
      '5e-324',
      '1e-200',
      '1e200',
      '9007199254740993',
      '2147483647.5',
      '-32768.5',
      '9223372036854775807',
      '1e-310',
    ],
  },
  text: {
    ordinary: ['', 'a', 'abc', 'x7', 'ABC', '1', '42', 'true', 'a%', 'b_'],
    extreme: [
      'é',
      '\u{1F600}',
      '\\',
      '%',
      'a\\',
      ' 7 ',
      '2020-02-29',
      '9999999999',
      'a text of more than twelve bytes',
      'a text of more than twelve Bytes',
      'twelve bytes',
      'Ää',
      'NaN',
      '1e400',
      '2000-01-01 12:34:56.789',
      'infinity',
      '\uFFFF',
      'a  ',
    ],
  },
  date: {
    ordinary: ['2000-01-01', '1999-12-31', '2020-02-29', '1970-01-01', '2024-07-15'],
    extreme: [
      'infinity',
      '-infinity',
      '4713-11-24 BC',
      '5874897-12-31',
      '0001-01-01',
      '294276-12-31',
      '294277-01-01',
      '10000-01-01',
    ],
  },
  timestamp: {
    ordinary: [
      '2000-01-01 00:00:00',
      '1999-12-31 23:59:59.999999',
      '2020-02-29 12:00:00',
      '1970-01-01 00:00:00.5',
      '2024-07-15 06:07:08',
    ],
    extreme: [
      'infinity',
      '-infinity',
      '4713-11-24 00:00:00 BC',
      '294276-12-31 23:59:59.999999',
      '0001-01-01 00:00:00',
      '2000-01-01 00:00:00.000001',
    ],
  },
};
/** Columns of the random tables are of the core's types only. */
export const values = coreValues as Readonly<Record<TypeName, Values>>;

/** Texts of values of a type: mostly the listed ones, and for numbers any at all. */
export function valueText(type: TypeName): fc.Arbitrary<string> {
  const { ordinary, extreme } = values[type];
  const listed = [
    { weight: 5, arbitrary: fc.constantFrom(...ordinary) },
    { weight: 3, arbitrary: fc.constantFrom(...extreme) },
  ];
  switch (type) {
    case 'int2':
      return fc.oneof(...listed, { weight: 1, arbitrary: fc.integer({ min: -32768, max: 32767 }).map(String) });
    case 'int4':
      return fc.oneof(...listed, { weight: 1, arbitrary: fc.integer().map(String) });
    case 'int8':
      return fc.oneof(...listed, {
        weight: 1,
        arbitrary: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
      });
    case 'float4':
      return fc.oneof(...listed, { weight: 1, arbitrary: fc.float().map(floatText) });
    case 'float8':
      return fc.oneof(...listed, { weight: 1, arbitrary: fc.double().map(floatText) });
    default:
      return fc.oneof(...listed);
  }
}
const floatText = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** A row as texts; null is SQL NULL. */
export type TextRow = readonly (string | null)[];

export const textRow: fc.Arbitrary<TextRow> = fc.tuple(
  ...schema.map(({ type, notNull }) =>
    notNull ? valueText(type) : fc.option(valueText(type), { freq: 4, nil: null }),
  ),
);

/** A row of values that are close to each other, so that its columns can be narrow. */
export const closeRow: fc.Arbitrary<TextRow> = fc.tuple(
  ...schema.map(({ type, notNull }) => {
    const value = fc.constantFrom(...values[type].ordinary);
    return notNull ? value : fc.option(value, { freq: 4, nil: null });
  }),
);

export const toRow = (arena: Arena, row: TextRow): Row =>
  schema.map(({ type }, i) => {
    const text = row[i] ?? null;
    return text === null ? null : parseValue(arena, type, text);
  });
