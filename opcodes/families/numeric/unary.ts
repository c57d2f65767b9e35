/** Signs, and rounding to whole numbers and to places. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { ofOne, source } from './definition.js';

/** Rounds in its way to a number of places, which may be negative. */
const toPlaces = (name: string, summary: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({ name, summary, source, args: { a: 'numeric', places: 'int4' }, result: 'numeric', examples });

/** Says something of the scale; NaN and the infinities have none. */
const aboutScale = (name: string, summary: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({ name, summary, source, args: { a: 'numeric' }, result: 'int4', mayReturnNull: true, examples });

export const numericUnary: readonly CallDefinition[] = [
  ofOne('numeric_uminus', '-a.', [
    { a: '0.00', gives: '0.00' },
    { a: 'Infinity', gives: '-Infinity' },
  ]),
  ofOne('numeric_abs', '|a|.', [
    { a: '-1.50', gives: '1.50' },
    { a: '-Infinity', gives: 'Infinity' },
  ]),
  ofOne('numeric_sign', '-1, 0 or 1.', [
    { a: '-0.01', gives: '-1' },
    { a: 'NaN', gives: 'NaN' },
    { a: 'Infinity', gives: '1' },
  ]),
  ofOne('numeric_ceil', 'The least whole number not below a.', [
    { a: '-1.5', gives: '-1' },
    { a: '9999.0001', gives: '10000' },
  ]),
  ofOne('numeric_floor', 'The greatest whole number not above a.', [
    { a: '-0.5', gives: '-1' },
    { a: '-9999.9', gives: '-10000' },
  ]),
  toPlaces('numeric_round', 'Rounds half away from zero.', [
    { a: '-2.5', places: 0, gives: '-3' },
    { a: '9999.9995', places: 3, gives: '10000.000' },
    { a: '1250', places: -2, gives: '1300' },
    { a: '4', places: -1, gives: '0' },
    { a: '1', places: -2147483648, gives: '0' },
  ]),
  toPlaces('numeric_trunc', 'Drops what comes after a number of places.', [
    { a: '-2.99', places: 1, gives: '-2.9' },
    { a: '1299', places: -2, gives: '1200' },
    { a: '1.5', places: 3, gives: '1.500' },
  ]),
  aboutScale('numeric_scale', 'The display scale; null where there is none.', [
    { a: '8.4100', gives: 4 },
    { a: 'NaN', gives: null },
  ]),
  aboutScale('numeric_min_scale', 'The places up to the last digit that is not zero.', [
    { a: '8.4100', gives: 2 },
    { a: '100', gives: 0 },
    { a: 'Infinity', gives: null },
  ]),
  ofOne('numeric_trim_scale', 'a without zeros at its end.', [
    { a: '8.4100', gives: '8.41' },
    { a: '100.000', gives: '100' },
  ]),
];
