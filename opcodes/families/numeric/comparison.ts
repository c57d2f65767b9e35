/** Comparison: NaN equals itself and is greater than everything else; the display scale does not count. */
import type { CallDefinition } from '../../language/call.js';
import { ofTwo } from './definition.js';

export const numericComparison: readonly CallDefinition[] = [
  ofTwo(
    'numeric_cmp',
    '-1, 0 or 1 as a is less than, equal to or greater than b.',
    [
      { a: '1.0', b: '1.00', gives: 0 },
      { a: '-10000', b: '0.0001', gives: -1 },
      { a: 'NaN', b: 'Infinity', gives: 1 },
      { a: '-Infinity', b: '-1e1000', gives: -1 },
    ],
    'int4',
  ),
  ofTwo(
    'numeric_eq',
    'a = b.',
    [
      { a: '1.50', b: '1.5', gives: true },
      { a: 'NaN', b: 'NaN', gives: true },
    ],
    'bool',
  ),
  ofTwo('numeric_ne', 'a <> b.', [{ a: '1.50', b: '1.51', gives: true }], 'bool'),
  ofTwo(
    'numeric_lt',
    'a < b.',
    [
      { a: '-2', b: '-1.99', gives: true },
      { a: '0', b: '0.0', gives: false },
    ],
    'bool',
  ),
  ofTwo('numeric_le', 'a <= b.', [{ a: '0', b: '0.0', gives: true }], 'bool'),
  ofTwo('numeric_gt', 'a > b.', [{ a: '100000', b: '99999.9999', gives: true }], 'bool'),
  ofTwo('numeric_ge', 'a >= b.', [{ a: 'Infinity', b: 'NaN', gives: false }], 'bool'),
  ofTwo('numeric_smaller', 'The lesser of two; of equal ones the second.', [{ a: '1.0', b: '1', gives: '1' }]),
  ofTwo('numeric_larger', 'The greater of two; of equal ones the second.', [{ a: '-1', b: 'NaN', gives: 'NaN' }]),
];
