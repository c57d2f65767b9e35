/** Columns that are qualified with the name of their table, as PostgreSQL takes them. */
import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { fromJSON, predicate, predicateSet } from '../../src/index.js';
import { startPGlite } from '../pglite.js';

const schema = 'a int4, "B c" text, value int4';
const texts = [
  'items.a = 1',
  'public.items.a = 1',
  '"items"."a" = 1',
  'ITEMS.A = 1 AND a = 1',
  'items."B c" = \'x\'',
  'items.value = 3',
  'items.nothing = 1',
  'items.aa = 1',
  '"Items".a = 1',
  'other.a = 1',
  'other.items.a = 1',
  'items.a.value = 1',
  'd.public.items.b.a = 1',
];

let db: PGlite;
beforeAll(async () => {
  db = await startPGlite();
  await db.exec(`CREATE TABLE items (${schema}); INSERT INTO items VALUES (1, 'x', 3)`);
});
afterAll(() => db.close());

test.each(texts)('%s', async (sql) => {
  const wanted = await db.query<{ is: boolean }>(`SELECT ${sql} AS is FROM public.items`).then(
    ({ rows }) => rows[0]?.is,
    ({ code, message }: { code: string; message: string }) => ({ code, message }),
  );
  const got = await predicate(sql, { schema, tableName: 'public.items' }).then(
    (p) => p.test({ a: 1, 'B c': 'x', value: 3 }),
    ({ code, message }: SqlError) => ({ code, message }),
  );
  expect(got).toEqual(wanted);
});

test('without a name of the table, a qualified name is answered with what to do', async () => {
  const error: unknown = await predicate('items.a = 1', { schema }).catch((raised: unknown) => raised);
  expect(error).toMatchObject({ code: '42P01', hint: expect.stringContaining('tableName') as string });
  // The schema is not known, so that it is no part of the name.
  await expect(predicate('public.items.a = 1', { schema, tableName: 'items' })).rejects.toThrow(SqlError);
});

test('sets and predicates from JSON know it', async () => {
  const p = await predicate('items.a = $1', { schema, tableName: 'items' });
  const again = await fromJSON(structuredClone(p.toJSON()));
  expect(again.test({ a: 2, 'B c': null, value: null }, [2])).toBe(true);
  await expect(fromJSON({ ...p.toJSON(), tableName: 5 } as never)).rejects.toMatchObject({ code: '22023' });
  const set = await predicateSet(schema, { tableName: 'items' });
  await set.add('one', 'items.a = 1 AND a < 5');
  expect(set.match({ a: 1, 'B c': null, value: null })).toEqual(['one']);
});
