/** Rows as PostgreSQL's drivers give them: in four time zones, the rows that PostgreSQL selects. */
import type { PGlite } from '@electric-sql/pglite';
import { startPGlite } from '../pglite.js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from '../../bench/postgres/server.js';
import { predicate, type RowForm } from '../../src/index.js';
import { nodePostgres, pglite, postgresJs, textRows } from '../../src/pg.js';
import { serverInstalled } from '../heap/installed.js';
import { columns, predicates, tableSql } from './driver-rows.js';

type Row = Readonly<Record<string, unknown>>;
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
const selectAll = 'SELECT * FROM driver_rows ORDER BY id';

/** postgres.js makes an invalid Date of infinity, which may be either of the two, and `NULL` in an array is a number that is NaN, false, or a text to it. */
const readable =
  'isfinite(coalesce(d, current_date)) AND isfinite(coalesce(t, current_date)) AND isfinite(coalesce(tz, current_date))' +
  " AND coalesce(concat(ai, ac, ad, al) NOT LIKE '%NULL%', true)";

const zoneBefore = process.env['TZ'];
afterEach(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

/** The predicates by their text, for each form of rows: one serves all time zones. */
const made = new Map<RowForm, Map<string, ReturnType<typeof predicate>>>();

function compiled(sql: string, form: RowForm): ReturnType<typeof predicate> {
  const ofForm = made.get(form) ?? new Map<string, ReturnType<typeof predicate>>();
  made.set(form, ofForm);
  const found = ofForm.get(sql) ?? predicate(sql, { schema: columns, rows: form });
  ofForm.set(sql, found);
  return found;
}

/** The predicates that select other rows than PostgreSQL does. */
async function different(rows: readonly Row[], form: RowForm, theirs: ReadonlyMap<string, string>): Promise<string[]> {
  const wrong: string[] = [];
  for (const [sql, expected] of theirs) {
    const p = await compiled(sql, form);
    const found = p
      .filter(rows)
      .map((row) => String(row['id']))
      .join();
    if (found !== expected) wrong.push(`${sql}: ${found}, not ${expected}`);
  }
  return wrong;
}

/** The ids of the rows that each predicate selects, of those for which `only` holds. */
async function selections(
  query: (sql: string) => Promise<readonly (readonly (string | null)[])[]>,
  only = 'true',
): Promise<Map<string, string>> {
  const all = predicates();
  const asked = all.map(
    (sql, i) => `SELECT '${i}', string_agg(id::text, ',' ORDER BY id) FROM driver_rows WHERE (${sql}) AND ${only}`,
  );
  const rows: (readonly (string | null)[])[] = [];
  // PGlite has room for so many at a time.
  for (let first = 0; first < asked.length; first += 50)
    rows.push(...(await query(asked.slice(first, first + 50).join(' UNION ALL '))));
  const ids = new Map(rows.map(([i, list]) => [i, list ?? '']));
  expect(all.length).toBeGreaterThan(200);
  expect(ids.size).toBe(all.length);
  return new Map(all.map((sql, i) => [sql, ids.get(String(i)) ?? '']));
}

describe('PGlite', () => {
  let db: PGlite;
  let theirs: Map<string, string>;
  beforeAll(async () => {
    db = await startPGlite();
    await db.exec(tableSql());
    theirs = await selections(
      async (sql) => (await db.query<[string | null, string | null]>(sql, [], { rowMode: 'array' })).rows,
    );
  });
  afterAll(() => db.close());

  test.each(zones)('gives rows that are filtered as PostgreSQL does, in %s', async (zone) => {
    process.env['TZ'] = zone;
    const { rows } = await db.query<Row>(selectAll);
    expect(await different(rows, pglite, theirs)).toEqual([]);
  });

  test('gives rows that are arrays', async () => {
    const { rows, fields } = await db.query<unknown[]>(selectAll, [], { rowMode: 'array' });
    const form: RowForm = { ...pglite, from: 'arrays', columns: fields.map(({ name }) => name) };
    const p = await predicate("d = DATE '2024-02-29' AND c <> 'é'", { schema: columns, rows: form });
    const found = p.filter(rows as unknown as Iterable<Row>) as unknown as unknown[][];
    expect(found.map(([id]) => String(id)).join()).toBe(
      (
        await db.query<{ ids: string }>(
          "SELECT string_agg(id::text, ',' ORDER BY id) ids FROM driver_rows WHERE d = '2024-02-29' AND c <> 'é'",
        )
      ).rows[0]?.ids,
    );
  });
});

describe.skipIf(!serverInstalled)('a server', () => {
  let server: Server;
  let theirs: Map<string, string>;
  let folder = '';
  beforeAll(async () => {
    server = await startServer();
    folder = server.socket.slice(0, server.socket.lastIndexOf('/'));
    await server.query(tableSql());
    theirs = await selections((sql) => server.query(sql));
  });
  afterAll(() => server.stop());

  describe('through node-postgres', () => {
    test.each(zones)('gives rows that are filtered as it does, in %s', async (zone) => {
      process.env['TZ'] = zone;
      const { default: pg } = await import('pg');
      const client = new pg.Client({ host: folder, user: 'postgres', database: 'postgres' });
      await client.connect();
      const { rows } = await client.query<Row>(selectAll);
      await client.end();
      expect(await different(rows, nodePostgres, theirs)).toEqual([]);
    });

    test('gives texts, if it is told to', async () => {
      const { default: pg } = await import('pg');
      const client = new pg.Client({
        host: folder,
        user: 'postgres',
        database: 'postgres',
        types: { getTypeParser: () => (text: string) => text },
      });
      await client.connect();
      const { rows } = await client.query<Row>(selectAll);
      await client.end();
      expect(await different(rows, textRows, theirs)).toEqual([]);
    });
  });

  describe('through postgres.js', () => {
    test.each(zones)('gives rows that are filtered as it does, in %s', async (zone) => {
      process.env['TZ'] = zone;
      const { default: postgres } = await import('postgres');
      const sql = postgres({ path: server.socket, user: 'postgres', database: 'postgres' });
      const expected = await selections((text) => server.query(text), readable);
      const rows = await sql.unsafe<Row[]>(`SELECT * FROM driver_rows WHERE ${readable} ORDER BY id`);
      await sql.end();
      expect(await different([...rows], postgresJs, expected)).toEqual([]);
    });
  });
});
