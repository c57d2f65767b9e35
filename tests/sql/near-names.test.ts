/** The hint at columns with similar names, against PostgreSQL's over the same columns; and the hints that PostgreSQL does not give. */
import { startPGlite } from '../pglite.js';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { analyzeExpression, loadParser, parseSchema } from '../../src/sql/index.js';
import { callFunction, everyFunction } from './call-function.js';

const columns = [
  'price',
  'prices',
  'name',
  'abcdef',
  'abcdeg',
  'abcdeh',
  'größe',
  'x',
  'created_at',
  'updated_at',
  '日本語',
];

beforeAll(() => loadParser());

function errorOf(sql: string, schema: string, anyCase = false): SqlError {
  try {
    analyzeExpression(sql, { schema: parseSchema(schema), call: callFunction, supported: everyFunction, anyCase });
  } catch (error) {
    if (error instanceof SqlError) return error;
    throw error;
  }
  throw new Error(`${sql} is right`);
}

test('a name that no column has is answered with the hint that PostgreSQL gives', async () => {
  const db = await startPGlite();
  const schema = columns.map((name) => `${name} int4`).join(', ');
  await db.exec(`CREATE TABLE t (${schema})`);
  const letters = 'abcdefghprices_nmxtuöß語'.split('');
  const wrong = fc.sample(
    fc.tuple(
      fc.constantFrom(...columns),
      fc.array(fc.tuple(fc.nat(12), fc.nat(2), fc.constantFrom(...letters)), { maxLength: 4 }),
    ),
    { numRuns: 200, seed: 20 },
  );
  const names = wrong.map(([name, edits]) => {
    let changed = [...name];
    for (const [at, kind, letter] of edits)
      changed = changed.toSpliced(at, kind === 0 ? 0 : 1, ...(kind === 2 ? [] : [letter]));
    return changed.join('');
  });
  const hints = { given: 0, none: 0 };
  for (const name of new Set(names)) {
    if (name === '' || columns.includes(name)) continue;
    const quoted = `"${name}"`;
    const { hint } = await db.query(`SELECT ${quoted} FROM t`).then(
      () => ({ hint: 'none' }),
      (error: { hint?: string }) => ({ hint: error.hint?.replaceAll('the column "t.', 'the column "') }),
    );
    expect(errorOf(quoted, schema).hint, name).toBe(hint);
    hints[hint === undefined ? 'none' : 'given']++;
  }
  expect(Math.min(hints.given, hints.none)).toBeGreaterThan(10);
  await db.close();
}, 120_000);

test('a name that differs in case only is suggested in quotes, however long it is', () => {
  expect(errorOf('CUSTOMERID = 1', '"CUSTOMERID" int4, customer_id int4').hint).toBe(
    'Perhaps you meant to reference the column "CUSTOMERID". Without double quotes a name is folded to lower case: write "CUSTOMERID".',
  );
  expect(errorOf('"ID" = 1', 'id int4').hint).toBe('Perhaps you meant to reference the column "id".');
});

test('without a schema the hint is to give one', () => {
  expect(errorOf('age > 18', '')).toMatchObject({
    code: '42703',
    position: 1,
    end: 4,
    hint: expect.stringContaining('give a schema'),
  });
});

test.each([
  ['user = 1', '"user" int4', '0A000', '"user"'],
  ['a = 1 AND group = 2', 'a int4, "group" int4', '42601', '"group"'],
  ['order > 1', '"order" int4', '42601', '"order"'],
  ['case = 1', '"case" int4', '42601', '"case"'],
  ['From = 1', '"From" int4', '42601', '"From"'],
  ['a > end', 'a int4, "end" int4', '42601', '"end"'],
])('a column that is named like a word of SQL is told how to be quoted: %s', (sql, schema, code, quoted) => {
  const error = errorOf(sql, schema);
  expect(error.code).toBe(code);
  expect(error.hint).toMatch(new RegExp(`^To reference the column .*: ${quoted}\\.$`));
});

test('no hint at quotes where the schema has no such column', () => {
  expect(errorOf('a = 1 AND group = 2', 'a int4').hint).toBeUndefined();
});

test('rows without a declared schema have columns in any case, unless two are alike', () => {
  const meant = (sql: string, schema: string): string => {
    const { expr } = analyzeExpression(sql, {
      schema: parseSchema(schema),
      call: callFunction,
      supported: everyFunction,
      anyCase: true,
    });
    return expr.kind === 'Var' ? expr.name : expr.kind;
  };
  expect(meant('Age', '"AGE" int4, name text')).toBe('AGE');
  expect(meant('age', '"AGE" int4, age int4')).toBe('age');
  expect(errorOf('"aGe"', '"AGE" int4', true).code).toBe('42703');
  expect(errorOf('age', '"AGE" int4, "Age" int4', true)).toMatchObject({
    code: '42703',
    hint: expect.stringContaining('the column "AGE" or the column "Age"'),
  });
});
