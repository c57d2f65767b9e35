/** numeric from text and to text, and the cast to a type with a modifier. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { ofOne, source } from './definition.js';

/** PostgreSQL's typmod of numeric(precision, scale). */
const modifier = (precision: number, scale: number) => ((precision << 16) | (scale & 0x7ff)) + 4;

export const numericInputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'numeric_in',
    summary: 'Reads a numeric: decimal with exponent, 0x, 0o, 0b, underscores, NaN, Infinity.',
    source,
    args: { a: 'cstring', modifier: 'int4' },
    result: 'numeric',
    examples: [
      { a: ' -1_000.50e2 ', modifier: -1, gives: '-100050' },
      { a: '0xff_ff', modifier: -1, gives: '65535' },
      { a: '-inf', modifier: -1, gives: '-Infinity' },
      { a: '1e-3', modifier: -1, gives: '0.001' },
      { a: '2.345', modifier: modifier(3, 2), gives: '2.35' },
      { a: '1250', modifier: modifier(2, -2), gives: '1300' },
      { a: '9.995', modifier: modifier(3, 2), raises: '22003' },
      { a: 'Infinity', modifier: modifier(3, 2), raises: '22003' },
      { a: '1e131072', modifier: -1, raises: '22003' },
      { a: '1e-16384', modifier: -1, raises: '22003' },
      { a: '1__0', modifier: -1, raises: '22P02' },
      { a: '', modifier: -1, raises: '22P02' },
    ],
  }),
  defineCall({
    name: 'numeric_out',
    summary: 'Prints a numeric with its display scale.',
    source,
    args: { a: 'numeric' },
    result: 'cstring',
    examples: [
      { a: '-0.050', gives: '-0.050' },
      { a: '1e8', gives: '100000000' },
      { a: 'nan', gives: 'NaN' },
    ],
  }),
  defineCall({
    name: 'numeric',
    summary: 'Rounds to the scale of a type modifier, and checks its precision.',
    source,
    args: { a: 'numeric', modifier: 'int4' },
    result: 'numeric',
    examples: [
      { a: '-2.345', modifier: modifier(3, 2), gives: '-2.35' },
      { a: '5', modifier: modifier(5, 2), gives: '5.00' },
      { a: 'NaN', modifier: modifier(3, 2), gives: 'NaN' },
      { a: '999.995', modifier: modifier(5, 2), raises: '22003' },
      { a: '-Infinity', modifier: modifier(5, 2), raises: '22003' },
    ],
  }),
  ofOne('numeric_uplus', '+a.', [{ a: '-1.50', gives: '-1.50' }]),
];
