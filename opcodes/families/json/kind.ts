/** The kind of a value, the length of an array, and casts of jsonb to numbers and boolean. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { jsonFunctionsSource, jsonSource, jsonbSource } from './source.js';

const length = (json: string): CallDefinition =>
  defineCall({
    name: `${json}_array_length`,
    summary: 'The number of elements of an array.',
    source: jsonFunctionsSource,
    args: { a: json },
    result: 'int4',
    examples: [
      { a: '[1, [2, 3], "],"]', gives: 3 },
      { a: ' [ ] ', gives: 0 },
      { a: '{}', raises: '22023' },
      { a: '1', raises: '22023' },
    ],
  });
const kind = (json: string, source: string): CallDefinition =>
  defineCall({
    name: `${json}_typeof`,
    summary: 'object, array, string, number, boolean or null.',
    source,
    args: { a: json },
    result: 'text',
    examples: [
      { a: ' {}', gives: 'object' },
      { a: '[]', gives: 'array' },
      { a: '""', gives: 'string' },
      { a: '-1', gives: 'number' },
      { a: 'false', gives: 'boolean' },
      { a: 'null', gives: 'null' },
      { a: null, gives: null },
    ],
  });
const cast = (type: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name: `jsonb_${type}`,
    summary: `jsonb → ${type}.`,
    source: jsonbSource,
    args: { a: 'jsonb' },
    result: type,
    mayReturnNull: true,
    examples,
  });

export const jsonKinds: readonly CallDefinition[] = [
  kind('json', jsonSource),
  kind('jsonb', jsonbSource),
  length('json'),
  length('jsonb'),
  cast('bool', [
    { a: 'true', gives: true },
    { a: 'null', gives: null },
    { a: '"true"', raises: '22023' },
  ]),
  cast('numeric', [
    { a: '1.50', gives: '1.50' },
    { a: '[1]', raises: '22023' },
  ]),
  cast('int2', [
    { a: '-1.5', gives: -2 },
    { a: '32768', raises: '22003' },
  ]),
  cast('int4', [
    { a: '2147483647', gives: 2147483647 },
    { a: '{}', raises: '22023' },
  ]),
  cast('int8', [{ a: '-9223372036854775808', gives: -9223372036854775808n }]),
  cast('float4', [{ a: '0.1', gives: '0.1' }]),
  cast('float8', [
    { a: '1e-300', gives: '1e-300' },
    { a: '1e309', raises: '22003' },
  ]),
];
