/** Expressions over json and jsonb as they are written, with columns, casts and nulls: quern's answer is PostgreSQL's. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expression } from '../../src/index.js';
import { SqlError } from '../../src/error.js';

let db: PGlite;
beforeAll(async () => {
  db = await startPGlite();
});
afterAll(() => db.close());

const expressions = `
(j->>'n')::int > 5
(b->>'n')::int > 5
b->>'kind' = 'click' and (j->>'n')::int > 5
(j->>'missing')::int > 5
j->'none' is null
b->'nothing'->>0 is null
(b->'list'->>1)::numeric + 1
b->'list'->-1
b @> '{"kind":"click"}' and not b @> '{"list":[3]}'
'{"n":7}' <@ b
b ? 'kind' or b ? 'x'
b || '{"n":8}' = b
b - 'list' - 'n'
(b->'list') - 0
b = '{}' or b in ('{"a":1}', '[]')
(b->'n')::int + (b->'f')::float8
(b->'flag')::bool
(b->'nothing')::bool
(b->'kind')::int
jsonb_typeof(b->'nothing') || json_typeof(j->'list')
jsonb_array_length(b->'list')
jsonb_array_length(b)
jsonb_extract_path_text(b, 'list', '0')
json_extract_path(j, 'list', '1')
jsonb_strip_nulls(b)
jsonb_strip_nulls(b->'list', true)
json_strip_nulls(j)
j::text
j::jsonb::text = b::text
b::json
jsonb_pretty(b)
case when b ? 'n' then b->'n' else 'null' end
coalesce(b->>'nothing', 'x')
b < '[]'
('[' || t || ']')::jsonb->0
('[' || t || ',]')::jsonb->0
to_jsonb(1.50)
to_jsonb(7::int2)
to_jsonb('x'::text)
to_jsonb(true)
to_jsonb('NaN'::float8)
to_jsonb(1e300::float8)
to_jsonb(0.1::float4)
to_json('-Infinity'::float8)
to_json(date '2020-02-03')
to_jsonb(timestamp '2020-02-03 04:05:06.7')
to_jsonb(timestamp '0044-02-03 04:05:06 BC')
to_jsonb(timestamp 'infinity')
to_json('{"a" : 1}'::json)
to_jsonb('{"a" : 1}'::json)
to_json('[1,"a"]'::jsonb)
to_json('a"b'::varchar)
to_jsonb('ab'::char(5))
to_jsonb('ab'::name)
to_jsonb(null::text)
to_jsonb(t)
json_build_array(1, 'a', null, true, 1.5, date '2020-01-01', '{"x":1}'::jsonb)
jsonb_build_array(1, 'a', null, true, 1.5, date '2020-01-01', '{"x":[1]}'::jsonb, '"s"'::jsonb)
json_build_object('a', 1, 'b', null, 3, 'x', true, 1.5, date '2020-01-01', 'NaN'::float8)
jsonb_build_object('b', 1, 'a', null, 3, 'x', true, 1.5, 'b', 2, date '2020-01-01', t)
json_build_object('a')
json_build_object(null, 1)
jsonb_build_object(null, 1)
jsonb_build_object('a')
jsonb_build_object('{}'::jsonb, 1)
json_build_array()
jsonb_build_object()
jsonb_build_array(9223372036854775807, -1::int8, 'NaN'::numeric, 'inf'::numeric)
`
  .trim()
  .split('\n');

const row = {
  j: ' {"kind" : "click", "n":7, "list":[1, 2.50,null] }',
  b: '{"kind":"click","n":7,"f":0.5,"list":[1,2.50,null],"flag":true,"nothing":null}',
  t: '"é\\n"',
};

/** What quern gives: a text, null, or an error as `22P02 message`. */
async function inQuern(sql: string): Promise<string | null> {
  try {
    const compiled = await expression<string>(sql, { schema: 'j json, b jsonb, t text' });
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
      `select case when v is null then null else format('%s', v) end
       from (select (${sql}) v from (select $1::json j, $2::jsonb b, $3::text t) row) value`,
      [row.j, row.b, row.t],
      { rowMode: 'array' },
    );
    return rows[0]?.[0] ?? null;
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    return `${code} ${message}`;
  }
}

it.each(expressions)('%s', async (sql) => {
  expect(await inQuern(sql)).toBe(await inPostgres(sql));
});
