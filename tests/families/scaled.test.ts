/**
 * Columns of numeric that batches store as scaled integers: each expression gives what it gives over the same values stored as numeric, on every engine and rung, and
 * what PostgreSQL gives. `SCALED_EXPRESSIONS=5000 npx vitest run tests/families/scaled.test.ts` asks more of them, `SCALED_SEED` others.
 */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { scaledForm } from '../../src/catalog/scaled.js';
import type { Value } from '../../src/catalog/types.js';
import { compileSql } from '../../src/library/front-end.js';
import { compileQual, compileScalar } from '../../src/program/compile.js';
import { disassemble } from '../../src/program/disassemble.js';
import type { Program, Rung } from '../../src/program/program.js';
import { predicate, type SqlError } from '../../src/index.js';
import { loadFamily } from '../../src/functions/registry.js';
import { loadParser, qualList, schemaFrom } from '../../src/sql/index.js';
import { onEveryEngine, type Difference } from '../engines/outcome.js';
import { tableOf, type Table } from '../engines/table.js';
import { decimalText, digits, pick, randomFrom, whole, type Random } from './numeric-values.js';

const count = Number(process.env['SCALED_EXPRESSIONS'] ?? 100);
const seed = Number(process.env['SCALED_SEED'] ?? 1);

/** Two of the same form, one without decimal places, one with as many as digits, one NOT NULL, and an integer to compute with. */
const declared = {
  a: 'numeric(12,2)',
  b: 'numeric(12,2)',
  c: 'numeric(18,0)',
  d: 'numeric(18,18)',
  e: 'numeric(5,3) not null',
  i: 'int4',
};
const columns = Object.keys(declared);
const rowCount = 60;

/** A value that the column holds as it is. */
function valueFor(random: Random, column: string): string | null {
  const [, precision = '0', scale = '0'] = /\((\d+),(\d+)\)/.exec(declared[column as 'a']) ?? [];
  const isNotNull = declared[column as 'a'].includes('not null');
  if (!isNotNull && random() < 0.1) return null;
  if (column === 'i')
    return String(pick(random, [0, 1, -1, 7, 119, 2147483647, -2147483648, whole(random, -200, 200)]));
  if (random() < 0.06) return 'NaN';
  const [p, s] = [Number(precision), Number(scale)];
  const sign = random() < 0.4 ? '-' : '';
  const before = p - s;
  if (random() < 0.15) return `${sign}${'9'.repeat(before) || '0'}.${'9'.repeat(s)}`.replace(/\.$/, '');
  const left = before === 0 ? '0' : digits(random, whole(random, 1, Math.min(before, random() < 0.7 ? 3 : before)));
  return `${sign}${left}${s === 0 ? '' : `.${digits(random, s)}`}`;
}

const constants = [
  '0',
  '1',
  '-1',
  '100.00',
  '249.99',
  '1.19',
  '0.001',
  '-0.005',
  '0.0050',
  '9999999999.99',
  '10000000000',
] as const;
const far = ['1e30', '-1e30', '99999999999999999999.5', '1e-30', '0.000000000000000000001'] as const;
function constant(random: Random): string {
  const kind = random();
  if (kind < 0.06) return pick(random, ["'NaN'::numeric", "'Infinity'::numeric", "'-Infinity'::numeric"] as const);
  if (kind < 0.12) return pick(random, far);
  if (kind < 0.5) return pick(random, constants);
  return `(${decimalText(random, 4, kind < 0.8 ? 2 : 5)})`;
}

function term(random: Random, depth: number): string {
  const kind = random();
  if (depth === 0 || kind < 0.45) return pick(random, ['a', 'a', 'b', 'c', 'd', 'e', 'i::numeric'] as const);
  if (kind < 0.6) return constant(random);
  if (kind < 0.65) return `(- ${term(random, depth - 1)})`;
  if (kind < 0.7) return `coalesce(${term(random, depth - 1)}, ${constant(random)})`;
  return `(${term(random, depth - 1)} ${pick(random, ['+', '-', '*'] as const)} ${term(random, depth - 1)})`;
}

