/** Schemas of heap files: every attribute lies where PostgreSQL puts it, and a DEFAULT is what PostgreSQL gives older tuples. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { types, type TypeName } from '../../src/catalog/types.js';
import { SqlError } from '../../src/error.js';
import { constantCaller } from '../../src/library/constant-call.js';
import { Arena } from '../../src/arena/arena.js';
import { formatValue } from '../../src/functions/text-value.js';
import { supportedFunctions } from '../../src/functions/functions.js';
import { familyNames, loadFamily } from '../../src/functions/registry.js';
import {
  analyzeExpression,
  heapTableFrom,
  loadParser,
  parseHeapTable,
  parseSchema,
  schemaFrom,
} from '../../src/sql/index.js';

const arena = new Arena();
const folding = { call: constantCaller(arena), supported: supportedFunctions };
const table = (text: string) => parseHeapTable(text, folding);
let db: PGlite;

beforeAll(async () => {
  await Promise.all([loadParser(), ...familyNames.map(loadFamily)]);
  db = await startPGlite();
});
afterAll(() => db.close());

function errorOf(make: () => unknown): string {
  try {
    make();
    return 'fine';
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.code} ${error.message} @${String(error.position)}`;
  }
}
function hintOf(make: () => unknown): string | undefined {
  try {
    make();
  } catch (error) {
    if (error instanceof SqlError) return error.hint;
  }
  return undefined;
}

/** What PostgreSQL says of the columns of a table: name, attlen, attalign in bytes, attnotnull. */
async function attributesOf(columns: string): Promise<unknown[]> {
  await db.exec(`create table layout (${columns})`);
  const { rows } = await db.query(
    `select attname as name, typname as type, attlen::int as length,
       case attalign when 'c' then 1 when 's' then 2 when 'i' then 4 else 8 end as align, attnotnull as "notNull"
     from pg_attribute join pg_type t on t.oid = atttypid where attrelid = 'layout'::regclass and attnum > 0 order by attnum`,
  );
  await db.exec('drop table layout');
  return rows;
}

const layoutOf = (columns: string): unknown[] =>
  table(columns).attributes.map(({ name, type, length, align, notNull }) => ({ name, type, length, align, notNull }));

describe('attributes', () => {
  test('of every type that a column can have lie as PostgreSQL has them', async () => {
    const { rows } = await db.query<{ name: string }>(
      `select format_type(oid, null) as name from pg_type t
       where typnamespace = 'pg_catalog'::regnamespace and typtype not in ('p', 'c') and typname not like '%aclitem'
         and not exists (select from pg_type e where e.oid = t.typelem and e.typtype in ('c', 'p')) order by oid`,
    );
    expect(rows.length).toBeGreaterThan(140);
    const columns = rows.map(({ name }, index) => `c${index} ${name}${index % 3 === 0 ? ' not null' : ''}`).join(', ');
    expect(layoutOf(columns)).toEqual(await attributesOf(columns));
  });

  test('with modifiers, in every spelling', async () => {
    const columns = `a numeric(12,2), b varchar(20) not null, c char, d char(5), e bit(3), f bit varying(7), g timestamp(3), h time(0) with time zone,
      i interval day to second(2), j interval(3), k decimal(5), l float(20), m int[], n int4[3][3], o numeric(5,2)[], p "char", q dec,
      r pg_catalog.int8, s timestamptz array, t national character varying(3), u pg_class`;
    expect(layoutOf(columns)).toEqual(await attributesOf(columns));
  });

  test('are columns when quern computes with them', () => {
    const { attributes, columns } = table(
      'a point, b int4 not null, c numeric(5,2), "D" timestamp(3), e name, f text[], g xml, h uuid, i tsvector',
    );
    expect(attributes.map(({ column }) => column)).toEqual([undefined, 0, 1, 2, 3, 4, undefined, 5, undefined]);
    expect(columns).toEqual([
      { name: 'b', type: 'int4', notNull: true },
      { name: 'c', type: 'numeric', notNull: false },
      { name: 'D', type: 'timestamp', notNull: false },
      { name: 'e', type: 'name', notNull: false },
      { name: 'f', type: '_text', notNull: false },
      { name: 'h', type: 'uuid', notNull: false },
    ]);
  });

  test('in the object form', () => {
    const text = 'a int4 not null, "G h" numeric(3,1), n text default \'x\'';
    const made = heapTableFrom({ a: 'int4 not null', 'G h': 'numeric(3,1)', n: "text default 'x'" }, folding);
    expect(made).toEqual(table(text));
    expect(heapTableFrom(made, folding)).toBe(made);
    expect(errorOf(() => heapTableFrom({ a: 'int4', b: 'nosuch' }, folding))).toBe(
      '42704 column "b": type "nosuch" does not exist @undefined',
    );
  });
});

