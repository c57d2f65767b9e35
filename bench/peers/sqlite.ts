/** SQLite in memory, native and in WebAssembly. Dates are texts there, and LIKE knows capitals only when told to. */
import { predicateNamed } from '../predicates.js';
import type { PeerPredicate } from './predicates.js';
import { demoValues } from './demo-values.js';
import type { Peer, PeerRows } from './peer.js';
import { importPeer } from './packages.js';

const table =
  'CREATE TABLE demo (a integer NOT NULL, b integer, c text, d real NOT NULL, e integer NOT NULL, f text NOT NULL)';
const insert = 'INSERT INTO demo VALUES (?, ?, ?, ?, ?, ?)';
const question = (predicate: PeerPredicate): string =>
  `SELECT count(*) FROM demo WHERE ${predicateNamed(predicate).sql.replaceAll("DATE '", "'")}`;

type Value = number | string | null;

/** What is used of better-sqlite3. */
interface Better {
  readonly default: new (
    path: string,
  ) => {
    exec(sql: string): void;
    prepare(sql: string): { run(values: readonly Value[]): void; pluck(): { get(): unknown } };
  };
}

export async function betterSqlite(data: PeerRows): Promise<Peer> {
  const { default: Database } = (await importPeer('better-sqlite3')) as Better;
  const database = new Database(':memory:');
  database.exec(`PRAGMA case_sensitive_like = ON; ${table}; BEGIN`);
  const statement = database.prepare(insert);
  for (const row of demoValues(data)) statement.run(row);
  database.exec('COMMIT');
  return {
    version: String(database.prepare('SELECT sqlite_version()').pluck().get()),
    count: (predicate) => Number(database.prepare(question(predicate)).pluck().get()),
  };
}

/** What is used of sql.js. */
interface SqlJs {
  readonly default: () => Promise<{
    readonly Database: new () => {
      run(sql: string): void;
      exec(sql: string): { values: unknown[][] }[];
      prepare(sql: string): { run(values: readonly Value[]): void; free(): void };
    };
  }>;
}

export async function sqlJs(data: PeerRows): Promise<Peer> {
  const { Database } = await ((await importPeer('sql.js')) as SqlJs).default();
  const database = new Database();
  database.run(`PRAGMA case_sensitive_like = ON; ${table}; BEGIN`);
  const statement = database.prepare(insert);
  for (const row of demoValues(data)) statement.run(row);
  statement.free();
  database.run('COMMIT');
  const ask = (sql: string): unknown => database.exec(sql)[0]?.values[0]?.[0];
  return {
    version: String(ask('SELECT sqlite_version()')),
    count: (predicate) => Number(ask(question(predicate))),
  };
}
