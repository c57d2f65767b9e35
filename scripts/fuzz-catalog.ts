/**
 * Random expressions of everything that the catalog has and quern computes, so that a function is fuzzed from the day that it is defined: against PostgreSQL, and on every
 * engine and rung.
 *
 *   npm run fuzz:catalog -- [--cases N] [--seed S] [--turn] [--keep-going] [--only TEXT] [--refused]
 *     [--time-zone ZONE] [--date-style STYLE] [--interval-style STYLE]
 *
 * A case is one expression in one row. `--turn` runs one engine on one rung for each expression, the next one each time, which is ten times faster; `--only`
 * keeps the productions whose template holds the text. A difference is made as small as it will go and printed as a line of tests/differential/found.jsonl, where it is run
 * again from then on. The first one ends the run with exit status 1, unless `--keep-going` is given. With settings of a session, both
 * sides have them; what is found then is no line for that file, which knows the defaults only.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { Arena } from '../src/arena/arena.js';
import type { TypeName } from '../src/catalog/types.js';
import { SqlError } from '../src/error.js';
import { parseValue } from '../src/functions/text-value.js';
import { families } from '../opcodes/families/families.js';
import { loadFamily } from '../src/functions/registry.js';
import { loadParser } from '../src/sql/index.js';
import { caseDifference, type Compared } from '../tests/differential/catalog-case.js';
import { ExpressionOracle, filesInC, type Asked, type Told } from '../tests/differential/expression-oracle.js';
import { Random } from '../tests/families/json-random.js';
import { randomCase, type Case } from '../tests/random/catalog/expression.js';
import { productions } from '../tests/random/catalog/productions.js';
import { minimise, print } from '../tests/random/tree.js';

const rows = 6;
/** Cases that PostgreSQL is asked at once. */
const batch = 100;

function option(name: string): string | undefined {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
}
const flag = (name: string): boolean => process.argv.includes(`--${name}`);
const cases = Number(option('cases') ?? 100_000);
const seed = Number(option('seed') ?? Date.now() % 2 ** 31);
const only = option('only');
const settings = {
  timeZone: option('time-zone'),
  dateStyle: option('date-style'),
  intervalStyle: option('interval-style'),
};
if (!Number.isFinite(cases) || !Number.isInteger(seed)) {
  console.error('usage: fuzz:catalog [--cases N] [--seed S] [--turn] [--keep-going] [--only TEXT] [--refused]');
  process.exit(2);
}
Error.stackTraceLimit = 0;

await loadParser();
await Promise.all(families.map(({ name }) => loadFamily(name)));
const everything = productions();
const chosen = only === undefined ? everything.all : everything.all.filter(([first]) => first?.template.includes(only));
const from = { all: chosen, of: everything.of };
const files = await filesInC(await PGlite.create());
let oracle = await ExpressionOracle.start(files, settings);
const random = new Random(seed);
let arena = new Arena(settings);

const compare = (each: Case): Promise<Compared> => caseDifference(each, oracle, arena, 'all');

function isValue(type: TypeName, text: string): boolean {
  try {
    parseValue(arena, type, text);
    return true;
  } catch (error) {
    if (error instanceof SqlError) return false;
    throw error;
  }
}

async function report(each: Case, found: Compared): Promise<void> {
  const tree = await minimise(each.tree, async (candidate) => {
    const again = await compare({ ...each, tree: candidate });
    return again.difference?.kind === found.difference?.kind;
  });
  const { difference } = await compare({ ...each, tree });
  console.log(`\n${print(tree)}\n    ${difference?.text ?? found.difference?.text ?? ''}\n${difference?.line ?? ''}`);
}

/** What PostgreSQL says; shorter than what is asked when it fails. */
async function answersOf(asked: readonly Asked[]): Promise<(Told | undefined)[]> {
  try {
    return await oracle.ask(asked);
  } catch {
    oracle = await ExpressionOracle.start(files, settings);
    return [];
  }
}

const refusals = new Map<string, { count: number; sql: string }>();
const began = performance.now();
let done = 0;
let expressions = 0;
/** How many expressions the arena before this one had; it is left to the collector, with all that was loaded in it. */
let renewed = 0;
let differences = 0;
while (done < cases) {
  const all = Array.from({ length: batch }, () => randomCase(from, random, rows, isValue));
  const asked = all.map((each) => ({ ...each, sql: print(each.tree) }));
  let told = await answersOf(asked);
  if (told.length < all.length) {
    // PGlite falls over some inputs and says nothing, then and from then on: each is asked by itself.
    told = [];
    for (const each of asked) {
      const [only] = await answersOf([each]);
      if (only === undefined) {
        console.log(`PostgreSQL says nothing to ${each.sql}`);
        oracle = await ExpressionOracle.start(files, settings);
      }
      told.push(only);
    }
  }
  for (const [i, each] of all.entries()) {
    const theirs = told[i];
    if (theirs === undefined) continue;
    const found = await caseDifference(each, oracle, arena, flag('turn') ? 'turn' : 'all', theirs);
    expressions++;
    done += rows;
    if (found.refusal !== undefined) {
      const known = refusals.get(found.refusal);
      if (known === undefined) refusals.set(found.refusal, { count: 1, sql: print(each.tree) });
      else known.count++;
    }
    if (found.difference === undefined) continue;
    differences++;
    await report(each, found);
    if (!flag('keep-going')) process.exit(1);
  }
  if (expressions - renewed >= 2000) {
    renewed = expressions;
    arena = new Arena(settings);
    const seconds = (performance.now() - began) / 1000;
    process.stderr.write(
      `${done} cases, ${expressions} expressions, ${Math.round(done / seconds)} cases/s, ${differences} differences\n`,
    );
    await delay(0);
  }
}
if (flag('refused')) {
  for (const [message, { count, sql }] of [...refusals].sort(([, a], [, b]) => b.count - a.count))
    console.log(`${String(count).padStart(6)}  ${message}    ${sql.slice(0, 150)}`);
}
console.log(
  `${done} cases (${expressions} expressions × ${rows} rows) against PostgreSQL: ${differences} differences, ${[...refusals.values()].reduce((sum, { count }) => sum + count, 0)} expressions refused (seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s)`,
);
await oracle.close();
process.exit(differences > 0 ? 1 : 0);
