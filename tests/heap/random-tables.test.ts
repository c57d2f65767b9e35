/**
 * Random tables with a random past, made by a PostgreSQL server: every value of every row, and what every predicate selects, is what the server
 * says, in every engine and on every rung of both ladders. SEED and TABLES in the environment ask for other and more tables.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from '../../bench/postgres/server.js';
import { engines, type EngineName } from '../../src/engines/engines.js';
import { formatValue } from '../../src/functions/text-value.js';
import { deformRungs, type DeformRung } from '../../src/program/deform/deform.js';
import { everyRung } from '../engines/outcome.js';
import { hasPageinspect, kindsOf, possibleKinds } from './coverage.js';
import { packagedServer, serverInstalled } from './installed.js';
import { randomPredicates, type RandomPredicate } from './random-predicates.js';
import { randomTable, type RandomTable } from './random-table.js';
import { ctidOf, raisedByPlanner, Scan, selectedByServer, type Selected, type Way } from './scan.js';

const firstSeed = Number(process.env['SEED'] ?? 1);
const tables = Number(process.env['TABLES'] ?? 4);
const predicatesPerTable = 40;
const seeds = Array.from({ length: tables }, (_, i) => firstSeed + i);

const engineNames = Object.keys(engines) as readonly EngineName[];
const ways: readonly Way[] = engineNames.flatMap((engine) =>
  everyRung.flatMap((rung) => deformRungs.map((_, deform) => ({ engine, rung, deform: deform as DeformRung }))),
);
/** How many ways a predicate is run in: in turn, so that each comes again and again. */
const waysPerPredicate = 4;
let turn = 0;
const nextWays = (): Way[] => Array.from({ length: waysPerPredicate }, () => ways[turn++ % ways.length] as Way);

const isError = (selected: Selected): selected is Exclude<Selected, readonly string[]> => 'code' in selected;

/** The tests with the server of a folder, or with the one that is found. */
const withServer = (bin: string | undefined, seeds: readonly number[]) => (): void => {
  let server: Server;
  let canInspect: boolean;
  const seen = new Set<string>();

  beforeAll(async () => {
    console.log(`SEED=${firstSeed} TABLES=${tables}`);
    // No index may change the order of the rows, and so which error comes first.
    server = await startServer({
      ...(bin === undefined ? {} : { bin }),
      checksums: true,
      settings: { enable_indexscan: 'off', enable_indexonlyscan: 'off', enable_bitmapscan: 'off' },
    });
    canInspect = await hasPageinspect(server);
  });
  afterAll(() => server?.stop());

  test.each(seeds)('is what the server says, seed %i', async (seed) => {
    const table = await randomTable(server, seed);
    const scan = await Scan.open(table.path, table.schema, [1, 2, 5, 100][seed % 4] ?? 1, { toast: table.toast });
    expect(readRows(scan, table)).toEqual(table.rows);
    const different: string[] = [];
    for (const random of randomPredicates(table, seed, predicatesPerTable))
      different.push(...(await differences(scan, table, random)));
    expect(different.slice(0, 3)).toEqual([]);
    await scan.close();
    if (canInspect) for (const kind of await kindsOf(server, table.name)) seen.add(kind);
    await server.query(`DROP TABLE ${table.name}`);
  });

  test('has every kind of line pointer, tuple and value, all of them together', async ({ skip }) => {
    if (!canInspect || tables < 24 || firstSeed !== 1)
      skip('Only the tables of the first seeds, seen by pageinspect, are sure to show it.');
    expect((await possibleKinds(server)).filter((kind) => !seen.has(kind))).toEqual([]);
  });

  /** The rows as the server gives them. */
  function readRows(scan: Scan, { columns, others }: RandomTable): (string | null)[][] {
    return scan.batches.flatMap((batch) => {
      batch.walk();
      batch.finish();
      return Array.from({ length: batch.rows }, (_, row) => [
        ctidOf(batch, row),
        ...[...columns, ...others].map(({ place }) => {
          const value = batch.get(place, row);
          return value === null ? null : formatValue(scan.arena, batch.schema[place]?.type ?? 'text', value);
        }),
      ]);
    });
  }

  /** How a predicate's rows differ between the ways in which it is run, and from the server's. */
  async function differences(
    scan: Scan,
    { name, schema }: RandomTable,
    { sql, oneConjunct }: RandomPredicate,
  ): Promise<string[]> {
    const theirs = await selectedByServer(server, name, sql);
    const [first, ...others] = nextWays();
    const mine = await scan.selected(sql, first as Way);
    const say = (what: string, expected: Selected, found: Selected): string =>
      [what, sql, ...apart(expected, found), `table ${schema}`].join('\n  ');
    const equal = (a: Selected, b: Selected): boolean => JSON.stringify(a) === JSON.stringify(b);
    for (const way of others) {
      const found = await scan.selected(sql, way);
      if (!equal(found, mine)) return [say(`${JSON.stringify(way)} is not as ${JSON.stringify(first)}`, mine, found)];
    }
    if (equal(mine, theirs)) return [];
    // The order of several conjuncts is PostgreSQL's to choose, so which error comes first, or none, is too.
    if ((isError(mine) || isError(theirs)) && mayRaiseOtherwise(mine) && !oneConjunct) return [];
    if (isError(theirs) && (await raisedByPlanner(server, name, sql))) return [];
    return [say(`${JSON.stringify(first)} is not as the server`, theirs, mine)];
  }
};

describe.skipIf(!serverInstalled)('a random table', withServer(undefined, seeds));
// The newest version beside that of the system, of whose tables fewer will do.
describe.skipIf(packagedServer === undefined)(
  'a random table of PostgreSQL 18',
  withServer(packagedServer, process.env['TABLES'] === undefined ? seeds.slice(0, 2) : seeds),
);

/** Where two outcomes part: what only one of them has, and only the first few of that. */
function apart(expected: Selected, found: Selected): string[] {
  const one = (what: string, selected: Selected, other: Selected): string =>
    isError(selected) || isError(other)
      ? `${what} ${JSON.stringify(selected).slice(0, 200)}`
      : `${what} besides ${JSON.stringify(selected.filter((ctid) => !other.includes(ctid)).slice(0, 5))}`;
  return [one('expected', expected, found), one('found', found, expected)];
}

/** An error of the data is one that another order of evaluation may avoid; a predicate that is refused, or a page, is not. */
const mayRaiseOtherwise = (selected: Selected): boolean => !isError(selected) || /^2/.test(selected.code);
