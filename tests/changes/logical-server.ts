/** A server of our own that decodes its log, and where node-postgres finds it. */
import type pg from 'pg';
import { startServer, type Server } from '../../bench/postgres/server.js';

/** Transactions of more than 64 kB are streamed, if that is asked for: the smallest setting that PostgreSQL takes. */
const settings = {
  wal_level: 'logical',
  max_wal_senders: 10,
  max_replication_slots: 20,
  logical_decoding_work_mem: '64kB',
  max_prepared_transactions: 4,
};

export interface LogicalServer {
  readonly server: Server;
  readonly client: pg.ClientConfig;
}

export async function startLogicalServer(): Promise<LogicalServer> {
  const server = await startServer({ settings });
  const host = server.socket.slice(0, server.socket.lastIndexOf('/'));
  return { server, client: { host, user: 'postgres', database: 'postgres' } };
}
