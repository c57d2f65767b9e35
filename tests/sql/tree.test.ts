/** What the analyser makes of each construct, and what the simplifier makes of that. */
import { beforeAll, describe, expect, test } from 'vitest';
import {
  analyzeExpression,
  analyzePredicate,
  isNotNull,
  loadParser,
  parseSchema,
  qualList,
  simplify,
} from '../../src/sql/index.js';
import type { Expr, Schema } from '../../src/sql/expression.js';
import { callFunction, everyFunction } from './call-function.js';
import { print } from './print.js';

const options = { call: callFunction, supported: everyFunction };
let schema: Schema;

beforeAll(async () => {
  await loadParser();
  schema = parseSchema(
    'a int4 not null, b int4, c text, d float8 not null, e int8, f date, g timestamp, h int2, i float4, j bool, k bool not null',
  );
});

const analyzed = (sql: string): Expr => analyzeExpression(sql, { ...options, schema }).expr;
const simplified = (sql: string): Expr => simplify(analyzed(sql), options);

describe('analysed', () => {
  test.each([
    ['a = 42', 'int4eq(a, 42:int4)'],
    ['a = e', 'int48eq(a, e)'],
    ['a + d', 'float8pl(i4tod(a), d)'],
    ['d > 2.66', 'float8gt(d, numeric_float8(2.66:numeric))'],
    ['i > 2.66', 'float48gt(i, numeric_float8(2.66:numeric))'],
    ['d IN (1.5, 2)', 'ANY float8eq(d, [numeric_float8(1.5:numeric), i4tod(2:int4)])'],
    ['1.5::int4', 'numeric_int4(1.5:numeric)'],
    ['(-1.5)::int4', 'numeric_int4(-1.5:numeric)'],
    ['1.50::text', 'numeric_out(1.50:numeric)'],
    ['c || a', 'textcat(c, int4out(a))'],
    ['j || c', 'textcat(booltext(j), c)'],
    ['1 + f', 'date_pli(f, 1:int4)'],
    ['f < g', 'date_lt_timestamp(f, g)'],
    ['f::timestamp = g', 'timestamp_eq(date_timestamp(f), g)'],
    ["a = '7'", 'int4eq(a, 7:int4)'],
    ['c::int4', 'int4in(c)'],
    ['a::text', 'int4out(a)'],
    ['j::text', 'booltext(j)'],
    ['a::bool', 'int4_bool(a)'],
    ['a IN (1, 2, b)', 'OR(ANY int4eq(a, [1:int4, 2:int4]), int4eq(a, b))'],
    ['a NOT IN (b, 1, 2)', 'AND(ALL int4ne(a, [1:int4, 2:int4]), int4ne(a, b))'],
    ['a IN (1, 3000000000)', 'ANY int48eq(a, [int48(1:int4), 3000000000:int8])'],
    ['a BETWEEN 1 AND b', 'AND(int4ge(a, 1:int4), int4le(a, b))'],
    [
      'a NOT BETWEEN SYMMETRIC 1 AND 2',
      'AND(OR(int4lt(a, 1:int4), int4gt(a, 2:int4)), OR(int4lt(a, 2:int4), int4gt(a, 1:int4)))',
    ],
    ['CASE a WHEN 1 THEN c END', 'CASE a WHEN int4eq(ARG:int4, 1:int4) THEN c ELSE NULL:text END'],
    ['CASE WHEN j THEN a ELSE d END', 'CASE WHEN j THEN i4tod(a) ELSE d END'],
    ["c LIKE 'x!%' ESCAPE '!'", 'textlike(c, like_escape(x!%:text, !:text))'],
    ['a IS NOT DISTINCT FROM b', 'NOT(DISTINCT int4eq(a, b))'],
    ['a IS DISTINCT FROM NULL', 'IS_NOT_NULL(a)'],
    ['nullif(a, e)', 'NULLIF int48eq(a, e)'],
    ['greatest(a, e)', 'GREATEST int8lt(int48(a), e)'],
    ['@ -5', 'int4abs(-5:int4)'],
    ["int4 '7' + a", 'int4pl(7:int4, a)'],
    ['$1 + a', 'int4pl($1:int4, a)'],
    ['99999999999.5::int4', 'numeric_int4(99999999999.5:numeric)'],
  ])('%s', (sql, tree) => {
    expect(print(analyzed(sql))).toBe(tree);
  });
});

