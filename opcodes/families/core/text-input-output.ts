/** From text and to text: each type's input and output function, and the cast of bool, which spells true and false out. */
import {
  defineFunction,
  representations,
  type Example,
  type ExampleValue,
  type FunctionDefinition,
  type SqlType,
} from '../../language/function.js';
import { call } from '../../language/term.js';
import { callText, toLanes } from '../../language/value.js';
import {
  dateNoBegin,
  dateNoEnd,
  endDate,
  endTimestamp,
  microsecondsPerDay,
  minDate,
  minTimestamp,
  timestampNoBegin,
  timestampNoEnd,
} from './calendar.js';
import { largest, least } from './float.js';
import { exampleInteger, integers, integerTypes, type IntegerType } from './integer.js';

type Scalar = Exclude<SqlType, 'text'>;
const fileOf: Readonly<Record<Scalar, string>> = {
  bool: 'bool.c',
  int2: 'int.c',
  int4: 'int.c',
  int8: 'int8.c',
  float4: 'float.c',
  float8: 'float.c',
  date: 'date.c',
  timestamp: 'timestamp.c',
};

/** [text, value], the value null where the text raises the SQLSTATE that follows. */
type Reading = readonly [text: string, value: ExampleValue] | readonly [text: string, raises: null, code: string];

function reads(name: string, type: Scalar, readings: readonly Reading[]): FunctionDefinition {
  return defineFunction({
    name,
    summary: `The ${type} that the text a says.`,
    source: `src/backend/utils/adt/${fileOf[type]}`,
    args: { a: 'text' },
    result: type,
    tier: 'call',
    value: ({ a }) => call(representations[type], name, ...toLanes(a)),
    examples: [
      ...readings.map(([a, gives, code]): Example => (code === undefined ? { a, gives } : { a, raises: code })),
      { a: null, gives: null },
    ],
  });
}

function writes(
  name: string,
  type: Scalar,
  written: readonly (readonly [value: ExampleValue, text: string])[],
  summary = 'a as text.',
): FunctionDefinition {
  return defineFunction({
    name,
    summary,
    source: `src/backend/utils/adt/${fileOf[type]}`,
    args: { a: type },
    result: 'text',
    tier: 'call',
    value: ({ a }) => callText(name, a),
    examples: [...written.map(([a, gives]) => ({ a, gives })), { a: null, gives: null }],
  });
}

function integer(type: IntegerType): FunctionDefinition[] {
  const { min, max } = integers[type];
  const values = [0n, 7n, -10n, 12345n, max, min];
  return [
    reads(`${type}in`, type, [
      ...values.map((value): Reading => [String(value), exampleInteger(type, value)]),
      [' +42\t', exampleInteger(type, 42n)],
      ['-0', exampleInteger(type, 0n)],
      ['0x7F', exampleInteger(type, 127n)],
      ['0o17', exampleInteger(type, 15n)],
      ['-0b101', exampleInteger(type, -5n)],
      ['1_000', exampleInteger(type, 1000n)],
      [`-0x${(-min).toString(16)}`, exampleInteger(type, min)],
      [String(max + 1n), null, '22003'],
      [String(min - 1n), null, '22003'],
      ['99999999999999999999', null, '22003'],
      ['', null, '22P02'],
      [' ', null, '22P02'],
      ['-', null, '22P02'],
      ['4 2', null, '22P02'],
      ['1.0', null, '22P02'],
      ['1__0', null, '22P02'],
      ['0x', null, '22P02'],
      ['abc', null, '22P02'],
    ]),
    writes(
      `${type}out`,
      type,
      values.map((value) => [exampleInteger(type, value), String(value)]),
    ),
  ];
}

/** The readings of both float types. */
const floatReadings: readonly Reading[] = [
  ['0', 0],
  ['-0', -0],
  ['1.5', 1.5],
  [' -2.5e3 ', -2500],
  ['.5', 0.5],
  ['5.', 5],
  ['NaN', NaN],
  ['nan', NaN],
  ['Infinity', Infinity],
  ['-inf', -Infinity],
  ['1e400', null, '22003'],
  ['-1e400', null, '22003'],
  ['1e-400', null, '22003'],
  ['', null, '22P02'],
  ['1.5x', null, '22P02'],
  ['e5', null, '22P02'],
  ['1_0', null, '22P02'],
  ['--1', null, '22P02'],
];

