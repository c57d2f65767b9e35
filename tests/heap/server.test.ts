/** The server that tests and benchmarks start: queries, errors, sessions, files, and that nothing of it stays behind. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { findPostgres, startServer, type Server } from '../../bench/postgres/server.js';
import { SqlError } from '../../src/error.js';
import { serverInstalled } from './installed.js';

const pageSize = 8192;

describe.skipIf(!serverInstalled)('a server of our own', () => {
  let server: Server;
  beforeAll(async () => {
    server = await startServer({ checksums: true, settings: { work_mem: '5MB' } });
  });
  afterAll(() => server?.stop());

  test('answers with texts and nulls, also when an answer comes in many pieces', async () => {
    expect(await server.query("SELECT 1 + 1, NULL, '', 'h\u{1F600}'")).toEqual([['2', null, '', 'h\u{1F600}']]);
    const rows = await server.query("SELECT i, repeat('é', 1 + i % 7) FROM generate_series(1, 50000) i");
    expect(rows.length).toBe(50_000);
    expect(rows.findIndex(([i, text], n) => i !== String(n + 1) || text !== 'é'.repeat(1 + ((n + 1) % 7)))).toBe(-1);
    const [long] = await server.query("SELECT repeat('x', 20000000)");
    expect(long?.[0]?.length).toBe(20_000_000);
  });

  test('raises what the server raises, and goes on', async () => {
    await expect(server.query('SELECT 1 / 0')).rejects.toMatchObject({ code: '22012', message: 'division by zero' });
    await expect(server.query('SELECT nothing')).rejects.toMatchObject({ code: '42703', position: 8 });
    await expect(server.query('CREATE TEMP TABLE c (a int); COPY c FROM STDIN')).rejects.toBeInstanceOf(SqlError);
    expect(await server.query('SELECT 1')).toEqual([['1']]);
  });

  test('has the settings that were asked for', async () => {
    expect(await server.query('SHOW work_mem')).toEqual([['5MB']]);
    expect(await server.query('SHOW data_checksums')).toEqual([['on']]);
    expect(await server.query('SHOW autovacuum')).toEqual([['off']]);
    expect(await server.query('SHOW server_encoding')).toEqual([['UTF8']]);
    expect(await server.query('SHOW lc_collate')).toEqual([['C']]);
    expect(await server.query('SHOW listen_addresses')).toEqual([['']]);
  });

  test('gives sessions with transactions of their own', async () => {
    await server.query('CREATE TABLE sessions (a int); INSERT INTO sessions VALUES (1)');
    const other = await server.connect();
    await other.query('BEGIN; DELETE FROM sessions');
    expect(await server.query('TABLE sessions')).toEqual([['1']]);
    await other.close();
    await expect(other.query('SELECT 1')).rejects.toMatchObject({ code: '08006' });
    expect(await server.query('TABLE sessions')).toEqual([['1']]);
  });

  test('tells the file of a table, which a checkpoint makes whole, and of its TOAST table', async () => {
    await server.query(
      'CREATE TABLE "A file" (a int, b text); INSERT INTO "A file" SELECT i FROM generate_series(1, 1000) i',
    );
    await server.checkpoint();
    const path = await server.relationPath('"A file"');
    expect([0, 1, 2]).toContain(statSync(path).size / pageSize - 4);
    // A page's size and layout version, in the page header at byte 18.
    expect(readFileSync(path).readUInt16LE(18)).toBe(pageSize + 4);
    expect(statSync((await server.toastPath('"A file"')) ?? '').size).toBe(0);
    await server.query('CREATE TABLE narrow (a int)');
    expect(await server.toastPath('narrow')).toBeUndefined();
    await expect(server.relationPath('nowhere')).rejects.toMatchObject({ code: '42P01' });
  });

  test('lets its files be changed while it is stopped', async () => {
    await server.query('CREATE TABLE swapped (a int); INSERT INTO swapped VALUES (7)');
    const path = await server.relationPath('swapped');
    let size = 0;
    await server.whileStopped(async () => {
      size = statSync(path).size;
      await expect(server.query('SELECT 1')).rejects.toMatchObject({ code: '57P01' });
    });
    expect(size).toBe(pageSize);
    expect(await server.query('TABLE swapped')).toEqual([['7']]);
  });

  test('is gone with its folder when stopped, and may be stopped twice', async () => {
    const other = await startServer();
    const [row] = await other.query('SELECT pg_backend_pid()');
    await other.stop();
    await other.stop();
    expect(existsSync(dirname(other.data))).toBe(false);
    expect(() => process.kill(Number(row?.[0]), 0)).toThrow('ESRCH');
  });
});

describe.skipIf(!serverInstalled)('nothing of a server stays behind', () => {
  /** Waits for what happens in another process. */
  async function eventually(holds: () => boolean): Promise<boolean> {
    for (let tries = 0; tries < 200 && !holds(); tries++) await sleep(25);
    return holds();
  }

  /** A program that starts a server, says where it is, and ends without stopping it. */
  const abandons = (how: string): string => `
    import { startServer } from '${new URL('../../bench/postgres/server.ts', import.meta.url).href}';
    const server = await startServer();
    console.log(server.data);
    ${how}`;

  test.each([
    ['by SIGKILL', "process.kill(process.pid, 'SIGKILL')"],
    ['by SIGINT', "process.kill(process.pid, 'SIGINT')"],
    ['by an error', "throw new RangeError('nobody catches this')"],
  ])('when its process ends %s', async (_, how) => {
    const child = spawn(
      process.execPath,
      ['--import', import.meta.resolve('tsx'), '--input-type=module', '--eval', abandons(how)],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const ended = once(child, 'exit');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const folder = dirname(line.toString().trim());
    expect(folder).toContain('quern-postgres-');
    await ended;
    expect(await eventually(() => !existsSync(folder))).toBe(true);
  });

  test('when it does not start', async () => {
    const root = mkdtempSync(join(tmpdir(), 'q-'));
    chmodSync(root, 0o777);
    vi.stubEnv('TMPDIR', root);
    try {
      await expect(startServer({ settings: { no_such_setting: 1 } })).rejects.toMatchObject({
        code: '58000',
        message: 'the PostgreSQL server does not start',
        detail: expect.stringContaining('no_such_setting'),
      });
      expect(readdirSync(root)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      rmSync(root, { recursive: true, force: true });
    }
  });
});

test('the folder of the server programs can be named', () => {
  vi.stubEnv('QUERN_POSTGRES_BIN', '/nowhere');
  try {
    expect(findPostgres).toThrow('no initdb and postgres in QUERN_POSTGRES_BIN: /nowhere');
  } finally {
    vi.unstubAllEnvs();
  }
});
