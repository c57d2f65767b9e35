/** Which conjuncts of a WHERE may change places, that nobody can tell when they do, and which order is cheapest. */
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { compileSql } from '../../src/library/front-end.js';
import { Arena } from '../../src/arena/arena.js';
import { compileQual } from '../../src/program/compile.js';
import { bestOrder, movableRuns, type MeasuredConjunct } from '../../src/program/conjunct-order.js';
import type { Rung } from '../../src/program/program.js';
import { SqlError } from '../../src/error.js';
import { engines } from '../../src/engines/engines.js';
import type { Expr } from '../../src/sql/expression.js';
import { loadParser, qualList } from '../../src/sql/index.js';
import { everyRung, outcomes, type Outcome } from '../engines/outcome.js';
import { tableOf, type Table } from '../engines/table.js';
import { schema, textRow, toRow } from '../random/columns.js';
import { expressionOf, seedOfRun } from '../random/expression.js';
import { print } from '../random/tree.js';

const seed = seedOfRun();
const arena = new Arena();
let table: Table;

beforeAll(async () => {
  console.log(`SEED=${seed}`);
  await loadParser();
  const rows = fc.sample(textRow, { seed, numRuns: 24 }).map((row) => toRow(arena, row));
  table = tableOf(arena, schema, rows);
  conjunctions = await randomConjunctions(80);
});

const conjunctsOf = async (sql: string): Promise<readonly Expr[]> =>
  qualList((await compileSql(sql, 'predicate', { schema, arena })).expr);

/** The numbers at the runs' places in each order of them. */
function permutations(count: number, runs: readonly (readonly number[])[]): number[][] {
  return runs.reduce<number[][]>(
    (orders, run) =>
      orders.flatMap((order) =>
        arrangements(run).map((arranged) => {
          const next = [...order];
          run.forEach((place, i) => {
            next[place] = arranged[i] ?? place;
          });
          return next;
        }),
      ),
    [Array.from({ length: count }, (_, i) => i)],
  );
}
function arrangements(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first, i) => arrangements(items.toSpliced(i, 1)).map((rest) => [first, ...rest]));
}

const inOrder = (conjuncts: readonly Expr[], order: readonly number[]): Expr[] =>
  order.flatMap((number) => {
    const conjunct = conjuncts[number];
    return conjunct === undefined ? [] : [conjunct];
  });

/** What the WHERE says of each row, and with it which error comes first and in which row. */
const outcomesOf = (engine: 'switch' | 'copy-patch', conjuncts: readonly Expr[], rung: Rung): Outcome[] =>
  outcomes(engines[engine], compileQual(conjuncts, { schema, rung }), table);

test.each<[string, number[][]]>([
  ['c_int4 = 1 AND c_int8 < 2', [[0, 1]]],
  ['c_int4 = 1', []],
  ['c_int4 = 1 AND n_int4 + c_int4 > 3 AND c_int8 < 2', []],
  [
    "c_int4 = 1 AND n_int4 > 1 AND n_int4 + c_int4 > 3 AND c_int8 < 2 AND c_text LIKE 'x%'",
    [
      [0, 1],
      [3, 4],
    ],
  ],
  // A sum of floats may overflow, but not that of a float8 and a float4.
  ['c_float8 + n_float8 > 1 AND c_float8 + n_float4 > 1 AND c_float4 < 1', [[1, 2]]],
  // By a constant, only 0 and the overflow of the least number by -1 raise.
  ['c_int4 % 7 = 1 AND c_int8 / 2 = 1', [[0, 1]]],
  ['c_int4 % 0 = 1 AND c_int8 = 1', []],
  ['c_int8 / -1 = 1 AND c_int8 = 1', []],
  ['c_int4 % -1 = 1 AND c_int8 = 1', [[0, 1]]],
  ['7 % c_int4 = 1 AND c_int8 = 1', []],
  // A pattern raises where it ends in its escape, which is known of a constant one only.
  ["c_text LIKE 'x\\' AND c_int4 = 1", []],
  ["c_text LIKE 'x\\\\' AND c_text NOT ILIKE '%\\_' AND c_int4 = 1", [[0, 1, 2]]],
  ["c_text LIKE 'x#%' ESCAPE '#' AND c_int4 = 1", [[0, 1]]],
  ['c_text LIKE n_text AND c_int4 = 1', []],
  ['c_text LIKE $1 AND c_int4 = 1', []],
  // Making a text may exhaust the memory for texts; measuring or comparing one does not.
  ["lower(c_text) = 'x' AND c_int4 = 1", []],
  ["length(c_text) = 1 AND c_text > 'x' AND c_text ^@ 'x'", [[0, 1, 2]]],
  ['c_int4 = $1 AND c_text = $2', [[0, 1]]],
  ['c_int4 % $1 = 1 AND c_int8 = 1', []],
  // Everything within counts: branches, lists, tables.
  ['(c_int4 = 1 OR c_int8 > 2) AND CASE WHEN c_bool THEN n_int4 = 1 ELSE c_text IS NULL END', [[0, 1]]],
  ['(c_int4 = 1 OR c_int8 + 1 > 2) AND c_bool', []],
  ['CASE WHEN c_bool THEN n_int4 = 1 ELSE c_date - n_date = 1 END AND c_bool', []],
  [
    "c_int4 IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 1000000) AND c_text NOT IN ('a','b','c','d','e','f','g','h','i') AND c_float8 IN (1, 2)",
    [[0, 1, 2]],
  ],
  [
    'coalesce(c_int4, 0) % 7 = 3 AND c_int4 IS DISTINCT FROM n_int4 AND nullif(c_int4, 3) = 1 AND greatest(c_int4, 3) > 1',
    [[0, 1, 2, 3]],
  ],
  [
    'c_int4::int8 = 1 AND c_int4::float4 > 1 AND c_int8::int4 = 1 AND c_date < c_timestamp AND c_bool',
    [
      [0, 1],
      [3, 4],
    ],
  ],
])('of `%s` may change places: %j', async (sql, runs) => {
  const conjuncts = await conjunctsOf(sql);
  expect(movableRuns(conjuncts)).toEqual(runs);
  // The tuple of any row may be damaged.
  expect(movableRuns(conjuncts, 'heap')).toEqual([]);
});

