/** Databases that read the rows from CSV into a table of their own, and are asked `SELECT count(*)`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqlError } from '../../src/error.js';
import { Connection } from '../postgres/connection.js';
import { predicateNamed } from '../predicates.js';
import type { Peer, PeerRows } from './peer.js';
import { importPeer } from './packages.js';

const table =
  'CREATE TABLE demo (a int4 NOT NULL, b int4, c text, d float8 NOT NULL, e int8 NOT NULL, f date NOT NULL, g numeric(12,2), h timestamp NOT NULL)';

/** What is used of DuckDB's package. */
interface Duck {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{ runAndReadAll(sql: string): Promise<{ getRows(): unknown[][] }> }>;
    }>;
  };
}

export async function duckdb({ folder }: PeerRows): Promise<Peer> {
  const { DuckDBInstance } = (await importPeer('@duckdb/node-api')) as Duck;
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const ask = async (sql: string): Promise<unknown> => (await connection.runAndReadAll(sql)).getRows()[0]?.[0];
  await ask('SET threads = 1');
  await ask(table);
  await ask(`INSERT INTO demo SELECT * FROM read_csv('${join(folder, 'demo.csv')}')`);
  return {
    version: String(await ask('SELECT version()')),
    count: async (predicate) => Number(await ask(`SELECT count(*) FROM demo WHERE ${predicateNamed(predicate).sql}`)),
  };
}

/** What is used of PGlite's package. */
interface Lite {
  readonly PGlite: {
    create(): Promise<{
      query(sql: string, params?: unknown[], options?: { blob?: Blob }): Promise<{ rows: Record<string, unknown>[] }>;
    }>;
  };
}

export async function pglite({ folder }: PeerRows): Promise<Peer> {
  const { PGlite } = (await importPeer('@electric-sql/pglite')) as Lite;
  const database = await PGlite.create();
  await database.query(table);
  const blob = new Blob([readFileSync(join(folder, 'demo.csv'))]);
  await database.query("COPY demo FROM '/dev/blob' WITH (FORMAT csv, HEADER)", [], { blob });
  const ask = async (sql: string): Promise<unknown> => Object.values((await database.query(sql)).rows[0] ?? {})[0];
  return {
    version: String(await ask('SHOW server_version')),
    count: async (predicate) => Number(await ask(`SELECT count(*) FROM demo WHERE ${predicateNamed(predicate).sql}`)),
  };
}

const clock = 'SELECT extract(epoch FROM clock_timestamp())::numeric * 1000000';

/** A server that the parent has started; its own clock is read, so that the connection does not count. */
export async function postgres({ folder, socket, rows }: PeerRows): Promise<Peer> {
  if (socket === undefined) throw new SqlError('08000', 'there is no server to ask');
  const session = await Connection.open(socket, 'postgres', 'postgres');
  const ask = async (sql: string): Promise<(string | null | undefined)[]> =>
    (await session.query(sql)).map((row) => row[0]);
  await ask(`SET max_parallel_workers_per_gather = 0; SET synchronize_seqscans = off; ${table}`);
  await ask(`COPY demo FROM '${join(folder, 'demo.csv')}' WITH (FORMAT csv, HEADER)`);
  await ask('VACUUM (FREEZE, ANALYZE) demo');
  const timed = async (sql: string): Promise<{ count: number; nanoseconds: number }> => {
    const [before, count, after] = await ask(`${clock}; ${sql}; ${clock}`);
    return { count: Number(count), nanoseconds: (Number(after) - Number(before)) * 1000 };
  };
  const question = (predicate: Parameters<Peer['count']>[0]): string =>
    `SELECT count(*) FROM demo WHERE ${predicateNamed(predicate).sql}`;
  return {
    version: String((await ask('SHOW server_version'))[0]),
    count: async (predicate) => (await timed(question(predicate))).count,
    async time(predicate, samples) {
      await timed(question(predicate));
      const found: number[] = [];
      for (let n = 0; n < samples; n++) found.push((await timed(question(predicate))).nanoseconds / rows);
      return found;
    },
  };
}
