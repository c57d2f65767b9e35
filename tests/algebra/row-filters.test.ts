/** What is pushed is what PostgreSQL takes as a publication's row filter, and what it would not take is left. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { familyNames } from '../../src/functions/registry.js';
import { predicateSync, prepare } from '../../src/index.js';

const schema = {
  id: 'int4 not null',
  a: 'int4',
  b: 'int8',
  t: 'text',
  v: 'varchar(9)',
  n: 'numeric',
  x: 'bool',
  d: 'date',
  ts: 'timestamp',
  tz: 'timestamptz',
  j: 'jsonb',
  ai: 'int4[]',
  u: 'uuid',
  iv: 'interval',
};

let db: PGlite;
beforeAll(async () => {
  await prepare({ families: familyNames });
  db = await startPGlite();
  const columns = Object.entries(schema).map(([name, type]) => `${name} ${type}`);
  await db.exec(`CREATE TABLE r (${columns.join(', ')}); ALTER TABLE r REPLICA IDENTITY FULL`);
});
afterAll(() => db.close());

/** Whether PostgreSQL takes it; what it says otherwise. */
async function refusal(filter: string): Promise<string | undefined> {
  try {
    await db.exec(`CREATE PUBLICATION p FOR TABLE r WHERE (${filter}); DROP PUBLICATION p`);
    return undefined;
  } catch (error) {
    return String(error);
  }
}

test.each([
  'a = 1',
  "t LIKE 'x%'",
  "lower(t) = 'x'",
  'a IN (1, 2)',
  'b = ANY (ai)',
  'a = ANY (ARRAY[1, id])',
  'x',
  'NOT x',
  'x IS NOT TRUE',
  'a IS DISTINCT FROM 3',
  "coalesce(t, 'x') = 'y'",
  'CASE WHEN x THEN a ELSE 2 END = 1',
  'greatest(a, id) > 3',
  'nullif(a, 2) IS NULL',
  'n > 1.5',
  'a > 1.5',
  'b = a',
  "d > '2020-01-01'",
  "tz > '2020-01-01'",
  "ts > '2020-01-01'",
  "v = 'x'",
  'j @> \'{"a": 1}\'',
  "j ->> 'a' = 'x'",
  "u = '00000000-0000-0000-0000-000000000001'",
  "iv > '1 day'",
  '(a, id) < (1, 2)',
  'num_nulls(a, t) = 1',
  "substring(t from 1 for 2) = 'x'",
  "t ~ '^x'",
  "ts + '1 day'::interval > ts",
  'CASE a WHEN 1 THEN x ELSE false END',
  "t || v = 'xy'",
  'extract(year from ts) = 2020',
  'a BETWEEN SYMMETRIC 3 AND 1',
  "j['a'] = '1'",
  'ai @> ARRAY[1]',
  'array_length(ai, 1) = 2',
  'a::int8 = b',
  "position('x' in t) > 0",
])('%s is pushed whole, and taken', async (sql) => {
  const { push, rest } = predicateSync(sql, { schema }).pushable();
  expect(rest).toBeNull();
  expect(await refusal(push ?? 'NULL')).toBeUndefined();
});

test.each([
  "a::text = '1'",
  't::int4 = 1',
  'ai[1] = 1',
  'ai[1:2] = ARRAY[1]',
  'tz > now()',
  'd > CURRENT_DATE',
  'tz > ts',
  'tz::date = d',
  "to_char(ts, 'YYYY') = '2020'",
  "date_trunc('day', tz) = tz",
  "ai::text[] = ARRAY['1']",
  "t || a = 'x'",
  "concat(t, 'x') = 'y'",
])('%s is left, and would not be taken', async (sql) => {
  const { push, rest } = predicateSync(sql, { schema }).pushable();
  expect(push).toBeNull();
  expect(rest).not.toBeNull();
  expect(await refusal(sql)).toContain('invalid publication WHERE expression');
});

test('a filter reads only the columns of the replica identity, if updates and deletes are published', () => {
  const p = predicateSync('id > 3 AND a = 1', { schema });
  expect(p.pushable({ columns: ['id'] })).toEqual({ push: 'id > 3', rest: 'a = 1' });
  expect(p.pushable({ columns: ['id'], replicaIdentity: false })).toEqual({ push: 'id > 3 AND a = 1', rest: null });
});