/** Conjuncts that most rows pass, and such that raise in most of the rows that they see: at random, few rows get as far as an error. */
const passing = [
  'c_int4 IS DISTINCT FROM 5',
  "n_text NOT LIKE 'q%'",
  'n_int8 % 7 < 9',
  'c_float8 IS NOT NULL',
  'n_int2 / 2 <> 77',
  'n_date <> n_timestamp',
];
const raising = ['n_int8 / 0 = 1', "n_text NOT LIKE '%\\'", 'n_text::int8 <> 77', 'n_int4 + 2147483647 > 0'];

const conjunct = fc.oneof(
  { weight: 3, arbitrary: expressionOf('bool', 1).map(print) },
  { weight: 1, arbitrary: expressionOf('bool', 2).map(print) },
  { weight: 4, arbitrary: fc.constantFrom(...passing) },
);

interface Conjunction {
  readonly sql: string;
  readonly conjuncts: readonly Expr[];
}
let conjunctions: readonly Conjunction[];

/** Conjunctions at random, those left out that cannot be compiled because a constant part raises. */
async function randomConjunctions(count: number): Promise<Conjunction[]> {
  const found: Conjunction[] = [];
  const some = fc.array(conjunct, { minLength: 1, maxLength: 3 });
  for (const parts of fc.sample(fc.tuple(fc.constantFrom(...passing), some, fc.constantFrom(...raising), some), {
    seed,
    numRuns: count,
  })) {
    const sql = parts
      .flat()
      .map((text) => `(${text})`)
      .join(' AND ');
    try {
      found.push({ sql, conjuncts: await conjunctsOf(sql) });
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
    }
  }
  return found;
}

test('in every order that the runs allow the same rows are selected and the same error comes first, on every rung', async () => {
  const different: string[] = [];
  let moved = 0;
  let raised = 0;
  for (const { sql, conjuncts } of conjunctions) {
    const runs = movableRuns(conjuncts);
    const orders = permutations(conjuncts.length, runs).slice(1);
    // Of many orders the last one, which turns each run around, and some between.
    const tried = orders.filter((_, i) => i === orders.length - 1 || i % Math.ceil(orders.length / 2) === 0);
    if (tried.length === 0) continue;
    const given = outcomesOf('switch', conjuncts, 0);
    moved += tried.length;
    if (given.some((outcome) => outcome.startsWith('!'))) raised++;
    for (const order of tried) {
      for (const rung of everyRung) {
        for (const engine of ['switch', 'copy-patch'] as const) {
          const found = outcomesOf(engine, inOrder(conjuncts, order), rung);
          const row = found.findIndex((outcome, i) => outcome !== given[i]);
          if (row >= 0)
            different.push(
              `${engine}, rung ${rung}, row ${row}: ${found[row]} instead of ${given[row]} in the order ${order.join()} of ${sql}`,
            );
        }
      }
    }
  }
  expect(different).toEqual([]);
  // Or it has shown little.
  expect(moved).toBeGreaterThan(60);
  expect(raised).toBeGreaterThan(10);
}, 120_000);

