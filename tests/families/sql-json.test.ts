/** Paths and the constructs of SQL/JSON as they are written, over columns and on several engines: quern's answer is PostgreSQL's. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SqlError } from '../../src/error.js';
import { expression } from '../../src/index.js';

let db: PGlite;
beforeAll(async () => {
  db = await startPGlite();
});
afterAll(() => db.close());

const expressions = `
b @? '$.list[*] ? (@ > 2)'
b @@ '$.n == 7'
b @@ '$.kind like_regex "^CL" flag "i" && $.n > 6'
b @@ '$.kind'
jsonb_path_exists(b, '$.list[*] ? (@ > $x)', '{"x":1}')
jsonb_path_exists(b, 'strict $.none', silent => true)
jsonb_path_exists(b, 'strict $.none')
jsonb_path_match(b, 'exists($.n ? (@ > 6))')
jsonb_path_query_first(b, '$.list[last - 1]')
jsonb_path_query_array(b, '$.**{last}')
jsonb_path_query_array(b, '$.keyvalue().id')
jsonb_path_query_first(b, p::jsonpath)
b @? p::jsonpath
jsonb_path_query_first(b, '$.n / 0')
jsonb_path_query_first(b, '$.n / 0', '{}', true)
jsonb_path_query_first(b, '$.kind.integer()', '{}', true)
JSON_VALUE(b, '$.kind')
JSON_VALUE(j, '$.n' RETURNING int) + 1
JSON_VALUE(b, '$.n' RETURNING int8)
JSON_VALUE(b, '$.n' RETURNING float4)
JSON_VALUE(b, '$.f' RETURNING float8) * 2
JSON_VALUE(b, '$.day' RETURNING date)
JSON_VALUE(b, '$.day' RETURNING timestamptz) is null
JSON_VALUE(b, '$.flag' RETURNING bool)
JSON_VALUE(b, '$.kind' RETURNING int)
JSON_VALUE(b, '$.kind' RETURNING int ERROR ON ERROR)
JSON_VALUE(b, '$.kind' RETURNING int DEFAULT -1 ON ERROR)
JSON_VALUE(b, '$.none' DEFAULT 'x' ON EMPTY)
JSON_VALUE(b, '$.none' ERROR ON EMPTY)
JSON_VALUE(b, '$.list[*]' ERROR ON ERROR)
JSON_VALUE(b, '$.list' ERROR ON ERROR)
JSON_VALUE(b, 'strict $.none' ERROR ON ERROR)
JSON_VALUE(b, '$.kind' RETURNING varchar(3) ERROR ON ERROR)
JSON_VALUE(b, '$.f' RETURNING numeric(4,1))
JSON_VALUE(b, '$.n + $x' PASSING 3 AS x RETURNING int)
JSON_VALUE(b, '$.n + $x' PASSING t AS x)
JSON_VALUE(b, '$.none' DEFAULT t ON EMPTY)
JSON_VALUE(b, '$.none' DEFAULT t || 'x' ON EMPTY)
JSON_VALUE(b, '$.none' EMPTY ARRAY ON EMPTY)
JSON_VALUE(null::jsonb, '$' DEFAULT 'x' ON EMPTY)
JSON_VALUE(t, '$')
JSON_EXISTS(b, '$.n ? (@ > $x)' PASSING 5 AS x)
JSON_EXISTS(b, 'strict $.none')
JSON_EXISTS(b, 'strict $.none' UNKNOWN ON ERROR)
JSON_EXISTS(b, 'strict $.none' ERROR ON ERROR)
jsonb_path_query_first(b, '$.day.datetime()')
jsonb_path_query_first(b, '$.day.datetime("yyyy-mm-dd").type()')
jsonb_path_query_first(b, '$.day.datetime("dd.mm.yyyy")')
jsonb_path_query_first(b, '$.day.datetime("dd|mm")', '{}', true)
jsonb_path_query_first(b, '$.day.timestamp(2).string()')
jsonb_path_query_first(b, '$.day.timestamp_tz()')
jsonb_path_query_first(b, '$.day.timestamp_tz()', '{}', true)
jsonb_path_query_first_tz(b, '$.day.timestamp_tz()')
jsonb_path_query_first(b, '$.day.time()')
jsonb_path_query_first(b, '$.kind.datetime()')
jsonb_path_query_first(b, '$.n.date()')
jsonb_path_query_array(b, '"2024-02-29T12:34:56.789Z".datetime() ? (@ > "2024-02-29 12:00:00+02".timestamp_tz(0))')
jsonb_path_query_array(b, '"12:34:56 +05:30".time_tz(), "12:34:56PST".time_tz()')
jsonb_path_query_array(to_jsonb(array['10:00:00+01', '09:59:59', '2024-01-01', '2024-01-01 10:00:00', 'x']), '$[*] ? (@.datetime() >= "10:00:00".time()).time_tz()')
jsonb_path_exists(b, '$.day.datetime() ? (@ < "2024-01-01 00:00:00+00".datetime())')
jsonb_path_exists_tz(b, '$.day.datetime() ? (@ < "2124-01-01 00:00:00+00".datetime())')
jsonb_path_match(b, '$.day.date() == $x.datetime()', '{"x": "2024-02-29 00:00:00"}')
b @? '$.day.date() ? (@ >= "2024-01-01".date())'
JSON_VALUE(b, '$.day.timestamp_tz()' RETURNING timestamptz)
JSON_VALUE(b, '"2024-02-29 12:34:56+05:30".datetime()')
JSON_QUERY(b, '"2024-02-29 12:34:56+05:30".datetime()')
JSON_QUERY(b, '$.day.date()' WITH WRAPPER)
JSON_QUERY(b, '$.list')
JSON_QUERY(b, '$.list[*]' WITH WRAPPER)
JSON_QUERY(b, '$.list[*]')
JSON_QUERY(b, '$.list[*]' ERROR ON ERROR)
JSON_QUERY(b, '$.n' WITH CONDITIONAL WRAPPER)
JSON_QUERY(b, '$.kind' RETURNING text OMIT QUOTES)
JSON_QUERY(b, '$.kind' RETURNING text)
JSON_QUERY(b, '$.none' EMPTY OBJECT ON EMPTY)
JSON_QUERY(b, '$.kind' WITH WRAPPER OMIT QUOTES)
JSON_QUERY(b, '$x.keyvalue()' PASSING b AS y, '{"q":1}'::jsonb AS x)
t IS JSON
t IS JSON OBJECT
p IS NOT JSON
b IS JSON ARRAY or j IS JSON OBJECT
j IS JSON WITH UNIQUE KEYS
'{"a":1,"a":2}' IS JSON OBJECT WITH UNIQUE KEYS
f8 IS JSON
JSON('{"a": 1}')
JSON('{"a":1,"a":2}' WITH UNIQUE KEYS)
JSON(f8)
JSON_SCALAR(f8)
JSON_SERIALIZE(j)
JSON_SERIALIZE(f8)
JSON_OBJECT('a': f8, 'b': t, 'c': null)
JSON_OBJECT('a': null, 'b': b ABSENT ON NULL)
JSON_OBJECT('a': 1, 'a': 2 WITH UNIQUE KEYS)
JSON_OBJECT('a': 1, 'a': 2 WITH UNIQUE KEYS RETURNING jsonb)
JSON_OBJECT('a': t FORMAT JSON RETURNING text)
JSON_ARRAY(f8, null, 'x', array[1,2])
JSON_ARRAY(f8, null NULL ON NULL RETURNING jsonb)
to_json(array[[1,2],[3,4]])
to_jsonb(array['a"', null])
to_json(array[b, '1'::jsonb])
to_json(array[1.5::float8, 'nan'])
to_jsonb('2024-01-01 12:00:00+00'::timestamptz)
to_json('0044-02-03 04:05:06.7+00 BC'::timestamptz)
to_json(interval '1 day')
to_jsonb('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)
array_to_json(array[[1,2],[3,4]], true)
json_build_object('a', array[date '2024-01-01'], 'b', time '12:00')
jsonb_build_object(array[1], 1)
json_object('{a,1,b,2}')
jsonb_object(array['a', 'b'], array['1', null])
jsonb_set_lax(b, '{n}', null, true, 'delete_key')
`
  .trim()
  .split('\n');

const row = {
  j: '{"kind" : "click", "n":7}',
  b: '{"kind":"click","n":7,"f":0.25,"list":[1,2.5,3],"flag":true,"nothing":null,"day":"2024-02-03"}',
  t: '"é"',
  p: '$.list[0]',
  f8: '1.5',
};

const engines = ['switch', 'closure', 'wasm-threaded', 'copy-patch'] as const;

/** What quern gives: a text, null, or an error as `22P02 message`. */
async function inQuern(sql: string, engine: (typeof engines)[number]): Promise<string | null> {
  try {
    const compiled = await expression<string>(sql, { schema: 'j json, b jsonb, t text, p text, f8 float8', engine });
    return compiled.evaluateText(row);
  } catch (error) {
    if (error instanceof SqlError) return `${error.code} ${error.message}`;
    throw error;
  }
}

