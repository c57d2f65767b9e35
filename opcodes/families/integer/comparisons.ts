/** Three-way comparisons, which PostgreSQL's indexes use, and the greater and the lesser of two. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Row } from '../text/cases.js';

const compared = (name: string, a: string, b: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: 'Less than, equal to or greater than 0, as a is to b.',
    source: 'src/backend/access/nbtree/nbtcompare.c',
    args: { a, b },
    result: 'int4',
    rows: [...rows, [null, ...(rows[0]?.slice(1, 2) ?? []), null]],
  });

const integers: readonly Row[] = [
  ['1', '2', '-1'],
  ['2', '2', '0'],
  ['3', '-2', '1'],
];
const floats: readonly Row[] = [
  ['1.5', '2', '-1'],
  ['-0', '0', '0'],
  ['NaN', 'Infinity', '1'],
  ['NaN', 'NaN', '0'],
  ['-Infinity', 'NaN', '-1'],
];

const larger = (type: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name: `${type}larger`,
    summary: 'The greater of the two.',
    source: `src/backend/utils/adt/${type === 'float4' ? 'float' : type === 'int8' ? 'int8' : 'int'}.c`,
    args: { a: type, b: type },
    result: type,
    rows,
  });
const smaller = (type: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name: `${type}smaller`,
    summary: 'The lesser of the two.',
    source: `src/backend/utils/adt/${type === 'float4' ? 'float' : type === 'int8' ? 'int8' : 'int'}.c`,
    args: { a: type, b: type },
    result: type,
    rows,
  });

export const comparisonFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'btboolcmp',
    summary: 'Less than, equal to or greater than 0, as a is to b; false is less.',
    source: 'src/backend/access/nbtree/nbtcompare.c',
    args: { a: 'bool', b: 'bool' },
    result: 'int4',
    rows: [
      ['f', 't', '-1'],
      ['t', 't', '0'],
      ['t', 'f', '1'],
      [null, 'f', null],
    ],
  }),
  compared('btint2cmp', 'int2', 'int2', [
    ['1', '32767', '-32766'],
    ['7', '7', '0'],
    ['3', '-2', '5'],
  ]),
  compared('btint4cmp', 'int4', 'int4', integers),
  compared('btint8cmp', 'int8', 'int8', integers),
  compared('btint24cmp', 'int2', 'int4', integers),
  compared('btint28cmp', 'int2', 'int8', integers),
  compared('btint42cmp', 'int4', 'int2', integers),
  compared('btint48cmp', 'int4', 'int8', integers),
  compared('btint82cmp', 'int8', 'int2', integers),
  compared('btint84cmp', 'int8', 'int4', integers),
  compared('btfloat4cmp', 'float4', 'float4', floats),
  compared('btfloat8cmp', 'float8', 'float8', floats),
  compared('btfloat48cmp', 'float4', 'float8', [...floats, ['0.1', '0.1', '1']]),
  compared('btfloat84cmp', 'float8', 'float4', [...floats, ['0.1', '0.1', '-1']]),
  ...['int2', 'int4', 'int8'].flatMap((type) => [
    larger(type, [
      ['1', '2', '2'],
      ['-1', '-2', '-1'],
      [null, '1', null],
    ]),
    smaller(type, [
      ['1', '2', '1'],
      ['-1', '-2', '-2'],
      ['1', null, null],
    ]),
  ]),
  larger('float4', [
    ['1', '2', '2'],
    ['NaN', '2', 'NaN'],
    [null, '1', null],
  ]),
  smaller('float4', [
    ['1', '2', '1'],
    ['NaN', '2', '2'],
    ['1', null, null],
  ]),
];
