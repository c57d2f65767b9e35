/** Roots, exponentials, logarithms, powers, and functions of whole numbers. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { ofOne, ofTwo, source } from './definition.js';

export const numericFunctions: readonly CallDefinition[] = [
  ofOne('numeric_sqrt', '√a.', [
    { a: '2', gives: '1.414213562373095' },
    { a: '1e-20', gives: '0.0000000001000000000000000' },
    { a: 'Infinity', gives: 'Infinity' },
    { a: '-0.01', raises: '2201F' },
  ]),
  ofOne('numeric_exp', 'e to the power of a.', [
    { a: '1', gives: '2.7182818284590452' },
    { a: '-Infinity', gives: '0' },
    { a: '6000', raises: '22003' },
  ]),
  ofOne('numeric_ln', 'The natural logarithm.', [
    { a: '2', gives: '0.6931471805599453' },
    { a: '1.0', gives: '0.0000000000000000' },
    { a: '0', raises: '2201E' },
    { a: '-Infinity', raises: '2201E' },
  ]),
  defineCall({
    name: 'numeric_log',
    summary: 'The logarithm of a to a base.',
    source,
    args: { base: 'numeric', a: 'numeric' },
    result: 'numeric',
    examples: [
      { base: '2', a: '64', gives: '6.0000000000000000' },
      { base: '10', a: '0.001', gives: '-3.0000000000000000' },
      { base: '1', a: '2', raises: '22012' },
      { base: 'Infinity', a: '2', gives: '0' },
    ],
  }),
  ofTwo('numeric_power', 'a to the power of b.', [
    { a: '2', b: '0.5', gives: '1.4142135623730950' },
    { a: '1.5', b: '-3', gives: '0.2962962962962963' },
    { a: '0', b: '0', gives: '1.0000000000000000' },
    { a: '0', b: '-1', raises: '2201F' },
    { a: '-8', b: '0.5', raises: '2201F' },
    { a: '-Infinity', b: '3', gives: '-Infinity' },
    { a: '10', b: '131072', raises: '22003' },
  ]),
  ofTwo('numeric_gcd', 'The greatest common divisor.', [
    { a: '13.125', b: '7.875', gives: '2.625' },
    { a: '0', b: '-4.0', gives: '4.0' },
    { a: 'Infinity', b: '2', gives: 'NaN' },
  ]),
  ofTwo('numeric_lcm', 'The least common multiple.', [
    { a: '-3.5', b: '1.25', gives: '17.50' },
    { a: '0', b: '2.50', gives: '0.00' },
  ]),
  defineCall({
    name: 'numeric_fac',
    summary: 'n!.',
    source,
    args: { a: 'int8' },
    result: 'numeric',
    examples: [
      { a: 0, gives: '1' },
      { a: 25, gives: '15511210043330985984000000' },
      { a: -1, raises: '22003' },
      { a: 32178, raises: '22003' },
    ],
  }),
  defineCall({
    name: 'width_bucket_numeric',
    summary: 'In which of `count` buckets between two bounds a lies; 0 and count + 1 outside of them.',
    source,
    args: { a: 'numeric', low: 'numeric', high: 'numeric', count: 'int4' },
    result: 'int4',
    examples: [
      { a: '5.35', low: '0.024', high: '10.06', count: 5, gives: 3 },
      { a: '1', low: '10', high: '0', count: 4, gives: 4 },
      { a: 'Infinity', low: '0', high: '1', count: 4, gives: 5 },
      { a: '1', low: '0', high: '1', count: 2147483647, raises: '22003' },
      { a: '1', low: '1', high: '1.0', count: 4, raises: '2201G' },
    ],
  }),
  ofOne(
    'hash_numeric',
    'A hash of the value without its scale.',
    [
      { a: 'NaN', gives: 0 },
      { a: '0.00', gives: -1 },
    ],
    'int4',
  ),
  defineCall({
    name: 'hash_numeric_extended',
    summary: 'A hash in 64 bits, with a seed.',
    source,
    args: { a: 'numeric', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '0', seed: 5, gives: 4 }],
  }),
];