const comparison = ['=', '<>', '<', '<=', '>', '>='] as const;
function condition(random: Random): string {
  const kind = random();
  const column = pick(random, ['a', 'b', 'c', 'd', 'e'] as const);
  const constantList = () => Array.from({ length: whole(random, 2, 12) }, () => constant(random)).join(', ');
  if (kind < 0.3) return `${column} ${pick(random, comparison)} ${constant(random)}`;
  if (kind < 0.36) return `${constant(random)} ${pick(random, comparison)} ${column}`;
  if (kind < 0.42) return `${column} BETWEEN ${constant(random)} AND ${constant(random)}`;
  if (kind < 0.5)
    return `${column} ${pick(random, ['IN', 'NOT IN'] as const)} (${constantList()}${random() < 0.2 ? ', NULL' : ''})`;
  if (kind < 0.56)
    return `${column} IS ${pick(random, ['', 'NOT '] as const)}DISTINCT FROM ${pick(random, ['a', 'b', 'd', constant(random)])}`;
  if (kind < 0.6) return `${column} IS ${pick(random, ['', 'NOT '] as const)}NULL`;
  if (kind < 0.65) return `nullif(${column}, ${constant(random)}) ${pick(random, comparison)} ${column}`;
  return `${term(random, 2)} ${pick(random, comparison)} ${term(random, 2)}`;
}
const value = (random: Random): string =>
  random() < 0.3 ? pick(random, ['a', 'c', 'd', 'e'] as const) : `round(${term(random, 2)} * 1.0, 3)`;

const arena = new Arena();
let scaled: Table;
let general: Table;
let db: PGlite;
beforeAll(async () => {
  await Promise.all([loadParser(), loadFamily('numeric')]);
  const random = randomFrom(seed);
  const texts = Array.from({ length: rowCount }, () => columns.map((column) => valueFor(random, column)));
  const schema = schemaFrom(declared);
  const plain = schema.map(({ typmod: _, ...column }) => column);
  scaled = tableOf(arena, schema, texts);
  general = tableOf(
    arena,
    plain,
    texts.map((_, row) => columns.map((__, column): Value | null => scaled.all.get(column, row))),
  );
  db = await startPGlite();
  await db.exec(`create table t (nth int, ${columns.map((name) => `${name} ${declared[name as 'a']}`).join(', ')})`);
  for (const [n, row] of texts.entries())
    await db.query(
      `insert into t values (${[n, ...row].map((one) => (one === null ? 'null' : `'${one}'`)).join(', ')})`,
    );
});
afterAll(() => db.close());

async function compiled(sql: string, what: 'predicate' | 'expression', { schema }: Table) {
  const { expr } = await compileSql(sql, what, { schema, arena });
  return (rung: Rung): Program =>
    what === 'predicate' ? compileQual(qualList(expr), { schema, rung }) : compileScalar(expr, { schema, rung });
}

/** What PostgreSQL gives for each row, as outcomes are written; undefined where it raises. */
async function postgres(sql: string, what: 'predicate' | 'expression'): Promise<string[] | undefined> {
  const form =
    what === 'predicate' ? `'= ' || coalesce(((${sql})::int), 0)` : `coalesce('= ' || (${sql})::text, 'null')`;
  try {
    const { rows } = await db.query<[string]>(`select ${form} from t order by nth`, [], { rowMode: 'array' });
    return rows.map(([one]) => one);
  } catch {
    return undefined;
  }
}

test(`${count} random predicates and expressions give the same as over plain numerics, and as PostgreSQL`, async () => {
  const random = randomFrom(seed + 1);
  const wrong: {
    readonly sql: string;
    readonly found: Difference | { readonly row: number; readonly postgres: unknown };
  }[] = [];
  for (let n = 0; n < count; n++) {
    const what = random() < 0.8 ? 'predicate' : 'expression';
    const sql = what === 'predicate' ? condition(random) : value(random);
    const expected = onEveryEngine(await compiled(sql, what, general), general);
    const { difference } = onEveryEngine(await compiled(sql, what, scaled), scaled, [], expected.outcomes);
    const answer = await postgres(sql, what);
    const row = answer?.findIndex((one, i) => one !== expected.outcomes[i]) ?? -1;
    if (difference !== undefined) wrong.push({ sql, found: difference });
    else if (row >= 0) wrong.push({ sql, found: { row, postgres: [answer?.[row], expected.outcomes[row]] } });
  }
  expect(wrong.slice(0, 5)).toEqual([]);
}, 600_000);

