/** The canonical predicates over the dataset `demo`, which every benchmark, recording and comparison uses under the same short names. */

export interface CanonicalPredicate {
  readonly name: PredicateName;
  readonly sql: string;
}

/**
 * Sixteen range tests that each let most rows pass: about a quarter of the rows reach the end, and those that leave the chain do so at
 * different steps, which no branch predictor can foresee.
 */
const chain16 = [
  'a >= 2',
  'b < 98',
  'd > 0.02',
  'a < 97',
  'b >= 3',
  'd < 0.98',
  'a > 4',
  'b <= 94',
  'd >= 0.05',
  'a <= 93',
  'b > 7',
  'd <= 0.95',
  'a >= 10',
  'b < 90',
  'd > 0.1',
  'a < 90',
].join(' AND ');

const sql = {
  eq: 'a = 42',
  'eq-notnull': 'a = 42 AND b IS NOT NULL',
  range: 'a > 10 AND b < 50',
  'or-text': "a > 10 AND b < 50 OR c = 'x7'",
  between: 'a BETWEEN 10 AND 20',
  'in-list': 'a IN (1,5,9,14,23,42,57,61,78,99)',
  arith: 'a + b > 100 AND a * 2 < b',
  prefix: "c LIKE 'x1%'",
  infix: "c LIKE '%77%'",
  case: 'CASE WHEN a < 10 THEN b > 5 WHEN a < 50 THEN b < 50 ELSE d > 0.5 END',
  coalesce: 'coalesce(b, 0) % 7 = 3',
  float: 'd > 0.25 AND d < 0.75',
  bigint: 'e % 1000 = 7',
  date: "f >= DATE '1994-01-01' AND f < DATE '1995-01-01'",
  distinct: 'a IS DISTINCT FROM b',
  chain16,
} as const;

export type PredicateName = keyof typeof sql;

export const predicateNames = Object.keys(sql) as readonly PredicateName[];

export const predicates: readonly CanonicalPredicate[] = predicateNames.map((name) => ({ name, sql: sql[name] }));

export function predicateNamed(name: PredicateName): CanonicalPredicate {
  return { name, sql: sql[name] };
}
