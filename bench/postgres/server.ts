/** A PostgreSQL server of our own, in a temporary folder, reached over a Unix socket only, gone when we are. */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqlError } from '../../src/error.js';
import { Connection, type TextRow } from './connection.js';
import { findPostgres, serverAccount, type Account } from './installation.js';
import { Supervisor } from './supervisor.js';

export type { Connection, TextRow } from './connection.js';
export { findPostgres } from './installation.js';

/** How a server is made. */
export interface ServerOptions {
  /** Page checksums (`initdb --data-checksums`); off unless asked for. */
  readonly checksums?: boolean;
  /** Settings as in postgresql.conf, such as `shared_buffers: '2GB'`; they win over the ones set here for speed. */
  readonly settings?: Readonly<Record<string, string | number>>;
  /** Where the server's programs are; found unless given. */
  readonly bin?: string;
}

/**
 * Nothing here need survive a crash, and nothing may change pages behind our back. Commits stay synchronous, because a hint bit is not set
 * before the commit is in the log (heapam_visibility.c, SetHintBits).
 */
const settings: Readonly<Record<string, string | number>> = {
  listen_addresses: '',
  port: 5432,
  fsync: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  checkpoint_timeout: '1d',
  max_wal_size: '16GB',
  shared_buffers: '128MB',
  max_connections: 20,
  log_min_messages: 'fatal',
  timezone: 'UTC',
  datestyle: 'ISO',
};

const user = 'postgres';
/** `sockaddr_un` has room for 107 bytes, and PostgreSQL's socket is called `.s.PGSQL.5432`. */
const longestFolder = 80;
/** In milliseconds. */
const patience = 60_000;

const quotedLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A running server. */
export class Server {
  /** The data directory, to which `pg_relation_filepath` is relative. */
  readonly data: string;
  /** The folder of the server's programs. */
  readonly bin: string;
  readonly #folder: string;
  readonly #supervisor: Supervisor;
  #session: Connection | undefined;

  private constructor(bin: string, folder: string, supervisor: Supervisor) {
    this.bin = bin;
    this.data = join(folder, 'data');
    this.#folder = folder;
    this.#supervisor = supervisor;
  }

  /** @internal Use startServer. */
  static async start(options: ServerOptions): Promise<Server> {
    const bin = options.bin ?? findPostgres();
    if (bin === undefined) {
      throw new SqlError('58P01', 'no PostgreSQL server is installed', {
        hint: 'On Debian: apt-get install postgresql. Elsewhere, QUERN_POSTGRES_BIN names the folder that holds initdb and postgres.',
      });
    }
    const account = serverAccount();
    const folder = temporaryFolder(account);
    const all = { ...settings, ...options.settings, unix_socket_directories: folder };
    const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const supervisor = new Supervisor(folder, [join(bin, 'postgres'), '-D', join(folder, 'data'), ...flags], account);
    const server = new Server(bin, folder, supervisor);
    try {
      server.#initialise(options.checksums ?? false, account);
      await server.#run();
      return server;
    } catch (error) {
      await supervisor.end();
      throw error;
    }
  }

  /** Runs statements in the session that all share; see Connection.query. */
  query(sql: string): Promise<readonly TextRow[]> {
    if (this.#session === undefined) return Promise.reject(new SqlError('57P01', 'the PostgreSQL server is stopped'));
    return this.#session.query(sql);
  }

  /** Where it listens. */
  get socket(): string {
    return join(this.#folder, '.s.PGSQL.5432');
  }

  /** A further session, with transactions of its own. */
  connect(): Promise<Connection> {
    return Connection.open(this.socket, user, 'postgres');
  }

  /** The file of a table, absolute: its first segment. The name is as SQL has it, quoted where need be. Changes when the table is rewritten. */
  async relationPath(table: string): Promise<string> {
    const [row] = await this.query(`SELECT pg_relation_filepath(${quotedLiteral(table)})`);
    return join(this.data, row?.[0] ?? '');
  }

  /** The file of a table's TOAST table, or undefined when it has none. */
  async toastPath(table: string): Promise<string | undefined> {
    const [row] = await this.query(
      `SELECT pg_relation_filepath(reltoastrelid) FROM pg_class WHERE oid = ${quotedLiteral(table)}::regclass AND reltoastrelid <> 0`,
    );
    return row === undefined ? undefined : join(this.data, row[0] ?? '');
  }

  /** Writes every changed page to its file. */
  async checkpoint(): Promise<void> {
    await this.query('CHECKPOINT');
  }

  /** Does something to the server's files while it is stopped: everything is written before, and nothing is cached after. */
  async whileStopped(action: () => void | Promise<void>): Promise<void> {
    await this.#session?.close();
    this.#session = undefined;
    await this.#supervisor.stop();
    await action();
    await this.#run();
  }

  /** Stops the server and removes its folder. May be called again. */
  async stop(): Promise<void> {
    await this.#session?.close();
    this.#session = undefined;
    await this.#supervisor.end();
  }

  #initialise(checksums: boolean, account: Account | undefined): void {
    const flags = [
      '--auth=trust',
      '--no-sync',
      '--no-instructions',
      '--encoding=UTF8',
      '--locale=C',
      `--username=${user}`,
    ];
    // From version 18 on, checksums are on unless they are refused, which earlier versions do not understand.
    const version = Number(/\d+/.exec(this.#program('initdb', ['--version'], account))?.[0]);
    if (checksums) flags.push('--data-checksums');
    else if (version >= 18) flags.push('--no-data-checksums');
    this.#program('initdb', [...flags, '-D', this.data], account);
  }

  #program(program: string, args: readonly string[], account: Account | undefined): string {
    const { status, stdout, stderr, error } = spawnSync(join(this.bin, program), args, {
      encoding: 'utf8',
      cwd: this.#folder,
      ...account,
    });
    if (status === 0) return stdout;
    throw new SqlError('58000', `${program} failed`, { detail: error?.message ?? stderr.trim() });
  }

  /** Starts the server and opens the shared session, trying until it answers. */
  async #run(): Promise<void> {
    await this.#supervisor.start();
    const until = Date.now() + patience;
    while (this.#session === undefined) {
      try {
        this.#session = await this.connect();
      } catch (error) {
        const starting = error instanceof SqlError && (error.code === '57P03' || error.code === '08006');
        if (!starting || Date.now() > until || !(await this.#supervisor.runs())) {
          throw new SqlError('58000', 'the PostgreSQL server does not start', {
            detail: `${String(error)}\n${this.#log()}`,
          });
        }
      }
    }
  }

  #log(): string {
    try {
      return readFileSync(join(this.#folder, 'log'), 'utf8').slice(-4000);
    } catch {
      return '';
    }
  }
}

/**
 * Makes a new cluster and starts a server on it: UTF8, locale C, time zone UTC, no autovacuum. It takes about two seconds. Stop it in
 * the end; it is stopped in any case when this process ends. Raises 58P01 when no server is installed, 58000 when it does not start.
 */
export const startServer = (options: ServerOptions = {}): Promise<Server> => Server.start(options);

function temporaryFolder(account: Account | undefined): string {
  const root = tmpdir().length < longestFolder - 'quern-postgres-XXXXXX'.length ? tmpdir() : '/tmp';
  const folder = mkdtempSync(join(root, 'quern-postgres-'));
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}
