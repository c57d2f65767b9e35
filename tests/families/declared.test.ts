/** Enums and domains that a schema declares, against PostgreSQL: values, order, casts and errors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expression, predicate, type SqlError } from '../../src/index.js';
import { formatType } from '../../src/catalog/catalog.js';
import { schemaText } from '../../src/inputs/schema-text.js';
import { parseFileSchema } from '../../src/sql/file-schema.js';
import { Oracle, quern } from './asking.js';

let oracle: Oracle;
beforeAll(async () => {
  oracle = await Oracle.start(
    `create type mood as enum ('sad', 'ok', 'happy', 'It''s "fine"'); create type "Odd Name" as enum ('b', 'a');
     create domain email as text check (value ~ '@') not null; create domain small as int4 check (value > 0) check (value < 100);
     create domain code as varchar(3) constraint shape check (value like 'A%' or value is null);
     create domain tiny as small check (value < 10)`,
  );
}, 60_000);
afterAll(() => oracle.close());

const schema = `
  CREATE TYPE public.mood AS ENUM ('sad', 'ok', 'happy', 'It''s "fine"'); -- a comment; with a semicolon
  CREATE TYPE "Odd Name" AS ENUM ('b', 'a');
  CREATE DOMAIN email AS text CHECK (VALUE ~ '@') NOT NULL;
  CREATE DOMAIN small AS int4 CHECK (VALUE > 0) CHECK (value < 100);
  CREATE DOMAIN code AS varchar(3) CONSTRAINT shape CHECK (value LIKE 'A%' OR value IS NULL);
  CREATE DOMAIN tiny AS small CHECK (value < 10);
  m mood, n public.mood NOT NULL, o "Odd Name", l mood[], e email, s small, c code, t tiny, x text, i int4`;

const row = { m: 'ok', n: 'happy', o: 'b', l: '{sad,happy}', e: 'a@b', s: '5', c: 'Abc', t: '3', x: 'sad', i: '0' };

describe('expressions', () => {
  test.each([
    "'sad'::mood",
    "'sad'::mood < 'ok'",
    "'happy'::mood < 'ok'",
    '\'b\'::"Odd Name" < \'a\'::"Odd Name"',
    "'x'::mood",
    '\'x\'::"Odd Name"',
    'null::mood is null',
    "'It''s \"fine\"'::mood::text",
    "upper('ok'::mood::text)",
    "('o' || 'k')::mood",
    "('n' || 'o')::mood",
    "'ok'::mood in ('sad', 'ok')",
    "'ok'::mood in ('sad', 'nok')",
    "'ok'::mood between 'sad' and 'happy'",
    "greatest('sad'::mood, 'happy', 'ok')",
    "'{happy,sad,NULL}'::mood[]",
    "'{happy,sad}'::mood[] < '{happy,ok}'::mood[]",
    "array['ok'::mood, 'sad'] @> array['sad'::mood]",
    "'ok'::mood = any ('{sad,ok}'::mood[])",
    "('{sad,ok}'::mood[])[2]",
    'enum_first(null::mood)',
    "enum_last('ok'::mood)",
    "enum_larger('ok'::mood, 'sad')",
    "enum_smaller('ok'::mood, 'sad')",
    "'ok'::mood = 'b'::\"Odd Name\"",
    "'ok'::mood = 'ok'::text",
    "'ok'::mood = 1",
    '1::mood',
    "'ok'::mood::int4",
    "case when true then 'ok'::mood else 'sad' end",
    "coalesce(null::mood, 'happy')",
    "nullif('ok'::mood, 'ok')",
    "'ok'::mood is distinct from 'sad'",
    "'ok'::mood || '!'",
    "length('ok'::mood)",
    "'a@b'::email",
    "'ab'::email",
    "upper('a@b'::email)",
    'null::email',
    'null::text::email',
    '5::small + 1',
    '0::small',
    '100::small',
    "'7'::small",
    "'seven'::small",
    'null::small',
    '3.7::small',
    "'Abcd'::code",
    "'Bc'::code",
    'null::code',
    '5::tiny',
    '50::tiny',
    '0::tiny',
    'cast(5 as tiny) * 2',
    '5::nosuch',
  ])('%s', async (sql) => {
    const [expected] = await oracle.ask([sql]);
    expect(await quern(sql, schema, row)).toBe(expected);
  });
});

describe('columns', () => {
  test.each([
    ['m', 'ok'],
    ['m < n', 't'],
    ['m::text || n::text', 'okhappy'],
    ["m IN ('sad', 'happy')", 'f'],
    ["m = 'okay'", '22P02 invalid input value for enum mood: "okay"'],
    ['x::mood < m', 't'],
    ['l', '{sad,happy}'],
    ['l[2] = n', 't'],
    ['m = ANY (l)', 'f'],
    ['e || c || s || t', 'a@bAbc53'],
    ['(s - 5)::small', '23514 value for domain small violates check constraint "small_check"'],
    ['i::tiny', '23514 value for domain tiny violates check constraint "small_check"'],
    ['(i + 10)::tiny', '23514 value for domain tiny violates check constraint "tiny_check"'],
    ['x::email', '23514 value for domain email violates check constraint "email_check"'],
    ['nullif(x, x)::email', '23502 domain email does not allow null values'],
    ["(x || '@')::email", 'sad@'],
  ])('%s', async (sql, expected) => {
    expect(await quern(sql, schema, row)).toBe(expected);
  });

  test('have values of their type only', async () => {
    expect(await quern('m', schema, { ...row, m: 'sadd' })).toBe('22P02 invalid input value for enum mood: "sadd"');
  });

  test('are declared in their place, too', async () => {
    const inPlace = {
      mood: "enum('sad','ok','happy')",
      email: "domain text check (value ~ '@')",
      'n n': "enum('b','a')[]",
    };
    const given = { mood: 'happy', email: 'a@b', 'n n': '{b,a}' };
    expect(await quern("mood > 'ok'", inPlace, given)).toBe('t');
    expect(await quern("'x'::mood", inPlace, given)).toBe('22P02 invalid input value for enum mood: "x"');
    expect(await quern('mood::text::email', inPlace, given)).toBe(
      '23514 value for domain email violates check constraint "email_check"',
    );
    expect(await quern('"n n"[1] < "n n"[2]', inPlace, given)).toBe('t');
    expect(await quern('email', "mood enum('happy'), email domain text check (value ~ '@') not null", given)).toBe(
      'a@b',
    );
    expect(await quern('domain', 'domain text', { domain: 'x' })).toBe('x');
  });

  test('are read from JavaScript objects and filter in the order of their labels', async () => {
    const moods = [{ mood: 'sad' }, { mood: 'happy' }, { mood: null }, { mood: 'ok' }];
    const p = await predicate("mood >= 'ok'", { schema: { mood: "enum('sad','ok','happy')" } });
    expect(p.filter(moods)).toEqual([{ mood: 'happy' }, { mood: 'ok' }]);
    const e = await expression('mood', { schema: { mood: "enum('sad','ok','happy')" } });
    expect(e.evaluate({ mood: 'ok' })).toBe('ok');
    expect(() => e.evaluate({ mood: 'bad' })).toThrow('invalid input value for enum mood: "bad"');
  });

  test('are read from a file whose schema is a dump', () => {
    const dump = `SET statement_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);
      CREATE TYPE public.mood AS ENUM (
          'sad',
          'ok'
      );
      ALTER TYPE public.mood OWNER TO postgres;
      CREATE DOMAIN public.email AS text NOT NULL CONSTRAINT email_check CHECK ((VALUE ~ '@'::text));
      CREATE TABLE public.people (id integer NOT NULL, m public.mood DEFAULT 'sad'::public.mood, e public.email, l public.mood[]);`;
    const columns = parseFileSchema(dump);
    expect(columns.map(({ name, type, notNull }) => [name, formatType(type), notNull])).toEqual([
      ['id', 'integer', true],
      ['m', 'mood', false],
      ['e', 'text', true],
      ['l', 'mood[]', false],
    ]);
    expect(schemaText(columns)).toBe("id int4 not null, m enum('sad', 'ok'), e text not null, l enum('sad', 'ok')[]");
  });

  test('of the same declaration are of one type, of another are not', async () => {
    const both = { a: "enum('x')", b: "enum('x')" };
    expect(await quern('a = b', both)).toBe('42883 operator does not exist: a = b');
    const twice = "CREATE TYPE t AS ENUM ('x', 'y'); a t, b t";
    expect(await quern('a = b', twice, { a: 'x', b: 'x' })).toBe('t');
    expect(await quern('a', "CREATE TYPE t AS ENUM ('y', 'x'); a t", { a: 'x' })).toBe('x');
  });
});

describe('what is wrong in a declaration', () => {
  const failure = (text: string): Promise<string> =>
    predicate('true', { schema: text }).then(
      () => 'fine',
      ({ code, message }: SqlError) => `${code} ${message}`,
    );

  test.each([
    ["a enum('x', 'x')", '42710 enum label "x" already exists'],
    ['a enum(1)', '42601 the labels of an enum are texts in quotes'],
    [`a enum('${'x'.repeat(64)}')`, `42602 invalid enum label "${'x'.repeat(64)}"`],
    ["CREATE TYPE t AS ENUM ('x'); CREATE TYPE t AS ENUM ('x'); a t", '42710 type "t" already exists'],
    ['CREATE TYPE t AS (a int); a t', '0A000 only enums and domains can be declared'],
    ['CREATE DOMAIN d AS nosuch; a d', '42704 type "nosuch" does not exist'],
    ['a text check (a > 1)', '0A000 a constraint other than NOT NULL is not supported'],
    ['a domain text check (', '42601 syntax error at end of input'],
  ])('%s', async (text, expected) => {
    expect(await failure(text)).toBe(expected);
  });
});