test('a conjunct that can raise may not change places: that would be seen', async () => {
  const guarded = await conjunctsOf('n_int8 <> n_int8 AND n_int8 / 0 = 1');
  expect(outcomesOf('switch', guarded.toReversed(), 4)).not.toEqual(outcomesOf('switch', guarded, 4));
  let seen = 0;
  for (const { conjuncts } of conjunctions) {
    const movable = new Set(movableRuns(conjuncts).flat());
    const wall = conjuncts.findIndex((_, i) => i > 0 && !movable.has(i));
    if (wall < 0) continue;
    const crossed = conjuncts.toSpliced(wall, 1).toSpliced(wall - 1, 0, ...conjuncts.slice(wall, wall + 1));
    const given = outcomesOf('switch', conjuncts, 4);
    if (outcomesOf('switch', crossed, 4).some((outcome, i) => outcome !== given[i])) seen++;
  }
  expect(seen).toBeGreaterThan(5);
}, 60_000);

/** Nanoseconds for a row, when each conjunct is evaluated for what those before it let pass. */
function expectedCost(measured: readonly MeasuredConjunct[], order: readonly number[]): number {
  let reached = 1;
  let total = 0;
  for (const number of order) {
    const { passes, cost } = measured[number] ?? { passes: 1, cost: 0 };
    total += reached * cost;
    reached *= passes;
  }
  return total;
}

const measuredConjunct: fc.Arbitrary<MeasuredConjunct> = fc.record({
  passes: fc.oneof(fc.constantFrom(0, 0.5, 1), fc.double({ min: 0, max: 1, noNaN: true })),
  cost: fc.double({ min: 0.25, max: 1000, noNaN: true }),
});

/** The runs of two or more numbers that are no walls. */
function runsBetween(walls: readonly boolean[]): number[][] {
  const runs: number[][] = [[]];
  walls.forEach((wall, number) => {
    if (wall) runs.push([]);
    else runs.at(-1)?.push(number);
  });
  return runs.filter((run) => run.length > 1);
}

test('no order that the runs allow is expected to be cheaper than the best one', () => {
  fc.assert(
    fc.property(
      fc.array(measuredConjunct, { minLength: 1, maxLength: 6 }),
      fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
      (measured, walls) => {
        const runs = runsBetween(walls.slice(0, measured.length));
        const best = bestOrder(measured, runs);
        const allowed = permutations(measured.length, runs);
        expect(allowed).toContainEqual(best);
        const cheapest = Math.min(...allowed.map((order) => expectedCost(measured, order)));
        expect(expectedCost(measured, best)).toBeLessThanOrEqual(cheapest * (1 + 1e-9));
      },
    ),
    { seed, numRuns: 300 },
  );
});

test.each<[string, MeasuredConjunct[], number[][], number[]]>([
  [
    'equals keep their order',
    [
      { passes: 0.5, cost: 1 },
      { passes: 0.5, cost: 1 },
      { passes: 0.75, cost: 0.5 },
    ],
    [[0, 1, 2]],
    [0, 1, 2],
  ],
  [
    'what rejects nothing goes last, in its order',
    [
      { passes: 1, cost: 9 },
      { passes: 1, cost: 1 },
      { passes: 0.9, cost: 50 },
    ],
    [[0, 1, 2]],
    [2, 0, 1],
  ],
  [
    'what no row reached goes last',
    [
      { passes: NaN, cost: NaN },
      { passes: 0.9, cost: 50 },
    ],
    [[0, 1]],
    [1, 0],
  ],
  [
    'a cost that was not measured goes last',
    [
      { passes: 0.1, cost: NaN },
      { passes: 0.9, cost: 50 },
    ],
    [[0, 1]],
    [1, 0],
  ],
  [
    'costs below a cycle are alike, whatever the clock said',
    [
      { passes: 0.5, cost: -3 },
      { passes: 0.25, cost: 0.1 },
    ],
    [[0, 1]],
    [1, 0],
  ],
  [
    'a rate above 1 or below 0 is 1 or 0',
    [
      { passes: 1.01, cost: 1 },
      { passes: -0.01, cost: 4 },
      { passes: 0, cost: 4 },
    ],
    [[0, 1, 2]],
    [1, 2, 0],
  ],
  [
    'what is in no run stays, however slow',
    [
      { passes: 0.5, cost: 9 },
      { passes: 1, cost: 99 },
      { passes: 0.5, cost: 2 },
      { passes: 0.5, cost: 1 },
    ],
    [[2, 3]],
    [0, 1, 3, 2],
  ],
])('%s', (_, measured, runs, order) => {
  expect(bestOrder(measured, runs)).toEqual(order);
});