test('a DEFAULT is what PostgreSQL keeps for tuples that are older than the column', async () => {
  const defaults: readonly [type: TypeName, clause: string][] = [
    ['int4', '7'],
    ['int4', '-7'],
    ['int4', '2.5'],
    ['int4', "'12' not null"],
    ['int2', '1 + 2 * 3'],
    ['int8', '9223372036854775807'],
    ['int4', 'null'],
    ['bool', 'true'],
    ['bool', "'off'"],
    ['float4', '0.1'],
    ['float8', "'-Infinity'"],
    ['float8', '1e300'],
    ['text', "'it''s ' || 'é'"],
    ['text', "upper('abc')"],
    ['text', "''"],
    ['text', '17'],
    ['date', "'2024-02-28'::date + 1"],
    ['date', "'infinity'"],
    ['timestamp', "'2024-02-29 12:34:56.7'"],
    ['timestamp', "date '2024-02-29'"],
    ['int4', 'case when 1 < 2 then 5 else 6 end'],
  ];
  const clauses = defaults.map(([type, clause], index) => `c${index} ${types[type].sqlName} default ${clause}`);
  // A modifier rounds or pads the value as it is stored.
  const moments = ['00:00:00.123456', '00:00:00.1235', '00:00:00.999999', '00:00:00.5'].flatMap((time) =>
    [0, 3, 5, 6].flatMap((precision) =>
      ['1999-12-31', '2000-01-01'].map((day) => `timestamp(${precision}) default '${day} ${time}'`),
    ),
  );
  moments.push("timestamp(2) default '-infinity'", "timestamp(0) default 'infinity'");
  clauses.push(...moments.map((moment, index) => `m${index} ${moment}`));
  const modified = [
    'numeric(5,2) default 1.555',
    'numeric(5,-1) default 1234',
    'numeric default 1.50',
    "varchar(3) default 'ab    '",
    "varchar(3) default 'é'",
    "timestamptz(2) default '2024-01-01 00:00:00.129+00'",
    "numeric(4,1)[] default '{1.25,-1.25}'",
    'jsonb default \'{"b": 1,   "a": 1.0}\'',
    "uuid default '00000000-0000-0000-0000-00000000000A'",
    "interval(1) default '1 day 1.26 s'",
  ];
  clauses.push(...modified.map((each, index) => `n${index} ${each}`));
  await db.exec('create table t (); insert into t default values');
  await db.exec(`alter table t ${clauses.map((clause) => `add column ${clause}`).join(', ')}`);
  const { attributes } = table(clauses.join(', '));
  const { rows } = await db.query<Record<string, string | null>>(
    `select ${attributes.map(({ name }) => `${name}::text`).join(', ')} from t`,
  );
  const [expected = {}] = rows;
  const printed = attributes.map(({ name, type, missing }) => [
    name,
    missing === null ? null : formatValue(arena, type as TypeName, missing),
  ]);
  // As the output functions print it: a cast of a bool to text spells it out.
  const spelled = Object.entries(expected).map(([name, text]) => [
    name,
    text === 'true' ? 't' : text === 'false' ? 'f' : text,
  ]);
  expect(printed).toEqual(spelled);
});

test('a DEFAULT of a type that quern does not compute with is passed over', () => {
  expect(
    table("a xid default 1.5, b xid8 default pg_current_xact_id(), c point default '(1,2)'").attributes.map(
      ({ missing }) => missing,
    ),
  ).toEqual([null, null, null]);
});

