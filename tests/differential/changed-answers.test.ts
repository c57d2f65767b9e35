/** An answer of an older server is explained by the change that it is an instance of, and a wrong answer by none. */
import { expect, test } from 'vitest';
import { reasonForChange } from '../../scripts/changed-answers.js';

test.each([
  ['1.5 ^ 9', 'numeric = 38.4433593750000000', 'numeric = 38.443359375', '16'],
  ['2.0 ^ -99', 'numeric = 0.0000000000000000', 'numeric = 0.000000000000000000000000000000', '16'],
  ["'Y1999M01D08'::date", 'date = 1999-01-08', '! 22007 invalid input syntax for type date: "Y1999M01D08"', '16'],
  ['cbrt(64)', 'double precision = 4.000000000000001', 'double precision = 4', 'C library'],
])('%s is explained', (sql, recorded, got, by) => {
  expect(reasonForChange({ sql, recorded, got })).toContain(by);
});

test('a current server is not explained by what a version changed', () => {
  const differing = { sql: '1.5 ^ 9', recorded: 'numeric = 38.4433593750000000', got: 'numeric = 38.443359375' };
  expect(reasonForChange(differing, true)).toBeUndefined();
});

test.each([
  ['1.5 ^ 9', 'numeric = 38.4433593750000000', 'numeric = 38.443459375'],
  ['1.5 ^ 9', 'numeric = 38.4433593750000000', 'numeric = 39'],
  ['1.5 * 9', 'numeric = 13.50', 'numeric = 13.5'],
  ["'1999-01-08'::date", 'date = 1999-01-08', '! 22007 invalid input syntax for type date: "1999-01-08"'],
  ["'1 day'::interval", 'interval = 1 day', 'interval = infinity'],
  ['cbrt(64)', 'double precision = 4', 'double precision = 4.000000000000002'],
  ['cbrt(64)', 'double precision = 4', 'double precision null'],
  ["'x' ~ 'y'", 'boolean = f', 'boolean = t'],
])('%s is not', (sql, recorded, got) => {
  expect(reasonForChange({ sql, recorded, got })).toBeUndefined();
});
