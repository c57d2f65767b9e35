/** The text of a typed tree is read as the same tree: random trees, and the constructs of SQL one by one. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { deparse } from '../../src/algebra/deparse/deparse.js';
import { areSame, keyOf } from '../../src/algebra/key.js';
import { SqlError } from '../../src/error.js';
import { prepare } from '../../src/index.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { compileSql, compileSqlSync } from '../../src/library/front-end.js';
import { familyNames } from '../../src/functions/registry.js';
import { schema as coreSchema } from '../random/columns.js';
import { anyExpression, seedOfRun } from '../random/expression.js';
import { print } from '../random/tree.js';

beforeAll(() => prepare({ families: familyNames }));

type Schema = typeof coreSchema | Readonly<Record<string, string>>;

/** The text of an expression, and of what that text is read as. */
async function again(
  sql: string,
  schema: Schema,
): Promise<{ readonly text: string; readonly same: boolean; readonly keys: readonly string[] }> {
  const first = await compileSql(sql, 'expression', { schema });
  const text = deparse(
    first.expr,
    constantCaller(first.arena),
    first.schema.map(({ type }) => type),
  );
  const second = compileSqlSync(text, 'expression', { schema, paramTypes: first.params });
  return { text, same: areSame(first.expr, second.expr), keys: [keyOf(first.expr), keyOf(second.expr)] };
}

test('a random expression is read again as it was', async () => {
  await fc.assert(
    fc.asyncProperty(anyExpression(4), async (tree) => {
      const sql = print(tree);
      const found = await again(sql, coreSchema).catch((error: unknown) => {
        // What the expression itself raises when it is folded is no matter here; its text must not raise where it does not.
        if (error instanceof SqlError && error.code !== 'XX000') return undefined;
        throw error;
      });
      if (found !== undefined && !found.same) expect.fail(`${sql}\n${found.text}\n${found.keys.join('\n')}`);
    }),
    { numRuns: Number(process.env['RUNS'] ?? 800), seed: seedOfRun() },
  );
});

const schema = {
  a: 'int4',
  b: 'int8',
  s: 'int2',
  t: 'text',
  v: 'varchar(9)',
  k: 'char(4)',
  'we ird': 'text',
  f: 'float8',
  n: 'numeric(10,2)',
  x: 'bool',
  d: 'date',
  ts: 'timestamp',
  tz: 'timestamptz',
  iv: 'interval',
  j: 'jsonb',
  u: 'uuid',
  ai: 'int4[]',
  at: 'text[]',
  o: 'oid',
  bi: 'bit(3)',
  c: '"char"',
};

describe('a text is minimal and safe', () => {
  test.each([
    ['a=1', 'a = 1'],
    ['1 < a', '1 < a'],
    ['a > -5', 'a > (-5)'],
    ["t = 'x'", "t = 'x'"],
    ["t = 'it''s'", "t = 'it''s'"],
    ["v = 'x'", "v::text = 'x'"],
    ['"we ird" IS NULL', '"we ird" IS NULL'],
    ['(a + 1) * 2 > 3', '(a + 1) * 2 > 3'],
    ['a + 1 * 2 > 3', 'a + 2 > 3'],
    ['a - (s - 1) > 0', 'a - (s - 1) > 0'],
    ['(x OR a = 1) AND NOT x', '(x OR a = 1) AND NOT x'],
    ['a BETWEEN 1 AND 3', 'a >= 1 AND a <= 3'],
    ['a IN (1, 2, NULL)', 'a IN (1, 2, NULL::int4)'],
    ['a NOT IN (1, 2)', 'a NOT IN (1, 2)'],
    ['b = ANY (ARRAY[1, 2])', 'b = ANY (ARRAY[1, 2]::int4[])'],
    ["t LIKE 'a%'", "t LIKE 'a%'"],
    ["NOT t LIKE 'a%'", "t NOT LIKE 'a%'"],
    ["t ILIKE 'a%' IS NOT TRUE", "(t ILIKE 'a%') IS NOT TRUE"],
    ['a IS DISTINCT FROM 2', 'a IS DISTINCT FROM 2'],
    ['a IS NOT DISTINCT FROM $1', 'a IS NOT DISTINCT FROM $1'],
    ["d > '2020-01-01'", "d > '2020-01-01'"],
    ["iv > '1 day'", "iv > '1 day'"],
    ['n > 1.50', 'n > 1.50'],
    ['a > 1.5', 'a::numeric > 1.5'],
    ['b = 5::int8', 'b = 5::int8'],
    ['coalesce(t, $1)', 'COALESCE(t, $1)'],
    ['extract(year from ts) = 2020', "pg_catalog.extract('year'::text, ts) = '2020'"],
    ['CASE a WHEN 1 THEN t ELSE v END', 'CASE a WHEN 1 THEN t::varchar ELSE v END'],
  ])('%s', async (sql, expected) => {
    const found = await again(sql, schema);
    expect(found.text).toBe(expected);
    expect(found.same).toBe(true);
  });
});

