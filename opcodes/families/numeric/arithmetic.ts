/** The operators + - * / % and div. */
import type { CallDefinition } from '../../language/call.js';
import { ofOne, ofTwo } from './definition.js';

export const numericArithmetic: readonly CallDefinition[] = [
  ofTwo('numeric_add', 'a + b.', [
    { a: '9999.5', b: '0.50', gives: '10000.00' },
    { a: '1e20', b: '-1e-20', gives: '99999999999999999999.99999999999999999999' },
    { a: 'Infinity', b: '-Infinity', gives: 'NaN' },
    { a: '-1', b: null, gives: null },
  ]),
  ofTwo('numeric_sub', 'a - b.', [
    { a: '1.10', b: '1.1', gives: '0.00' },
    { a: 'Infinity', b: 'Infinity', gives: 'NaN' },
    { a: '1', b: 'Infinity', gives: '-Infinity' },
  ]),
  ofTwo('numeric_mul', 'a × b.', [
    { a: '-1.25', b: '4.0', gives: '-5.000' },
    { a: '99999999999', b: '99999999999', gives: '9999999999800000000001' },
    { a: 'Infinity', b: '0', gives: 'NaN' },
    { a: '-2', b: 'Infinity', gives: '-Infinity' },
    { a: '1e131071', b: '10', raises: '22003' },
  ]),
  ofTwo('numeric_div', 'a / b, with at least sixteen significant digits.', [
    { a: '1', b: '3', gives: '0.33333333333333333333' },
    { a: '2', b: '-3', gives: '-0.66666666666666666667' },
    { a: '10.0', b: '4', gives: '2.5000000000000000' },
    { a: '1', b: 'Infinity', gives: '0' },
    { a: 'Infinity', b: '-2', gives: '-Infinity' },
    { a: '1', b: '0.0', raises: '22012' },
    { a: 'NaN', b: '0', gives: 'NaN' },
  ]),
  ofTwo('numeric_div_trunc', 'The whole part of a / b.', [
    { a: '-7.5', b: '2', gives: '-3' },
    { a: 'Infinity', b: '0', raises: '22012' },
  ]),
  ofTwo('numeric_mod', 'What the whole part of a / b leaves; it has the sign of a.', [
    { a: '-7.5', b: '2', gives: '-1.5' },
    { a: '5', b: 'Infinity', gives: '5' },
    { a: '5', b: '0', raises: '22012' },
  ]),
  ofOne('numeric_inc', 'a + 1.', [{ a: '-0.5', gives: '0.5' }]),
];
