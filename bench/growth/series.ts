/** Predicates of any number of conjuncts over the dataset `demo`, each true for its first row: what the scenario `growth` compiles. */

export interface Series {
  /** How tables call it. */
  readonly title: string;
  readonly sql: (conjuncts: number) => string;
}

/** The forms that `mixed` takes in turn; each number is another one, so that no constant is shared. */
const forms: readonly ((i: number) => string)[] = [
  (i) => `a < ${100 + i}`,
  (i) => `(b = ${1000 + i} OR a >= ${-i})`,
  (i) => `d > ${-i}.5`,
  (i) => `a * 2 + ${i} <> e - ${i}000000`,
  (i) => `(c IS NULL OR c NOT LIKE '%q${i}%')`,
  (i) => `CASE WHEN b > ${1000 + i} THEN a < ${i} ELSE d < ${i + 2}.25 END`,
  (i) => `a NOT IN (${Array.from({ length: 10 }, (_, k) => 200 + i * 10 + k).join(', ')})`,
  (i) => `f > date '1900-01-01' + ${i}`,
];

const joined = (conjuncts: number, form: (i: number) => string): string =>
  Array.from({ length: conjuncts }, (_, i) => form(i)).join(' AND ');

/** By name. */
export const series = {
  ranges: { title: 'a < 100 AND a < 101 AND …', sql: (n) => joined(n, (i) => `a < ${100 + i}`) },
  mixed: {
    title: 'comparisons, ORs, arithmetic, LIKE, CASE, IN and dates in turn',
    sql: (n) => joined(n, (i) => forms[i % forms.length]?.(i) ?? 'true'),
  },
} as const satisfies Record<string, Series>;

export type SeriesName = keyof typeof series;
export const seriesNames = Object.keys(series) as readonly SeriesName[];

/** 1 to 1,024 conjuncts. */
export const sizes: readonly number[] = Array.from({ length: 11 }, (_, power) => 2 ** power);
