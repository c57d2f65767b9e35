/** Schemas: PostgreSQL's spellings of the types, in SQL and as an object, and what is wrong with a wrong one. */
import { startPGlite } from '../pglite.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { analyzeExpression, loadParser, parseSchema, schemaFrom } from '../../src/sql/index.js';
import { callFunction, everyFunction } from './call-function.js';

beforeAll(() => loadParser());

const types = (text: string) =>
  parseSchema(text).map(({ name, type, notNull }) => `${name} ${type}${notNull ? ' not null' : ''}`);

function errorOf(make: () => unknown): string {
  try {
    make();
    return 'fine';
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code} ${error.message} @${String(error.position)}`;
  }
}

test('every spelling of the types that have several', () => {
  expect(
    types(
      'a int, b integer, c int4, d smallint, e int2, f bigint, g int8, h real, i float4, j float(24), k double precision, l float8, m float, n text, o boolean, p bool, q date, r timestamp, s timestamp without time zone, t pg_catalog.int4',
    ),
  ).toEqual([
    'a int4',
    'b int4',
    'c int4',
    'd int2',
    'e int2',
    'f int8',
    'g int8',
    'h float4',
    'i float4',
    'j float4',
    'k float8',
    'l float8',
    'm float8',
    'n text',
    'o bool',
    'p bool',
    'q date',
    'r timestamp',
    's timestamp',
    't int4',
  ]);
});

test('types with modifiers, and arrays', () => {
  expect(types('a numeric(10,2), b jsonb, c int4[], d varchar, e varchar(3) not null, f timestamptz(3)')).toEqual([
    'a numeric',
    'b jsonb',
    'c _int4',
    'd varchar',
    'e varchar not null',
    'f timestamptz',
  ]);
});

test('names, NOT NULL and comments', () => {
  expect(types('A int4 NOT NULL, "B c" text null, "é""" date not null -- the last')).toEqual([
    'a int4 not null',
    'B c text',
    'é" date not null',
  ]);
  expect(parseSchema('')).toEqual([]);
});

test('a column of a type that is not supported is opaque', () => {
  expect(parseSchema('a xml, b point[] not null, c int4')).toEqual([
    { name: 'a', type: 'text', notNull: false, unsupported: 'xml' },
    { name: 'b', type: 'text', notNull: true, unsupported: '_point' },
    { name: 'c', type: 'int4', notNull: false },
  ]);
});

describe('what is wrong', () => {
  test.each([
    ['a int4, a text', '42701 column "a" specified more than once @undefined'],
    ['a nosuch', '42704 type "nosuch" does not exist @3'],
    ['é int4, b nosuch.x', '3F000 schema "nosuch" does not exist @11'],
    ['a numeric(0)', '22023 NUMERIC precision 0 must be between 1 and 1000 @3'],
    ['a', '42601 syntax error at end of input @2'],
    ['a int4,', '42601 syntax error at end of input @8'],
    ['a int4); DROP TABLE b; --', '42601 syntax error at end of input @26'],
    ['a int4 primary key', '0A000 a constraint other than NOT NULL is not supported @8'],
    ['a int4) INHERITS (b', '42601 a schema is a list of columns, each a name and a type @undefined'],
  ])('%s', (text, error) => {
    expect(errorOf(() => parseSchema(text))).toBe(error);
  });
});

test('the object form', () => {
  expect(schemaFrom({ age: 'int4 not null', 'Full Name': 'text' })).toEqual([
    { name: 'age', type: 'int4', notNull: true },
    { name: 'Full Name', type: 'text', notNull: false },
  ]);
  expect(errorOf(() => schemaFrom({ a: 'int4, b text' }))).toBe(
    '42601 column "a": "int4, b text" is not a type @undefined',
  );
  expect(errorOf(() => schemaFrom({ a: 'nosuch' }))).toBe('42704 column "a": type "nosuch" does not exist @undefined');
});

describe('a name longer than 63 bytes', () => {
  const analyzed = (sql: string, schema: ReturnType<typeof schemaFrom>): string => {
    const { expr } = analyzeExpression(sql, { schema, call: callFunction, supported: everyFunction });
    return expr.kind === 'Var' ? expr.name : expr.kind;
  };
  const long = 'y'.repeat(63);

  test('is not cut, in a schema nor in an expression, however it is written', () => {
    const names = [long, `${long}a`, `${long}b`, `${long}"`, 'é'.repeat(40), `${'é'.repeat(40)}x`];
    const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
    const schema = parseSchema(`/* é */ ${names.map((name) => `${quoted(name)} int4`).join(', ')}`);
    expect(schema.map(({ name }) => name)).toEqual(names);
    for (const name of names) expect(analyzed(`/* é */ ${quoted(name)}`, schema)).toBe(name);
    expect(analyzed(`${long.toUpperCase()}B`, schema)).toBe(`${long}b`);
    expect(analyzed(`U&"${long}\\0062"`, schema)).toBe(`${long}b`);
    expect(analyzed(`U&"${long}!+000062" UESCAPE '!'`, schema)).toBe(`${long}b`);
    expect(analyzed(`U&"${'é'.repeat(39)}\\00E9"`, schema)).toBe('é'.repeat(40));
  });

  test('means the only column that PostgreSQL would call the same', async () => {
    const name = 'é'.repeat(40);
    const schema = schemaFrom({ [name]: 'int4' });
    expect(analyzed(`"${'é'.repeat(31)}"`, schema)).toBe(name);
    expect(analyzed(`"${name}x"`, schema)).toBe(name);
    expect(analyzed(`"${name}"`, schemaFrom({ ['é'.repeat(31)]: 'int4' }))).toBe('é'.repeat(31));
    expect(errorOf(() => analyzed(`"${long}"`, schemaFrom({ [`${long}a`]: 'int4', [`${long}b`]: 'int4' })))).toBe(
      `42703 column "${long}" does not exist @1`,
    );
    const db = await startPGlite();
    await db.exec(`CREATE TABLE t ("${name}" int4)`);
    expect((await db.query(`SELECT "${name}" FROM t`)).fields[0]?.name).toBe('é'.repeat(31));
    await db.close();
  }, 60_000);
});
