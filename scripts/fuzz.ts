/**
 * Random programs, every engine on every rung against the others, and with `--oracle` against PostgreSQL.
 *
 *   npm run fuzz -- [--cases N] [--seed S] [--oracle]
 *
 * A case is one expression in one row: a value, null or an error (code and message) that all engines on five rungs must agree on. An expression meets
 * 128 rows of nulls, ordinary and extreme values, or of ordinary ones in narrow columns; one that is a boolean is also run as a WHERE, also over
 * rows that come as numbers of values in dictionaries, which is not counted again. At the first difference the
 * smallest expression found that still differs is printed with its row, and the exit status is 1.
 */
import { PGlite } from '@electric-sql/pglite';
import fc from 'fast-check';
import { Arena } from '../src/arena/arena.js';
import { loadParser } from '../src/sql/index.js';
import { disagreements, verdict, type What } from '../tests/differential/compile.js';
import { Oracle } from '../tests/differential/oracle.js';
import { freeTable, tableOf, type Table } from '../tests/engines/table.js';
import { numberedDifference, NumberedReader } from '../tests/inputs/numbered-rows.js';
import { closeRow, schema, textRow, toRow, type TextRow } from '../tests/random/columns.js';
import { anyExpression } from '../tests/random/expression.js';
import { minimise, print, type Tree } from '../tests/random/tree.js';

const rowCount = 128;
/** Expressions that meet the same rows. */
const expressionsPerTable = 250;

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}
const cases = option('cases', 100_000);
const seed = option('seed', Date.now() % 2 ** 31);
const oracle = process.argv.includes('--oracle') ? await Oracle.start(await PGlite.create()) : undefined;
if (!Number.isFinite(cases) || !Number.isInteger(seed)) {
  console.error('usage: fuzz [--cases N] [--seed S] [--oracle]');
  process.exit(2);
}
// Most of the time would go into stack traces, for many rows raise.
Error.stackTraceLimit = 0;
await loadParser();

interface Round {
  readonly name: string;
  readonly table: Table;
  readonly rows: readonly TextRow[];
}

/** What is wrong with an expression: a line for a person, or nothing. */
async function wrong(what: What, tree: Tree, { name, table }: Round): Promise<string | undefined> {
  const sql = print(tree);
  const mine = await verdict(what, sql, table, { engines: 'all' });
  const numbered =
    what === 'predicate' && !mine.refused
      ? await numberedDifference(sql, table, mine.outcomes, new NumberedReader(table))
      : undefined;
  if (numbered !== undefined) return `${sql}\n    ${numbered}`;
  const theirs =
    oracle === undefined
      ? [mine.outcomes]
      : what === 'predicate'
        ? await oracle.selections(name, [sql])
        : await oracle.outcomes(name, [sql]);
  if (oracle === undefined)
    return mine.difference === undefined ? undefined : `${sql}\n    ${JSON.stringify(mine.difference)}`;
  return disagreements(what, sql, table, mine, theirs[0] ?? [])[0];
}

async function report(what: What, tree: Tree, round: Round): Promise<never> {
  const least = await minimise(tree, async (candidate) => (await wrong(what, candidate, round)) !== undefined);
  const description = (await wrong(what, least, round)) ?? '';
  const row = Number(
    /row"?:? (\d+)|"row":(\d+)/
      .exec(description)
      ?.slice(1)
      .find((found) => found !== undefined) ?? 0,
  );
  const sql = print(least);
  const used = schema.flatMap((column, i) =>
    sql.includes(column.name) ? [{ ...column, text: round.rows[row]?.[i] ?? null }] : [],
  );
  console.log(`\nA difference in a ${what}, made as small as it would go (seed ${seed}):\n\n    ${description}\n`);
  console.log(
    `schema: ${used.map(({ name, type, notNull }) => `${name} ${type}${notNull ? ' not null' : ''}`).join(', ')}`,
  );
  console.log(
    `row:    ${used.map(({ name, text }) => `${name} = ${text === null ? 'NULL' : `'${text}'`}`).join(', ')}`,
  );
  process.exit(1);
}

function tableFor(round: number): Round {
  // Every other table is of values that are close to each other, in narrow columns.
  const isNarrow = round % 2 === 1;
  const rows = fc.sample(isNarrow ? closeRow : textRow, { seed: seed + round, numRuns: rowCount });
  const arena = new Arena();
  return {
    name: `t${round}`,
    rows,
    table: tableOf(
      arena,
      schema,
      rows.map((row) => toRow(arena, row)),
      isNarrow ? 'narrow' : 'plain',
    ),
  };
}

const began = performance.now();
let done = 0;
let expressions = 0;
for (let round = 0; done < cases; round++) {
  const current = tableFor(round);
  if (oracle !== undefined) await oracle.table(current.name, schema, current.rows);
  for (const tree of fc.sample(anyExpression(5), { seed: seed + round, numRuns: expressionsPerTable })) {
    for (const what of tree.type === 'bool' ? (['expression', 'predicate'] as const) : (['expression'] as const)) {
      if ((await wrong(what, tree, current)) !== undefined) await report(what, tree, current);
    }
    expressions++;
    done += rowCount;
    if (done >= cases) break;
  }
  freeTable(current.table);
  const seconds = (performance.now() - began) / 1000;
  process.stderr.write(`${done} cases, ${expressions} expressions, ${Math.round(done / seconds)} cases/s\n`);
}
console.log(
  `${done} cases (${expressions} expressions × ${rowCount} rows), every engine × 5 rungs${oracle === undefined ? '' : ' and PostgreSQL'}: no difference (seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s)`,
);
await oracle?.close();