export const textInputOutput: readonly FunctionDefinition[] = [
  reads('boolin', 'bool', [
    ['t', true],
    ['true', true],
    ['TRUE', true],
    ['tr', true],
    ['yes', true],
    ['on', true],
    ['1', true],
    [' true ', true],
    ['f', false],
    ['false', false],
    ['no', false],
    ['n', false],
    ['off', false],
    ['of', false],
    ['0', false],
    ['o', null, '22P02'],
    ['', null, '22P02'],
    ['maybe', null, '22P02'],
    ['truer', null, '22P02'],
    ['2', null, '22P02'],
  ]),
  writes('boolout', 'bool', [
    [true, 't'],
    [false, 'f'],
  ]),
  writes(
    'booltext',
    'bool',
    [
      [true, 'true'],
      [false, 'false'],
    ],
    'a as text, spelled out: the cast.',
  ),
  ...integerTypes.flatMap(integer),
  reads('float4in', 'float4', [
    ...floatReadings,
    ['0.1', Math.fround(0.1)],
    ['16777217', 16777216],
    ['3.4028235e38', largest.float4],
    ['1.4e-45', least.float4],
    ['3.4028236e38', null, '22003'],
    ['1e-46', null, '22003'],
  ]),
  reads('float8in', 'float8', [
    ...floatReadings,
    ['0.1', 0.1],
    ['9007199254740993', 9007199254740992],
    ['1.7976931348623157e308', largest.float8],
    ['4.9e-324', least.float8],
    ['2.2250738585072014e-308', 2.2250738585072014e-308],
    ['1.7976931348623159e308', null, '22003'],
  ]),
  writes('float4out', 'float4', [
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [Math.fround(0.1), '0.1'],
    [Math.fround(0.0001), '0.0001'],
    [Math.fround(0.00001), '1e-05'],
    [100000, '100000'],
    [1000000, '1e+06'],
    [16777216, '1.6777216e+07'],
    [largest.float4, '3.4028235e+38'],
    [least.float4, '1e-45'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [NaN, 'NaN'],
  ]),
  writes('float8out', 'float8', [
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [-1.5, '-1.5'],
    [0.1, '0.1'],
    [0.1 + 0.2, '0.30000000000000004'],
    [0.0001, '0.0001'],
    [0.00001, '1e-05'],
    [100000000000000, '100000000000000'],
    [1e15, '1e+15'],
    [123456789012345680, '1.2345678901234568e+17'],
    [largest.float8, '1.7976931348623157e+308'],
    [least.float8, '5e-324'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
    [NaN, 'NaN'],
  ]),
  reads('date_in', 'date', [
    ['2000-01-01', 0],
    ['1999-12-31', -1],
    ['2000-02-29', 59],
    ['Jan 8, 1999', -358],
    ['1/8/1999', -358],
    ['19990108', -358],
    ['infinity', dateNoEnd],
    ['-infinity', dateNoBegin],
    ['4714-11-24 BC', minDate],
    ['5874897-12-31', endDate - 1],
    ['epoch', -10957],
    ['5874898-01-01', null, '22008'],
    ['4714-11-23 BC', null, '22008'],
    ['2001-02-29', null, '22008'],
    ['2000-13-01', null, '22008'],
    ['', null, '22007'],
    ['someday', null, '22007'],
  ]),
  writes('date_out', 'date', [
    [0, '2000-01-01'],
    [-1, '1999-12-31'],
    [9132, '2025-01-01'],
    [minDate, '4714-11-24 BC'],
    [endDate - 1, '5874897-12-31'],
    [-730485, '0001-01-01 BC'],
    [dateNoEnd, 'infinity'],
    [dateNoBegin, '-infinity'],
  ]),
  reads('timestamp_in', 'timestamp', [
    ['2000-01-01 00:00:00', 0n],
    ['2000-01-01T12:34:56.789', 45296789000n],
    ['1999-12-31 23:59:59.999999', -1n],
    ['2000-01-01 24:00', microsecondsPerDay],
    ['2000-01-02', microsecondsPerDay],
    ['2000-01-01 12:00+05', 43200000000n],
    ['Jan 2, 2000 03:04 PM', 140640000000n],
    ['infinity', timestampNoEnd],
    ['-infinity', timestampNoBegin],
    ['4714-11-24 00:00:00 BC', minTimestamp],
    ['294276-12-31 23:59:59.999999', endTimestamp - 1n],
    ['294277-01-01', null, '22008'],
    ['2000-01-01 25:00', null, '22008'],
    ['2001-02-29 00:00', null, '22008'],
    ['', null, '22007'],
    ['noon', null, '22007'],
  ]),
  writes('timestamp_out', 'timestamp', [
    [0n, '2000-01-01 00:00:00'],
    [-1n, '1999-12-31 23:59:59.999999'],
    [45296789000n, '2000-01-01 12:34:56.789'],
    [minTimestamp, '4714-11-24 00:00:00 BC'],
    [endTimestamp - 1n, '294276-12-31 23:59:59.999999'],
    [timestampNoEnd, 'infinity'],
    [timestampNoBegin, '-infinity'],
  ]),
];
