/**
 * Arrays against PostgreSQL: written expressions, and random ones over columns and over constants, give the same text or the same error.
 * `ARRAY_EXPRESSIONS=20000 npx vitest run tests/families/array.test.ts` runs more of them, `ARRAY_SEED` others.
 */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { expression } from '../../src/index.js';
import { expressions, randomExpression, type RandomExpression } from './array-expressions.js';
import { randomFrom } from './numeric-values.js';

const count = Number(process.env['ARRAY_EXPRESSIONS'] ?? 300);
const seed = Number(process.env['ARRAY_SEED'] ?? 1);

let db: PGlite;
beforeAll(async () => {
  db = await startPGlite();
  await db.exec(`create function attempt(expression text) returns text language plpgsql as $$
    declare result text;
    begin
      execute 'select format(''%s'', v) from (select ' || expression || ') as t(v) where v is not null' into result;
      return result;
    exception when others then
      return sqlstate || ' ' || sqlerrm;
    end $$`);
});
afterAll(() => db.close());

async function postgres(asked: readonly string[]): Promise<(string | null)[]> {
  const sql = 'select attempt(e) r from unnest($1::text[]) with ordinality as t(e, n) order by n';
  const { rows } = await db.query<{ r: string | null }>(sql, [asked]);
  // PGlite has pointers of 32 bits, so that its arrays may have twice as many elements as a server's.
  return rows.map(({ r }) => r?.replace('(268435455)', '(134217727)') ?? null);
}

async function quern(sql: string, schema: Record<string, string> = {}, row: Record<string, string | null> = {}) {
  try {
    const compiled = await expression(sql, { schema });
    try {
      return compiled.evaluateText(row);
    } finally {
      compiled.free();
    }
  } catch (error) {
    if (error instanceof SqlError) return `${error.code} ${error.message}`;
    throw error;
  }
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`;
/** The expression with its columns as constants. */
const folded = ({ sql, type, a, b }: RandomExpression) =>
  sql.replace(/\b[ab]\b(?!')/g, (letter) => {
    const value = letter === 'a' ? a : b;
    return `${value === null ? 'null' : quote(value)}::"_${type}"`;
  });

test('written expressions give PostgreSQL’s values and errors', async () => {
  const expected = await postgres(expressions);
  const wrong: string[] = [];
  for (const [i, sql] of expressions.entries()) {
    const given = await quern(sql);
    if (given !== expected[i]) wrong.push(`${sql} is\n  ${expected[i]}, not\n  ${given}`);
  }
  expect(wrong).toEqual([]);
}, 120_000);

test(`${count} random expressions give PostgreSQL’s values and errors, over constants and over columns`, async () => {
  const random = randomFrom(seed);
  const asked = Array.from({ length: count }, () => randomExpression(random));
  const expected = await postgres(asked.map(folded));
  const wrong: string[] = [];
  for (const [i, each] of asked.entries()) {
    const sql = folded(each);
    const constant = await quern(sql);
    const schema = { a: `"_${each.type}"`, b: `"_${each.type}"` };
    const column = await quern(each.sql, schema, { a: each.a, b: each.b });
    for (const given of [constant, column])
      if (given !== expected[i]) wrong.push(`${sql} is\n  ${expected[i]}, not\n  ${given}`);
  }
  expect(wrong.slice(0, 30)).toEqual([]);
}, 1_200_000);
