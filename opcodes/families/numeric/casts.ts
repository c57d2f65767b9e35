/** Casts between numeric and the integers and floats. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { ofOne, source } from './definition.js';

const from = (type: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name: `${type}_numeric`,
    summary: `${type} → numeric.`,
    source,
    args: { a: type },
    result: 'numeric',
    examples,
  });
const to = (type: string, examples: readonly CallExample[]): CallDefinition =>
  ofOne(`numeric_${type}`, `numeric → ${type}.`, examples, type);

export const numericCasts: readonly CallDefinition[] = [
  defineCall({
    name: 'numeric_of_scaled',
    summary: 'The numeric that a column stores as an integer: so many decimal places of it; the greatest int8 is NaN.',
    source,
    args: { a: 'int8', places: 'int4' },
    result: 'numeric',
    examples: [
      { a: -12345n, places: 2, gives: '-123.45' },
      { a: 5n, places: 4, gives: '0.0005' },
      { a: 0n, places: 2, gives: '0.00' },
      { a: 1000000n, places: 0, gives: '1000000' },
      { a: 999999999999999999n, places: 18, gives: '0.999999999999999999' },
      { a: 9223372036854775807n, places: 2, gives: 'NaN' },
      { a: null, places: 2, gives: null },
    ],
  }),
  from('int2', [{ a: -32768, gives: '-32768' }]),
  from('int4', [{ a: -2147483648, gives: '-2147483648' }]),
  from('int8', [{ a: -9223372036854775808n, gives: '-9223372036854775808' }]),
  from('float4', [
    { a: 0.1, gives: '0.1' },
    { a: 16777216, gives: '16777200' },
  ]),
  from('float8', [
    { a: 0.1, gives: '0.1' },
    { a: 1e-7, gives: '0.0000001' },
    { a: 123456789012345680, gives: '123456789012346000' },
    { a: 1000000000000005, gives: '1000000000000000' },
    { a: Number.NaN, gives: 'NaN' },
  ]),
  to('int2', [
    { a: '-32768.4', gives: -32768 },
    { a: '32767.5', raises: '22003' },
    { a: 'NaN', raises: '0A000' },
  ]),
  to('int4', [
    { a: '-2.5', gives: -3 },
    { a: '2147483647.5', raises: '22003' },
    { a: 'Infinity', raises: '0A000' },
  ]),
  to('int8', [
    { a: '-9223372036854775808.4', gives: -9223372036854775808n },
    { a: '9223372036854775807.5', raises: '22003' },
  ]),
  to('float4', [
    { a: '16777217.000001', gives: '1.6777218e+07' },
    { a: '1e39', raises: '22003' },
  ]),
  to('float8', [
    { a: '0.1', gives: 0.1 },
    { a: '-Infinity', gives: Number.NEGATIVE_INFINITY },
    { a: '1e309', raises: '22003' },
    { a: '1e-400', raises: '22003' },
  ]),
];