/** The program over the scaled table as text, and whether it calls anything. */
async function program(sql: string): Promise<{ readonly text: string; readonly calls: boolean }> {
  const text = disassemble((await compiled(sql, 'predicate', scaled))(4));
  return { text, calls: text.includes('FCINFO') };
}

test.each([
  'a BETWEEN 100.00 AND 249.99',
  'a = b',
  'a > 7',
  'a * 1.19 - 3 > 5000',
  'c IN (1, 2.5, 3)',
  'a IS NOT NULL',
  'd < 1e30',
  'a IS DISTINCT FROM b',
])('%s compares integers and calls no function', async (sql) => {
  expect(await program(sql)).toMatchObject({ calls: false });
});

test('the predicate `money` is the program that it would be over an int8 column', async () => {
  const texts = await Promise.all(
    [
      ['numeric(12,2)', 'g BETWEEN 100.00 AND 249.99'],
      ['int8', "g BETWEEN int8 '10000' AND int8 '24999'"],
    ].map(async ([type = '', sql = '']) => {
      const { expr, schema } = await compileSql(sql, 'predicate', { schema: { g: type }, arena });
      return disassemble(compileQual(qualList(expr), { schema }));
    }),
  );
  expect(texts[0]).toBe(texts[1]);
  expect(texts[0]).toContain('24999');
});

test('arithmetic is of integers where the modifiers prove that nothing overflows, but for a NaN', async () => {
  expect((await program('a * 1.19 > b')).text).toMatch(/INT8MUL[\s\S]*INT8GT/);
  // 10^12 hundredths times 10^18 do not fit 64 bits.
  expect((await program('a * c > 5000')).text).not.toContain('INT8MUL');
});

test('values are brought to the modifier as PostgreSQL brings them when it stores them', async () => {
  const schema = { price: 'numeric(6,2)' } as const;
  using p = await predicate('price = 9.99', { schema });
  using batch = p.newBatch(64);
  const given = ['9.994', '9.985', '9.985000000001', '1e1', '999.9', '9.99', 'NaN'];
  given.forEach((text, row) => {
    batch.set(0, row, text);
  });
  batch.rows = given.length;
  expect(given.map((_, row) => batch.get(0, row))).toEqual(['9.99', '9.99', '9.99', '10.00', '999.90', '9.99', 'NaN']);
  expect([...p.select(batch).indices()]).toEqual([0, 1, 2, 5]);
  // Rows that are objects have the same values.
  expect(p.filter(given.map((price) => ({ price }))).length).toBe(4);
  const overflow = (() => {
    try {
      batch.set(0, 7, '9999.995');
      return undefined;
    } catch (error) {
      return error as SqlError;
    }
  })();
  expect(overflow).toMatchObject({ code: '22003', message: 'numeric field overflow' });
});

test('a batch that stores a column otherwise is refused, and not read as something else', async () => {
  using p = await predicate('price > 1', { schema: { price: 'numeric(6,2)' } });
  using other = await predicate('price > 1', { schema: { price: 'numeric(6,3)' } });
  using batch = other.newBatch(64);
  batch.set(0, 0, '2');
  batch.rows = 1;
  expect(() => p.select(batch)).toThrow(
    'column 1 of the batch is numeric stored with 3 decimal places, but the program was made for int8 stored with 2 decimal places',
  );
});

test('at most 18 digits are stored as integers', async () => {
  await loadParser();
  const forms = schemaFrom('a numeric(18,18), b numeric(19,2), c numeric(5,-2), d numeric, e numeric(3,5)').map(
    scaledForm,
  );
  expect(forms).toEqual([{ digits: 18, places: 18 }, undefined, undefined, undefined, { digits: 3, places: 5 }]);
});