test.each([
  'a::text',
  'a::int8',
  't::int4',
  'n::numeric(5,1)',
  't::varchar(3)',
  'num_nulls(VARIADIC ARRAY[a, 1]) = 0',
  'num_nonnulls(VARIADIC ARRAY[t])',
  "format('%s %s', VARIADIC ARRAY[a, 1])",
  'json_build_array(VARIADIC ARRAY[a, 1])',
  'jsonb_build_object(VARIADIC ARRAY[t, v])',
  'k::text',
  "k = 'ab'",
  'v || t',
  't || a',
  'a || t',
  'd + 1',
  '1 + d',
  "ts + '1 day'::interval",
  'tz::date',
  'ai[1]',
  'ai[1:2]',
  'ai[:2]',
  'at[a]',
  'ai || 4',
  '1 = ANY (ai)',
  "'x' <> ALL (at)",
  'ARRAY[a, 2]',
  'ARRAY[]::text[]',
  'ai::text[]',
  'ai::int8[] = ARRAY[b]',
  "j -> 'a'",
  "j['a']",
  "j ->> 'a' = 'x'",
  'j @> \'{"a": 1}\'',
  "u = '00000000-0000-0000-0000-000000000001'",
  'o = 5',
  "bi = B'101'",
  "c = 'x'",
  'greatest(a, 5)',
  "least(t, 'x')",
  'nullif(a, 2)',
  "nullif(t, '')",
  'CASE WHEN x THEN 1 END',
  'CASE x WHEN true THEN 1 WHEN false THEN 2 END',
  "(a, t) < (1, 'b')",
  'substring(t from 2 for 3)',
  "substring(t from 'a.c')",
  "position('a' in t)",
  "trim(both 'x' from t)",
  "overlay(t placing 'x' from 2)",
  "t SIMILAR TO 'a_'",
  "t LIKE 'a!%' ESCAPE '!'",
  "t ~ '^a'",
  "t !~* 'b'",
  'CURRENT_DATE > d',
  'now() > tz',
  'CURRENT_TIMESTAMP(2) > tz',
  "tz AT TIME ZONE 'UTC'",
  'make_interval(days => 3)',
  'num_nulls(a, t)',
  '- a',
  '~ a',
  '@ f',
  "f = 'NaN'",
  'f > -0.0::float8',
  "concat(t, a, 'x')",
  "format('%s', a)",
  "'x'::text || t",
  't COLLATE "C" < \'b\'',
  '$1::int4 + a',
  '$1 = t',
  "date_trunc('day', ts)",
  "to_char(ts, 'YYYY')",
  'x::int4',
  'a::bool',
  "E'\\\\' = t",
  'x IS UNKNOWN',
  'ai @> ARRAY[1]',
  "at && ARRAY['a', 'b']",
  'cardinality(ai)',
  'array_length(ai, 1)',
  "string_to_array(t, ',')",
  'n::int4',
  'f::numeric',
  "'1 day'::interval * 2 > iv",
  'a::oid = o',
  '"we ird" = t',
])('%s is read again as it was', async (sql) => {
  const found = await again(sql, schema);
  expect(found.same, `${found.text}\n${found.keys.join('\n')}`).toBe(true);
});