describe('what is wrong', () => {
  test.each([
    ['a int4, a numeric', '42701 column "a" specified more than once @undefined'],
    ['a nosuch', '42704 type "nosuch" does not exist @3'],
    ['a nosuch[]', '42704 type "nosuch[]" does not exist @3'],
    ['é int4, b nosuch.x', '3F000 schema "nosuch" does not exist @11'],
    ['a int4(3)', '42601 type modifier is not allowed for type "int4" @3'],
    ['a cstring', '42P16 column "a" has pseudo-type cstring @3'],
    ['a cstring[]', '42P16 column "a" has pseudo-type cstring @3'],
    ['a int4, b anyelement', '42P16 column "b" has pseudo-type anyelement @11'],
    ['a unknown', '42P16 column "a" has pseudo-type unknown @3'],
    ['a aclitem', '0A000 type aclitem is not supported @3'],
    ['a aclitem[]', '0A000 type aclitem[] is not supported @3'],
    ['a int4 primary key', '0A000 a constraint other than NOT NULL is not supported @8'],
    ['a int4 default 1 default 2', '42601 multiple default values specified for column "a" @18'],
    ["é int4 default 'x'", '22P02 invalid input syntax for type integer: "x" @16'],
    ['a int4 default 1/0', '22012 division by zero @8'],
    ['a int2 default 70000', '22003 smallint out of range @8'],
    ['a int4 default true', '42804 column "a" is of type integer but default expression is of type boolean @16'],
    ['a int4, b int4 default a', '42703 column "a" does not exist @24'],
    ['a timestamp default now()', '0A000 the DEFAULT of column "a" is not a constant @13'],
    ['a date default current_date', '0A000 the DEFAULT of column "a" is not a constant @8'],
    ['a text default current_user', '0A000 a value of the session is not supported @16'],
    ["a varchar(3) default 'abcd'", '22001 value too long for type character varying(3) @14'],
    ['a numeric(3,1) default 100', '22003 numeric field overflow @16'],
    ['a int4 default $1', '0A000 the DEFAULT of column "a" is not a constant @8'],
    ['a', '42601 syntax error at end of input @2'],
    ['a int4) INHERITS (b', '42601 a schema is a list of columns, each a name and a type @undefined'],
  ])('%s', (text, error) => {
    expect(errorOf(() => table(text))).toBe(error);
  });

  test('more columns than a table can have', () => {
    const columns = Array.from({ length: 1601 }, (_, n) => `c${n} bool`);
    expect(errorOf(() => table(columns.join(', ')))).toBe('54011 tables can have at most 1600 columns @undefined');
    expect(table(columns.slice(1).join(', ')).columns).toHaveLength(1600);
  });

  test('with a hint where there is something to do', () => {
    expect(hintOf(() => table('a mood'))).toContain('oid for an enum');
    expect(hintOf(() => table('a timestamp default now()'))).toContain('attmissingval');
    expect(hintOf(() => table('a int4 default $1'))).toContain('attmissingval');
    expect(hintOf(() => table('a int4 default true'))).toBe('You will need to rewrite or cast the expression.');
  });
});

describe('a predicate over a table', () => {
  const made = (sql: string) => {
    const t = table('a int4 not null, g xml, "H" point[], n numeric, b text');
    return analyzeExpression(sql, { ...folding, schema: t.columns, table: t });
  };

  test('finds the columns that quern computes with', () => {
    expect(made('b').expr).toMatchObject({ kind: 'Var', column: 2, type: 'text', notNull: false });
  });

  test('is told of which type the others are', () => {
    expect(errorOf(() => made('a = 1 AND g > 2'))).toBe('0A000 column "g" is of type xml, which is not supported @11');
    expect(errorOf(() => made('"H" IS NULL'))).toBe('0A000 column "H" is of type point[], which is not supported @1');
    expect(errorOf(() => made('h IS NULL'))).toBe('42703 column "h" does not exist @1');
    expect(hintOf(() => made('g > 2'))).toContain('quern computes with');
  });
});

test('the schema of any other file refuses DEFAULT', () => {
  expect(errorOf(() => parseSchema('a int4 default 7'))).toBe(
    '0A000 a constraint other than NOT NULL is not supported @8',
  );
  expect(hintOf(() => parseSchema('a int4 default 7'))).toContain('heap file');
  expect(errorOf(() => schemaFrom({ a: 'int4 default 7' }))).toBe(
    '0A000 column "a": a constraint other than NOT NULL is not supported @undefined',
  );
});