describe('simplified', () => {
  test.each([
    ['a = 40 + 2', 'int4eq(a, 42:int4)'],
    ['a + NULL = 1', 'NULL:bool'],
    ['a = 1 AND false AND 1/0 = 1', 'false'],
    ['a = 1 OR true OR 1/0 = 1', 'true'],
    ['a = 1 AND NULL AND b = 2', 'AND(int4eq(a, 1:int4), int4eq(b, 2:int4), NULL:bool)'],
    ['a = 1 AND true', 'int4eq(a, 1:int4)'],
    ['NOT (a = 1 AND (b < 2 OR j))', 'OR(int4ne(a, 1:int4), AND(int4ge(b, 2:int4), NOT(j)))'],
    ['NOT NOT j', 'j'],
    ['NOT (a IN (1, 2))', 'ALL int4ne(a, [1:int4, 2:int4])'],
    ['NOT (a IS NULL)', 'IS_NOT_NULL(a)'],
    ['NOT (j IS TRUE)', 'IS_NOT_TRUE(j)'],
    ['NOT (a IS DISTINCT FROM b)', 'NOT(DISTINCT int4eq(a, b))'],
    ["NOT (c LIKE 'x%')", 'textnlike(c, x%:text)'],
    ['j = true', 'j'],
    ['false = (a < 1)', 'int4ge(a, 1:int4)'],
    ['j <> true', 'NOT(j)'],
    ['a IN (1, 1 + 1)', 'ANY int4eq(a, [1:int4, 2:int4])'],
    ['d IN (1.5, 2)', 'ANY float8eq(d, [1.5:float8, 2:float8])'],
    ['d > 2.66', 'float8gt(d, 2.66:float8)'],
    ['i > 2.66', 'float48gt(i, 2.66:float8)'],
    ['(-1.5)::int4', '-2:int4'],
    ['1.50::text', '1.50:text'],
    ['3 IN (1, NULL, 3)', 'true'],
    ['3 NOT IN (1, NULL)', 'NULL:bool'],
    ['CASE WHEN false THEN 1/0 WHEN j THEN a ELSE 2 END', 'CASE WHEN j THEN a ELSE 2:int4 END'],
    ['CASE WHEN j THEN 1 WHEN true THEN 2 ELSE 1/0 END', 'CASE WHEN j THEN 1:int4 ELSE 2:int4 END'],
    ['CASE 1 WHEN 2 THEN 1/0 WHEN a THEN 3 END', 'CASE WHEN int4eq(1:int4, a) THEN 3:int4 ELSE NULL:int4 END'],
    ['CASE 2 WHEN 2 THEN a END', 'a'],
    ['coalesce(NULL, b, 5, 1/0)', 'COALESCE(b, 5:int4)'],
    ['coalesce(5, 1/0)', '5:int4'],
    ['nullif(b, NULL)', 'b'],
    ['nullif(1, 1)', 'NULL:int4'],
    ['greatest(1, NULL, 3)', '3:int4'],
    ["text '2020-01-01'::date = f", 'date_eq(date_in(2020-01-01:text), f)'],
    ['NULL::text::date', 'NULL:date'],
    ['NULL IS DISTINCT FROM 1', 'true'],
    ['1 IS DISTINCT FROM 1', 'false'],
    ['(a = 1 OR (b = 2 OR (j OR k)))', 'OR(int4eq(a, 1:int4), int4eq(b, 2:int4), j, k)'],
    ['a > 1.5::int4', 'int4gt(a, 2:int4)'],
  ])('%s', (sql, tree) => {
    expect(print(simplified(sql))).toBe(tree);
  });

  test('a negator that no engine has is not used', () => {
    const without = { ...everyFunction, has: (name: string) => name !== 'int4ne' && everyFunction.has(name) };
    expect(print(simplify(analyzed('NOT (a = 1)'), { call: callFunction, supported: without }))).toBe(
      'NOT(int4eq(a, 1:int4))',
    );
  });
});

test('a WHERE is a list of conditions', () => {
  const quals = (sql: string) =>
    qualList(simplify(analyzePredicate(sql, { ...options, schema }).expr, options)).map(print);
  expect(quals('a = 1 AND (j AND (b = 2 OR k))')).toEqual(['int4eq(a, 1:int4)', 'j', 'OR(int4eq(b, 2:int4), k)']);
  expect(quals('1 = 1')).toEqual([]);
  expect(quals('NULL')).toEqual(['NULL:bool']);
  expect(quals('a = 1 OR j')).toEqual(['OR(int4eq(a, 1:int4), j)']);
});

test.each([
  ['a', true],
  ['b', false],
  ['a + 1', true],
  ['a + b', false],
  ['b IS NULL', true],
  ['coalesce(b, a)', true],
  ['coalesce(b, e)', false],
  ['greatest(b, a)', true],
  ['CASE WHEN j THEN 1 END', false],
  ['CASE WHEN j THEN 1 ELSE a END', true],
  ['nullif(a, 1)', false],
  ['b IS DISTINCT FROM e', true],
  ['k AND j', false],
  ['NOT k', true],
  ['a IN (1, 2)', true],
  ['a IN (1, NULL)', false],
  ['$1 + 1', false],
  ['j IS TRUE', true],
])('whether %s is never null: %s', (sql, notNull) => {
  expect(isNotNull(analyzed(sql), everyFunction)).toBe(notNull);
});
