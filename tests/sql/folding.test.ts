/** Constant expressions come out as PostgreSQL computes them, or raise what it raises: the order of folding decides which error that is. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { analyzeExpression, loadParser, simplify } from '../../src/sql/index.js';
import { callFunction, everyFunction } from './call-function.js';

let db: PGlite;

beforeAll(async () => {
  db = await startPGlite();
  await loadParser();
}, 60_000);
afterAll(() => db.close());

const options = { call: callFunction, supported: everyFunction };

function ours(sql: string): string {
  try {
    const expr = simplify(analyzeExpression(sql, { ...options, schema: [] }).expr, options);
    if (expr.kind !== 'Const') return `not folded: ${expr.kind}`;
    if (expr.value === null) return 'null';
    return expr.type === 'bool' ? (expr.value === 0 ? 'false' : 'true') : String(expr.value);
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

async function oracle(sql: string): Promise<string> {
  try {
    const { rows } = await db.query<[string | null]>(`SELECT (${sql}\n)::text`, [], { rowMode: 'array' });
    return rows[0]?.[0] ?? 'null';
  } catch (error) {
    const { code, message } = error as { code: string; message: string };
    // A long text that the message quotes is cut, which PostgreSQL does not do.
    return `${code} ${new SqlError(code, message).message}`;
  }
}

const written = [
  'false AND 1/0 = 1',
  '1/0 = 1 AND false',
  'true OR 1/0 = 1',
  '1/0 = 1 OR true',
  'NULL AND 1/0 = 1',
  'NULL OR 1/0 = 1',
  '(NULL AND false) OR NULL',
  '1/0 + NULL',
  'NULL + 1/0',
  'coalesce(1, 1/0)',
  'coalesce(NULL, 1/0)',
  'CASE WHEN true THEN 1 ELSE 1/0 END',
  'CASE WHEN NULL THEN 1/0 END',
  'CASE 1 WHEN 1 THEN 2 WHEN 1/0 THEN 3 END',
  'nullif(1, 1/0)',
  'nullif(NULL, 1/0)',
  'greatest(1, NULL, 2)',
  'least(NULL::int4, NULL)',
  '1 IN (1, 1/0)',
  '1 IN (1, NULL)',
  '2 IN (1, NULL)',
  'NULL IN (1, 2)',
  '1 NOT IN (1, NULL)',
  '2147483647 + 1',
  '-2147483648 - 1',
  '- (-2147483648)',
  '32767::int2 + 1::int2',
  '9223372036854775807 + 1',
  '1.5::int4',
  '2.5::int4',
  '(-2.5)::int4',
  '2.5::float8::int4',
  '3.5::float8::int4',
  '99999999999.5::int4',
  '1e30::int8',
  '40000.2::int2',
  'CASE WHEN false THEN 99999999999.5::int4 ELSE 3 END',
  '1e400::float8',
  '1e150::float4',
  'CASE WHEN false THEN 1e400::float8 ELSE 3 END',
  '1.50::text',
  '1e3::text',
  '1.5e-3::text',
  '0x1F + 1',
  '-0.0::text',
  '1_000.5::text',
  '0.000::text',
  '1e-5::text',
  '12345678901234567890::text',
  'NOT NULL',
  'NOT (NULL IS NULL)',
  'NULL IS NOT TRUE',
  'NULL IS UNKNOWN',
  '(1 = 1) IS NOT UNKNOWN',
  'true = NULL',
  'true <> false',
  '1 IS DISTINCT FROM NULL',
  'NULL IS NOT DISTINCT FROM NULL',
  '1/0 IS NULL',
  '1/0 IS DISTINCT FROM NULL',
  '5 BETWEEN 1 AND 1/0',
  '0 BETWEEN 1 AND 1/0',
  '5 BETWEEN SYMMETRIC 9 AND 1',
  "'a' || 1 || true",
  "lower('AbC') || 'd'",
  "length('äöü')",
  "'a' < 'b'",
  "float8 'NaN' = 'NaN'",
  'abs(-3)',
  '@ -5',
  '7 % 3',
  '-7 / 2',
  '7 / 0.0::float8',
];

test.each(written)('%s', async (sql) => {
  expect(ours(sql)).toBe(await oracle(sql));
});

/** Expressions of integers and booleans, in which division by zero and null are frequent. */
const { bool, int } = fc.letrec<{ bool: string; int: string }>((tie) => {
  const sql = (strings: TemplateStringsArray, ...parts: fc.Arbitrary<string>[]) =>
    fc.tuple(...parts).map((texts) => strings.reduce((all, text, index) => `${all}${texts[index - 1] ?? ''}${text}`));
  const [b, i] = [tie('bool'), tie('int')];
  return {
    int: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('0', '1', '2', '-3', 'NULL::int4', '2147483647', '(1/0)'),
      sql`(${i} + ${i})`,
      sql`(${i} - ${i})`,
      sql`(${i} / ${i})`,
      sql`(${i} % ${i})`,
      sql`(- ${i})`,
      sql`coalesce(${i}, ${i})`,
      sql`nullif(${i}, ${i})`,
      sql`greatest(${i}, ${i})`,
      sql`(CASE WHEN ${b} THEN ${i} WHEN ${b} THEN ${i} ELSE ${i} END)`,
      sql`(CASE ${i} WHEN ${i} THEN ${i} WHEN ${i} THEN ${i} END)`,
    ),
    bool: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom('true', 'false', 'NULL::bool'),
      sql`(${b} AND ${b})`,
      sql`(${b} OR ${b} OR ${b})`,
      sql`(NOT ${b})`,
      sql`(${i} < ${i})`,
      sql`(${i} = ${i})`,
      sql`(${i} IN (${i}, ${i}, ${i}))`,
      sql`(${i} NOT IN (${i}, ${i}))`,
      sql`(${b} IS NOT TRUE)`,
      sql`(${i} IS NULL)`,
      sql`(${i} IS DISTINCT FROM ${i})`,
      sql`(${i} BETWEEN ${i} AND ${i})`,
      sql`(${b} = ${b})`,
      sql`(${b} IS UNKNOWN)`,
    ),
  };
});

test('random constant expressions', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(bool, int), async (sql) => {
      expect(ours(sql)).toBe(await oracle(sql));
    }),
    { numRuns: 1500 },
  );
}, 120_000);
