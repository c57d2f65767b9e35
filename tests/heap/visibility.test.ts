/** Which tuples of a file are rows, when no server is asked: what hint bits decide is taken, what they do not decide is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startServer, type Connection, type Server } from '../../bench/postgres/server.js';
import type { HeapReaderOptions } from '../../src/inputs/heap.js';
import { engines, type EngineName } from '../../src/engines/engines.js';
import { serverInstalled } from './installed.js';
import { Scan, type Selected } from './scan.js';

const schema = 'a int4 not null, b text';
const names = Object.keys(engines) as readonly EngineName[];
const undecided = {
  code: '55000',
  message: expect.stringContaining('hint bits do not say whether a tuple is visible'),
};

describe.skipIf(!serverInstalled)('without a server to ask', () => {
  let server: Server;
  let other: Connection;
  beforeAll(async () => {
    server = await startServer();
    other = await server.connect();
  });
  afterAll(() => server?.stop());

  /** A table with the rows 1 to 5, which are known to be committed. */
  async function fiveRows(name: string): Promise<void> {
    await server.query(
      `CREATE TABLE ${name} (a int4 NOT NULL, b text); INSERT INTO ${name} SELECT i, 'b' || i FROM generate_series(1, 5) i`,
    );
    await server.query(`SELECT * FROM ${name}`);
  }

  /** What is in the file of a table, the same in every engine. */
  async function inFile(name: string, sql: string, options: Omit<HeapReaderOptions, 'table'> = {}): Promise<Selected> {
    await server.checkpoint();
    const scan = await Scan.open(await server.relationPath(name), schema, 4, options);
    try {
      const [first, ...others] = await Promise.all(
        names.map((engine) => scan.selected(sql, { engine, rung: 4, deform: 5 })),
      );
      for (const found of others) expect(found).toEqual(first);
      return first ?? [];
    } finally {
      await scan.close();
    }
  }

  test('rows that were committed and looked at are there, others are refused until somebody looks', async () => {
    await server.query("CREATE TABLE looked (a int4 NOT NULL, b text); INSERT INTO looked VALUES (1, 'x'), (2, NULL)");
    expect(await inFile('looked', 'a > 0')).toEqual(undecided);
    await server.query('SELECT * FROM looked');
    expect(await inFile('looked', 'a > 0')).toEqual(['(0,1)', '(0,2)']);
  });

  test('rows of a transaction that is under way are refused, with what is to be done', async () => {
    await fiveRows('underway');
    await other.query("BEGIN; INSERT INTO underway VALUES (6, 'x')");
    await server.query('SELECT * FROM underway');
    expect(await inFile('underway', 'a > 0')).toEqual({
      code: '55000',
      message: expect.stringMatching(/block 0, tuple 6 of .*\/base\/\d+\/\d+$/),
    });
    await other.query('COMMIT');
    await server.query('VACUUM (FREEZE) underway');
    expect(await inFile('underway', 'a > 4')).toEqual(['(0,5)', '(0,6)']);
  });

  test('a row that somebody is deleting is refused, and is there when he gives up', async () => {
    await fiveRows('deleting');
    await other.query('BEGIN; DELETE FROM deleting WHERE a = 3');
    await server.query('SELECT * FROM deleting');
    expect(await inFile('deleting', 'a > 0')).toEqual(undecided);
    await other.query('ROLLBACK');
    expect(await inFile('deleting', 'a > 0')).toEqual(undecided);
    await server.query('SELECT * FROM deleting');
    expect(await inFile('deleting', 'a > 0')).toEqual(['(0,1)', '(0,2)', '(0,3)', '(0,4)', '(0,5)']);
  });

  test('old versions and rows that were rolled back are not there, but are with all tuples', async () => {
    await fiveRows('versions');
    await server.query('UPDATE versions SET a = a + 100 WHERE a = 2; DELETE FROM versions WHERE a = 4');
    await server.query("BEGIN; INSERT INTO versions VALUES (1000, 'x'); ROLLBACK");
    await server.query('SELECT * FROM versions');
    expect(await inFile('versions', 'a > 0')).toEqual(['(0,1)', '(0,3)', '(0,5)', '(0,6)']);
    expect(await inFile('versions', 'a IN (2, 4, 1000)', { allTuples: true })).toEqual(['(0,2)', '(0,4)', '(0,7)']);
  });

  test('what is locked is there, by one or by several', async () => {
    await fiveRows('locked');
    const third = await server.connect();
    await other.query('BEGIN; SELECT * FROM locked WHERE a < 4 FOR KEY SHARE');
    await third.query('BEGIN; SELECT * FROM locked WHERE a = 5 FOR UPDATE; SELECT * FROM locked WHERE a = 1 FOR SHARE');
    expect(await inFile('locked', 'a > 0')).toEqual(['(0,1)', '(0,2)', '(0,3)', '(0,4)', '(0,5)']);
    await third.close();
    await other.query('COMMIT');
  });

  test('an update by one of several transactions is not decided by hint bits, and is by a vacuum', async () => {
    await fiveRows('several');
    await other.query('BEGIN; SELECT * FROM several WHERE a = 2 FOR KEY SHARE');
    await server.query("UPDATE several SET b = 'new' WHERE a = 2");
    await other.query('COMMIT');
    await server.query('SELECT * FROM several');
    expect(await inFile('several', 'a = 2')).toEqual(undecided);
    await server.query('VACUUM several');
    expect(await inFile('several', 'a = 2')).toEqual(['(0,6)']);
  });

  test('a value that is stored out of line needs the file of the TOAST table, but only when it is needed', async () => {
    await server.query(`CREATE TABLE long (a int4 NOT NULL, b text); ALTER TABLE long ALTER COLUMN b SET STORAGE EXTERNAL;
      INSERT INTO long VALUES (1, 'short'), (2, repeat('x', 10000)), (3, repeat('y', 5000))`);
    await server.query('VACUUM long');
    expect(await inFile('long', 'a > 1')).toEqual(['(0,2)', '(0,3)']);
    expect(await inFile('long', "b LIKE '%y'")).toEqual({
      code: '0A000',
      message: expect.stringMatching(/stored out of line.*block 0, tuple 2 of /),
    });
    expect(await inFile('long', "b LIKE '%y'", { toast: await server.toastPath('long') })).toEqual(['(0,3)']);
  });
});
