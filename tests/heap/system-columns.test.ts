/** `--select ctid, xmin, xmax` of a table's file: what the server prints, and with all tuples what its pages have. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Server } from '../../bench/postgres/server.js';
import { quern } from '../cli/quern.js';
import { serverInstalled } from './installed.js';

const schema = 'a int4 not null, b text';

describe.skipIf(!serverInstalled)('the system columns of a table', () => {
  let server: Server;
  let path: string;
  beforeAll(async () => {
    server = await startServer();
    await server.query('CREATE EXTENSION pageinspect');
    await server.query(
      "CREATE TABLE t (a int4 NOT NULL, b text); INSERT INTO t SELECT i, 'b' || i FROM generate_series(1, 400) i",
    );
    await server.query('VACUUM (FREEZE) t');
    await server.query("INSERT INTO t SELECT i, 'c' || i FROM generate_series(401, 420) i");
    await server.query('UPDATE t SET a = -a WHERE a % 50 = 0');
    await server.query('DELETE FROM t WHERE a % 77 = 0');
    // A row that is locked by a transaction that has ended has its number, and is there.
    await server.query('BEGIN; SELECT a FROM t WHERE a = 5 FOR UPDATE; COMMIT');
    await server.query('SELECT count(*) FROM t; SELECT count(*) FROM t');
    await server.checkpoint();
    path = await server.relationPath('t');
  });
  afterAll(() => server?.stop());

  const printed = async (select: string, ...args: string[]): Promise<string[]> => {
    const { status, stdout, stderr } = await quern([
      ...['filter', path, '--from', 'heap', '--schema', schema, '--quiet', '--select', select, ...args],
    ]);
    expect([status, stderr]).toEqual([0, '']);
    return stdout.trimEnd().split('\n');
  };

  test('are those that the server prints, of the rows that are selected', async () => {
    const rows = await server.query('SELECT ctid, xmin, a, xmax FROM t WHERE a < 10 OR a > 390 ORDER BY ctid');
    expect(new Set(rows.map(([, xmin]) => xmin)).size).toBeGreaterThan(2);
    expect(rows.filter(([, , , xmax]) => xmax !== '0').length).toBeGreaterThan(0);
    expect(await printed('ctid, XMIN AS inserted, a, "xmax"', '--where', 'a < 10 OR a > 390')).toEqual([
      'ctid,inserted,a,xmax',
      ...rows.map(([ctid, xmin, a, xmax]) => `"${ctid}",${xmin},${a},${xmax}`),
    ]);
  });

  test('are texts in JSON, as to_json makes of them', async () => {
    const rows = await server.query('SELECT to_json(s) FROM (SELECT ctid, xmin FROM t WHERE a = 420) s');
    expect(
      (await printed('ctid, xmin', '--where', 'a = 420', '--to', 'ndjson')).map((line) => JSON.parse(line)),
    ).toEqual(rows.map(([json]) => JSON.parse(json ?? '')));
  });

  test('are those of deleted tuples too, with all tuples', async () => {
    await server.query('DELETE FROM t WHERE a IN (7, 410)');
    await server.checkpoint();
    const tuples = await server.query(
      `SELECT '(' || block || ',' || lp || ')', t_xmin, t_xmax FROM generate_series(0, pg_relation_size('t') / 8192 - 1) block,
       heap_page_items(get_raw_page('t', block::int4)) WHERE lp_flags = 1 ORDER BY block, lp`,
    );
    const [[rows] = []] = await server.query('SELECT count(*) FROM t');
    expect(tuples.length).toBeGreaterThan(Number(rows));
    expect(await printed('ctid, xmin, xmax', '--where', 'true', '--all-tuples')).toEqual([
      'ctid,xmin,xmax',
      ...tuples.map(([ctid, xmin, xmax]) => `"${ctid}",${xmin},${xmax}`),
    ]);
  });

  test('are in no predicate, which says so', async () => {
    const { status, stderr } = await quern([
      'filter',
      path,
      '--from',
      'heap',
      '--schema',
      schema,
      '--where',
      "ctid = '(0,1)'",
    ]);
    expect(status).toBe(2);
    expect(stderr).toContain('system column "ctid"');
  });
});
