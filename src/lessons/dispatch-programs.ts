/** The predicates whose dispatch lessons 8 and 9 look at, from two steps a row to dozens. */

/** Sixteen tests that each let most rows pass. */
const chain16 = [
  ...['a >= 2', 'b < 98', 'd > 0.02', 'a < 97', 'b >= 3', 'd < 0.98', 'a > 4', 'b <= 94'],
  ...['d >= 0.05', 'a <= 93', 'b > 7', 'd <= 0.95', 'a >= 10', 'b < 90', 'd > 0.1', 'a < 90'],
].join(' AND ');

/** Over the columns of the dataset `demo`. */
export const dispatchPrograms: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'eq', sql: 'a = 42' },
  { name: 'range', sql: 'a > 10 AND b < 50' },
  { name: 'arith', sql: 'a + b > 100 AND a * 2 < b' },
  { name: 'case', sql: 'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END' },
  { name: 'chain16', sql: chain16 },
];
