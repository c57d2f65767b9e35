/** Strangers' texts: nothing but one expression gets through, deep ones are refused, and long ones work. */
import { beforeAll, describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { analyzeExpression, analyzePredicate, loadParser, parseSchema, simplify } from '../../src/sql/index.js';
import type { Schema } from '../../src/sql/expression.js';
import { callFunction, everyFunction } from './call-function.js';

const options = { call: callFunction, supported: everyFunction };
let schema: Schema;

beforeAll(async () => {
  await loadParser();
  schema = parseSchema('a int4 not null, b bool, c text');
});

function codeOf(text: string, analyze = analyzeExpression): string {
  try {
    simplify(analyze(text, { ...options, schema }).expr, options);
    return 'fine';
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code}@${String(error.position)}`;
  }
}

describe('a text that says more than one expression is a syntax error where it does', () => {
  test.each([
    ['1 FROM t', '42601@3'],
    ['1; DROP TABLE t', '42601@2'],
    ['1, 2', '42601@2'],
    ['1 AS x', '42601@3'],
    ['1;', '42601@2'],
    ['1 /* ', '42601@3'],
    ['a = 1 GROUP BY a', '42601@7'],
    ['a = 1 UNION SELECT 2', '42601@7'],
    ['a = 1 LIMIT 1', '42601@7'],
    ['a = 1 FOR UPDATE', '42601@7'],
    ['a = 1 ORDER BY a', '42601@7'],
    ['a = 1) OR (b', '42601@6'],
    ['1 THEN 1 END, CASE WHEN 2', '42601@3'],
    ['', '42601@1'],
    ['-- a', '42601@5'],
    ['é; é', '42601@2'],
    ['a\0b', '22021@undefined'],
    ['\ud800', '22021@undefined'],
  ])('%j', (text, verdict) => {
    expect(codeOf(text)).toBe(verdict);
  });

  test('a comment that ends the text is a comment', () => {
    expect(codeOf('a = 1 -- one')).toBe('fine');
    expect(codeOf('a /* :: nosuch */ = 1')).toBe('fine');
  });

  test('a comment that does not end is quoted as it was written, and takes no time for those that begin in it', () => {
    const raised = (text: string): unknown => {
      try {
        return analyzeExpression(text, { ...options, schema });
      } catch (error) {
        return error;
      }
    };
    expect(raised("é /* b /* c */ '/* d")).toMatchObject({
      code: '42601',
      message: `unterminated /* comment at or near "/* b /* c */ '/* d"`,
      position: 3,
    });
    // PostgreSQL's scanner takes minutes for it.
    expect(raised(`a = 1 ${'/*'.repeat(200_000)}`)).toMatchObject({ code: '42601', position: 7 });
  });
});

const deep: Readonly<Record<string, (n: number) => string>> = {
  parentheses: (n) => `${'('.repeat(n)}a${')'.repeat(n)} = 1`,
  sums: (n) => `a${' + a'.repeat(n)} = 1`,
  minuses: (n) => `${'- '.repeat(n)}a = 1`,
  nots: (n) => `${'NOT '.repeat(n)}b`,
  casts: (n) => `a${'::int8::int4'.repeat(n)} = 1`,
  functions: (n) => `${'abs('.repeat(n)}a${')'.repeat(n)} = 1`,
  cases: (n) => `${'CASE WHEN '.repeat(n)}b${' THEN true END'.repeat(n)}`,
  tests: (n) => `b${' IS TRUE'.repeat(n)}`,
  lists: (n) => `${'a IN (1, 2, '.repeat(n)}a${')'.repeat(n)}`,
  alternations: (n) => `${'(b AND (b OR '.repeat(n)}b${'))'.repeat(n)}`,
  betweens: (n) => `${'1 BETWEEN 0 AND ('.repeat(n)}a${')'.repeat(n)}`,
};

describe('an expression nested too deep is refused, and does no harm to the next', () => {
  test.each(Object.keys(deep))('%s', (kind) => {
    const make = deep[kind];
    expect(make).toBeDefined();
    for (const depth of [2_000, 20_000, 100_000]) {
      expect(codeOf(make?.(depth) ?? '')).toBe('54001@undefined');
      expect(codeOf('a = 1')).toBe('fine');
    }
    // BETWEEN doubles its operand only on the left side; IN with columns of booleans has no such operator.
    if (kind !== 'lists' && kind !== 'betweens') expect(codeOf(make?.(300) ?? '')).toBe('fine');
  });

  test('the depth can be chosen', () => {
    expect(() => analyzeExpression('((((a))))', { ...options, schema, maxDepth: 3 })).toThrow(
      'stack depth limit exceeded',
    );
    expect(analyzeExpression('(((a)))', { ...options, schema, maxDepth: 3 }).expr.kind).toBe('Var');
  });

  test('a text that doubles at every level is refused before it fills the memory', () => {
    const doubling = (n: number): string => (n === 0 ? 'b' : `(${doubling(n - 1)}) BETWEEN b AND true`);
    expect(codeOf(doubling(40))).toBe('54000@undefined');
    const copies = (n: number): string => (n === 0 ? 'b' : `(${copies(n - 1)}) IN (b, b)`);
    expect(codeOf(copies(40))).toBe('54000@undefined');
  });
});

describe('a long expression is not a deep one', () => {
  test.each([
    ['AND', Array.from({ length: 10_000 }, (_, i) => `a > ${i}`).join(' AND ')],
    ['OR', Array.from({ length: 10_000 }, (_, i) => `a = ${i}`).join(' OR ')],
    ['grouped OR', Array.from({ length: 5_000 }, (_, i) => `(a = ${i} AND NOT (b OR a < 3))`).join(' OR ')],
    ['negated AND', `NOT (${Array.from({ length: 10_000 }, (_, i) => `a > ${i}`).join(' AND ')})`],
    ['IN', `a IN (${Array.from({ length: 10_000 }, (_, i) => i).join(', ')})`],
    ['IN of columns', `a IN (${Array.from({ length: 10_000 }, () => 'a').join(', ')})`],
    ['COALESCE', `coalesce(${Array.from({ length: 10_000 }, () => 'b').join(', ')})`],
    ['CASE', `CASE a ${Array.from({ length: 10_000 }, (_, i) => `WHEN ${i} THEN b`).join(' ')} END`],
  ])('ten thousand terms of %s', (_, text) => {
    expect(codeOf(text, analyzePredicate)).toBe('fine');
  });

  test('a long quoted text is no trouble', () => {
    expect(codeOf(`c = '${'x'.repeat(1_000_000)}'`)).toBe('fine');
    expect(codeOf(`c = E'${'x\\n'.repeat(300_000)}'`)).toBe('fine');
  });
});
