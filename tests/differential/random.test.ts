/** Random expressions against PostgreSQL: as values and as WHERE clauses, in every row of a table of nulls and extreme values, on every engine, one rung after the other. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { loadParser } from '../../src/sql/index.js';
import { tableOf, type Table } from '../engines/table.js';
import { schema, textRow, toRow } from '../random/columns.js';
import { anyExpression, expressionOf, seedOfRun } from '../random/expression.js';
import { print, type Tree } from '../random/tree.js';
import { disagreements, verdict, type What } from './compile.js';
import { Oracle } from './oracle.js';
import { startPGlite } from '../pglite.js';

const seed = seedOfRun();
const rowCount = 24;
/** `CASES` in the environment asks for more than the usual ones. */
const count = Math.ceil(Number(process.env['CASES'] ?? 8_000) / rowCount / 2);
let oracle: Oracle;
let table: Table;

beforeAll(async () => {
  console.log(`SEED=${seed}`);
  await loadParser();
  oracle = await Oracle.start(await startPGlite());
  const rows = fc.sample(textRow, { seed, numRuns: rowCount });
  await oracle.table('t', schema, rows);
  const arena = new Arena();
  table = tableOf(
    arena,
    schema,
    rows.map((row) => toRow(arena, row)),
  );
});
afterAll(() => oracle.close());

async function compare(
  what: What,
  trees: readonly Tree[],
): Promise<{ different: string[]; refused: number; raised: number }> {
  const texts = trees.map(print);
  const theirs = what === 'predicate' ? await oracle.selections('t', texts) : await oracle.outcomes('t', texts);
  const different: string[] = [];
  let refused = 0;
  let raised = 0;
  for (const [i, sql] of texts.entries()) {
    const mine = await verdict(what, sql, table);
    if (mine.refused) refused++;
    if (mine.outcomes.some((outcome) => outcome.startsWith('!'))) raised++;
    different.push(...disagreements(what, sql, table, mine, theirs[i] ?? []));
  }
  return { different, refused, raised };
}

test('every random expression gives in every row what PostgreSQL gives', async () => {
  const { different, refused } = await compare('expression', fc.sample(anyExpression(5), { seed, numRuns: count }));
  expect(different).toEqual([]);
  expect(refused).toBe(0);
}, 600_000);

test('every random predicate selects the rows that PostgreSQL selects', async () => {
  const { different, refused } = await compare(
    'predicate',
    fc.sample(fc.oneof(...[1, 2, 3, 4, 5].map((depth) => expressionOf('bool', depth))), { seed, numRuns: count }),
  );
  expect(different).toEqual([]);
  expect(refused).toBe(0);
}, 600_000);
