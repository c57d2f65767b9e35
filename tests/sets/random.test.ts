/** A set says of random predicates, in every row, what PostgreSQL says of each: true or not, or its error. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { SqlError } from '../../src/error.js';
import { predicate, type Predicate } from '../../src/library/predicate.js';
import { predicateSet, type PredicateSet } from '../../src/library/sets/predicate-set.js';
import { Oracle } from '../differential/oracle.js';
import { startPGlite } from '../pglite.js';
import { schema } from '../random/columns.js';
import { seedOfRun } from '../random/expression.js';
import { objectOf, predicatesOf, textRowsOf } from './samples.js';

const seed = seedOfRun();
const scale = Number(process.env['SETS'] ?? 1);
const rows = textRowsOf(seed, 8);
const form = { rows: { values: 'text' } } as const;

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.start(await startPGlite());
  await oracle.table('t', schema, rows);
});
afterAll(() => oracle.close());

async function setOf(
  texts: readonly string[],
  engine: 'auto' | 'switch' | 'closure' | 'copy-patch' = 'auto',
): Promise<PredicateSet<number>> {
  const set = await predicateSet<number, typeof schema>(schema, { ...form, engine, arena: new Arena() });
  for (const [key, sql] of texts.entries()) await set.add(key, sql);
  return set as PredicateSet<number>;
}

/** Constants that raise are computed when a predicate is compiled: those predicates are left out. */
async function compilable(texts: readonly string[]): Promise<{ sql: string; one: Predicate }[]> {
  const found = await Promise.allSettled(
    texts.map(async (sql) => ({ sql, one: await predicate(sql, { schema, ...form }) })),
  );
  return found.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
}

/** For each predicate, its outcome in the row as the oracle writes it. */
function outcomes(set: PredicateSet<number>, count: number, row: object): string[] {
  const found = Array.from({ length: count }, () => '= 0');
  for (const key of set.match(row)) found[key] = found[key] === '= 0' ? '= 1' : 'told twice';
  for (const { key, error } of set.errors)
    found[key] = found[key] === '= 0' ? `! ${error.code} ${error.message}` : 'told twice';
  return found;
}

/** What the predicate by itself says of a row. */
function outcomeOf(one: Predicate, row: object): string {
  try {
    return `= ${one.filter([row]).length}`;
  } catch (error) {
    return error instanceof SqlError ? `! ${error.code} ${error.message}` : String(error);
  }
}

test('every predicate of a set is true, not true or raises as in PostgreSQL', async () => {
  const each = await compilable(predicatesOf(seed, 200 * scale, 45));
  const texts = each.map(({ sql }) => sql);
  expect(texts.length).toBeGreaterThan(500);
  const theirs = await oracle.selections('t', texts);
  const set = await setOf(texts);
  let reordered = 0;
  rows.forEach((row, r) => {
    const mine = outcomes(set, texts.length, objectOf(row));
    const wrong = each.flatMap(({ sql, one }, i) => {
      const outcome = mine[i] ?? '';
      const other = theirs[i]?.[r] ?? '';
      if (outcome === other) return [];
      // PostgreSQL evaluates the cheaper of two conjuncts first, so that another one raises, or none.
      const isOrder = outcome.startsWith('!') || other.startsWith('!');
      if (isOrder) reordered++;
      return isOrder && outcome === outcomeOf(one, objectOf(row)) ? [] : [`${sql}: ${outcome}, ${other}`];
    });
    expect(wrong).toEqual([]);
  });
  const all = theirs.flat();
  expect(reordered).toBeLessThan(all.length / 100);
  for (const kind of ['= 1', '= 0', '! 22012'])
    expect(all.filter((outcome) => outcome.startsWith(kind)).length).toBeGreaterThan(5);
  set.free();
});

test.each(['switch', 'closure', 'copy-patch'] as const)(
  '%s gives the answers of predicates that are asked one by one',
  async (engine) => {
    const each = await compilable(predicatesOf(seed + 1, 60 * scale, 40));
    const set = await setOf(
      each.map(({ sql }) => sql),
      engine,
    );
    for (const row of rows.map(objectOf)) {
      const theirs = each.map(({ one }) => outcomeOf(one, row));
      expect(outcomes(set, each.length, row)).toEqual(theirs);
    }
    for (const { one } of each) one.free();
    set.free();
  },
);

test('predicates that are added with parameters are those with the values as literals', async () => {
  const set = await predicateSet<number, typeof schema>(schema, form);
  const p = await predicate('n_int4 = $1 AND (c_text LIKE $2 OR c_float8 < $3)', { schema });
  const literal = (value: string | number | null): string =>
    value === null ? 'NULL' : typeof value === 'string' ? `'${value}'` : `'${value}'::float8`;
  const given = Array.from(
    { length: 120 },
    (_, i) => [i % 4, i % 5 === 0 ? null : (['a%', '%7', '_b%'][i % 3] ?? ''), i % 7 === 0 ? null : i / 3] as const,
  );
  for (const [key, params] of given.entries()) set.add(key, p as never, params);
  const texts = given.map(([a, b, c]) => `n_int4 = ${a} AND (c_text LIKE ${literal(b)} OR c_float8 < ${literal(c)})`);
  const theirs = await oracle.selections('t', texts);
  rows.forEach((row, r) => {
    expect(outcomes(set as PredicateSet<number>, texts.length, objectOf(row))).toEqual(theirs.map((each) => each[r]));
  });
  expect(theirs.flat()).toContain('= 1');
  set.free();
});