/** What PostgreSQL gives, printed as the value's output function prints it. */
async function inPostgres(sql: string): Promise<string | null> {
  try {
    const { rows } = await db.query<[string | null]>(
      `select case when v is null then null else format('%s', v) end from (select (${sql}) v from
       (select $1::json j, $2::jsonb b, $3::text t, $4::text p, $5::float8 f8) row) value`,
      [row.j, row.b, row.t, row.p, row.f8],
      { rowMode: 'array' },
    );
    return rows[0]?.[0] ?? null;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return `${code} ${message}`;
  }
}

it.each(expressions)('%s', async (sql) => {
  const wanted = await inPostgres(sql);
  for (const engine of engines) expect([engine, await inQuern(sql, engine)]).toEqual([engine, wanted]);
});

it.each([
  ["JSON_VALUE(b, '$.list' RETURNING int[])", 'RETURNING integer[] is not supported'],
  ["JSON_VALUE(b, '$x' PASSING date '2024-01-01' AS x)", 'a value of type date in PASSING is not supported'],
  ['JSON_SERIALIZE(b)', 'JSON_SERIALIZE of jsonb is not supported'],
])('refuses %s by name', async (sql, message) => {
  expect(await inQuern(sql, 'switch')).toBe(`0A000 ${message}`);
});
