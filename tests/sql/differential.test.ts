/**
 * The analyser against PostgreSQL itself: the type of every expression and of its parameters, or the error's code,
 * message, position and hint.
 */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { types } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { analyzeExpression, analyzePredicate, loadParser, parseSchema } from '../../src/sql/index.js';
import type { Schema } from '../../src/sql/expression.js';
import { callFunction, everyFunction } from './call-function.js';
import { expressions, malformed, predicates, tableDefinition } from './cases.js';

const names = new Map(Object.values(types).map((type) => [type.oid, type.name as string]));
const typeOf = (oid: number) => names.get(oid) ?? `oid ${oid}`;

/** One line that says what an expression is, or why it is none. */
type Verdict = string;

let db: PGlite;
let schema: Schema;

beforeAll(async () => {
  db = await startPGlite();
  await db.exec(`CREATE TABLE t (${tableDefinition})`);
  await loadParser();
  schema = parseSchema(tableDefinition);
}, 60_000);
afterAll(() => db.close());

function errorLine(code: unknown, message: unknown, position: unknown, hint: unknown): Verdict {
  return `${String(code)} ${String(message)} @${position === undefined ? '' : String(position)} ${hint === undefined ? '' : String(hint)}`.trimEnd();
}

async function oracle(before: string, text: string, after: string): Promise<Verdict> {
  try {
    const { resultFields, queryParams } = await db.describeQuery(`${before}${text}${after}`);
    const params = queryParams.map(({ dataTypeID }) => typeOf(dataTypeID)).join();
    return `${resultFields.map(({ dataTypeID }) => typeOf(dataTypeID)).join()}(${params})`;
  } catch (error) {
    const { code, message, position, hint } = error as Record<string, string | undefined>;
    const shifted = position === undefined ? undefined : Number(position) - before.length;
    return errorLine(
      code,
      message,
      shifted,
      hint?.startsWith('There is a column') ? undefined : hint?.replaceAll('the column "t.', 'the column "'),
    );
  }
}

function ours(analyze: typeof analyzeExpression, text: string, columns: Schema): Verdict {
  try {
    const { expr, params } = analyze(text, { schema: columns, call: callFunction, supported: everyFunction });
    return `${analyze === analyzePredicate ? '' : expr.type}(${params.join()})`;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    // PostgreSQL has nothing to say of a table that is not there; here it may only not have been named.
    const isOwn = error.code === '42P01' && error.hint?.includes('tableName') === true;
    return errorLine(error.code, error.message, error.position, isOwn ? undefined : error.hint);
  }
}

/** What differs; a refusal is no difference. */
async function differences(
  before: string,
  texts: readonly string[],
  after: string,
  analyze: typeof analyzeExpression,
  columns: Schema,
): Promise<{ different: string[]; refused: string[] }> {
  const different: string[] = [];
  const refused: string[] = [];
  for (const text of texts) {
    const [theirs, mine] = [await oracle(before, text, after), ours(analyze, text, columns)];
    if (theirs === mine) continue;
    if (mine.startsWith('0A000')) refused.push(text);
    else different.push(`${text}\n    PostgreSQL: ${theirs}\n    quern:      ${mine}`);
  }
  return { different, refused };
}

test('every expression has the type that PostgreSQL gives it, or the same error', async () => {
  const { different, refused } = await differences('SELECT ', expressions, ' FROM t', analyzeExpression, schema);
  if (process.env['SHOW_REFUSED']) console.log(refused.join('\n'));
  expect(different).toEqual([]);
  expect(refused.length / expressions.length).toBeLessThan(0.35);
}, 120_000);

test('a predicate must be a boolean, and is coerced to one as in a WHERE', async () => {
  const { different } = await differences('SELECT FROM t WHERE ', predicates, '', analyzePredicate, schema);
  expect(different).toEqual([]);
}, 60_000);

test('a text that is not an expression is the syntax error that PostgreSQL reports, at the same place', async () => {
  const { different } = await differences('SELECT WHERE ', malformed, '', analyzePredicate, []);
  expect(different).toEqual([]);
}, 60_000);
