/** Small domains: every row of three columns over five values and null, random predicates over them, and what each predicate is for each row. */
import fc from 'fast-check';
import { predicateSync, SqlError, type Predicate } from '../../src/index.js';

export type Row = Readonly<Record<string, unknown>>;

/** Columns with the values that stand for all: one below, between, above and at each of the constants that predicates name. */
export interface Domain {
  readonly schema: Readonly<Record<string, string>>;
  readonly rows: readonly Row[];
}

export function domainOf(
  columns: Readonly<Record<string, readonly [type: string, values: readonly unknown[]]>>,
): Domain {
  let rows: Row[] = [{}];
  for (const [name, [type, values]] of Object.entries(columns)) {
    const all = type.includes('not null') ? values : [...values, null];
    rows = rows.flatMap((row) => all.map((value) => ({ ...row, [name]: value })));
  }
  return { schema: Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type])), rows };
}

export type Outcome = boolean | null | 'raises';

/** What a predicate is for a row. */
export function outcome(predicate: Predicate, row: Row): Outcome {
  try {
    return predicate.test(row);
  } catch (error) {
    if (error instanceof SqlError && error.code !== 'XX000') return 'raises';
    throw error;
  }
}

/** Whether a WHERE selects a row. */
export function selects(predicate: Predicate, row: Row): boolean | 'raises' {
  try {
    return predicate.filter([row]).length === 1;
  } catch (error) {
    if (error instanceof SqlError && error.code !== 'XX000') return 'raises';
    throw error;
  }
}

/** A predicate with what it is for each row. */
export interface Judged {
  readonly sql: string;
  readonly predicate: Predicate;
  readonly truths: readonly Outcome[];
}

export function judged({ schema, rows }: Domain, sql: string): Judged {
  const predicate = predicateSync(sql, { schema: schema as Record<string, string> });
  return { sql, predicate, truths: rows.map((row) => outcome(predicate, row)) };
}

/** Of a pair, what every row says of it. */
export const reallyImplies = (p: Judged, q: Judged): boolean =>
  p.truths.every((truth, i) => truth !== true || q.truths[i] === true);
export const reallyDisjoint = (p: Judged, q: Judged): boolean =>
  p.truths.every((truth, i) => truth !== true || q.truths[i] !== true);

/** Texts as they come out of an arbitrary, always the same. */
export const sample = (texts: fc.Arbitrary<string>, count: number): string[] => [
  ...new Set(fc.sample(texts, { numRuns: count, seed: 20261128 })),
];

/** Ranges, equalities, IN and IS NULL. */
export function conditionOn(column: string, constants: readonly string[]): fc.Arbitrary<string> {
  const constant = fc.constantFrom(...constants);
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fc.constantFrom('=', '<', '<=', '>', '>=', '<>'), constant)
        .map(([op, c]) => `${column} ${op} ${c}`),
    },
    { weight: 2, arbitrary: fc.tuple(constant, constant).map(([low, high]) => `${column} BETWEEN ${low} AND ${high}`) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        `${column} IN (${constants.join(', ')})`,
        `${column} NOT IN (${constants.join(', ')})`,
      ),
    },
    { weight: 1, arbitrary: fc.constant(`${column} IS NULL`) },
    { weight: 1, arbitrary: fc.constant(`${column} IS NOT NULL`) },
  );
}

/** Conjunctions of conditions. */
export const conjunction = (conditions: readonly fc.Arbitrary<string>[], most: number): fc.Arbitrary<string> =>
  fc.array(fc.oneof(...conditions), { minLength: 1, maxLength: most }).map((all) => all.join(' AND '));

/** Anything made of conditions: AND, OR, NOT, tests of truth, CASE and COALESCE. */
export function anything(conditions: fc.Arbitrary<string>, depth: number): fc.Arbitrary<string> {
  if (depth === 0) return conditions;
  const part = anything(conditions, depth - 1);
  const tests = ['IS TRUE', 'IS NOT TRUE', 'IS FALSE', 'IS NOT FALSE', 'IS UNKNOWN', 'IS NOT UNKNOWN'];
  return fc.oneof(
    { weight: 2, arbitrary: conditions },
    { weight: 4, arbitrary: fc.tuple(part, part).map(([a, b]) => `(${a}) AND (${b})`) },
    { weight: 4, arbitrary: fc.tuple(part, part).map(([a, b]) => `(${a}) OR (${b})`) },
    { weight: 2, arbitrary: part.map((a) => `NOT (${a})`) },
    { weight: 2, arbitrary: fc.tuple(part, fc.constantFrom(...tests)).map(([a, test]) => `(${a}) ${test}`) },
    { weight: 1, arbitrary: fc.tuple(part, part, part).map(([a, b, c]) => `CASE WHEN ${a} THEN ${b} ELSE ${c} END`) },
    { weight: 1, arbitrary: fc.tuple(part, part).map(([a, b]) => `coalesce(${a}, ${b})`) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(part, part, fc.constantFrom('=', '<>', '<', 'IS DISTINCT FROM'))
        .map(([a, b, op]) => `(${a}) ${op} (${b})`),
    },
  );
}
