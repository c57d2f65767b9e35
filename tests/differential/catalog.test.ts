/** Random expressions of everything in the catalog that quern computes: it gives what PostgreSQL gives. `QUERN_CATALOG_CASES` is how many, `npm run fuzz:catalog` runs many more. */
import { expect, test } from 'vitest';
import { families } from '../../opcodes/families/families.js';
import { Arena } from '../../src/arena/arena.js';
import { loadFamily } from '../../src/functions/registry.js';
import { parseValue } from '../../src/functions/text-value.js';
import { SqlError } from '../../src/error.js';
import { loadParser } from '../../src/sql/index.js';
import { Random } from '../families/json-random.js';
import { randomCase } from '../random/catalog/expression.js';
import { productions } from '../random/catalog/productions.js';
import { print } from '../random/tree.js';
import { caseDifference } from './catalog-case.js';
import { ExpressionOracle } from './expression-oracle.js';
import { pgliteFilesInC } from '../pglite.js';

const count = Number(process.env['QUERN_CATALOG_CASES'] ?? 100);
const rows = 4;

test('random expressions of the catalog give what PostgreSQL gives', async () => {
  await Promise.all([loadParser(), ...families.map(({ name }) => loadFamily(name))]);
  const arena = new Arena();
  const isValue = (type: Parameters<typeof parseValue>[1], text: string): boolean => {
    try {
      parseValue(arena, type, text);
      return true;
    } catch (error) {
      if (error instanceof SqlError) return false;
      throw error;
    }
  };
  const from = productions();
  const random = new Random(1);
  const cases = Array.from({ length: count }, () => randomCase(from, random, rows, isValue));
  const oracle = await ExpressionOracle.start(await pgliteFilesInC());
  const told = await oracle.ask(cases.map((each) => ({ ...each, sql: print(each.tree) })));
  const different: unknown[] = [];
  let compared = 0;
  for (const [i, each] of cases.entries()) {
    const { difference, refusal } = await caseDifference(each, oracle, arena, 'turn', told[i]);
    if (refusal === undefined) compared++;
    if (difference !== undefined) different.push({ sql: print(each.tree), ...difference });
  }
  await oracle.close();
  expect(different).toEqual([]);
  // Nearly all of it is what quern has.
  expect(compared).toBeGreaterThan(count * 0.9);
}, 120_000);
