/** The same scan by a PostgreSQL server, timed by its own clock: neither the connection nor the parser's start counts. */
import { SqlError } from '../../src/error.js';
import { Connection } from '../postgres/connection.js';
import type { HeapJob } from './job.js';

export interface ServerScan {
  /** How many rows the server selects. */
  readonly selected: number;
  /** Nanoseconds a row, once. */
  sample(): Promise<number>;
}

const clock = 'SELECT extract(epoch FROM clock_timestamp())::numeric * 1000000';

/** The table must be in the server under its name, in its shared buffers. */
export async function prepareServerScan(job: HeapJob): Promise<ServerScan> {
  if (job.socket === undefined) throw new SqlError('08000', 'there is no server to ask');
  const session = await Connection.open(job.socket, 'postgres', 'postgres');
  const jit = job.contestant === 'postgresql-jit';
  // One process, and the compiler always or never: otherwise the planner decides by what it thinks the query costs.
  await session.query(`
    SET max_parallel_workers_per_gather = 0; SET synchronize_seqscans = off;
    SET jit = ${jit ? 'on' : 'off'}; SET jit_above_cost = 0; SET jit_inline_above_cost = 0; SET jit_optimize_above_cost = 0`);
  const what =
    job.output === 'rows'
      ? `SELECT count(x) FROM (SELECT * FROM ${job.table} WHERE ${job.predicate} OFFSET 0) x`
      : `SELECT count(*) FROM ${job.table} WHERE ${job.predicate}`;
  const run = async (): Promise<{ selected: number; microseconds: number }> => {
    const [before, counted, after] = await session.query(`${clock}; ${what}; ${clock}`);
    return { selected: Number(counted?.[0]), microseconds: Number(after?.[0]) - Number(before?.[0]) };
  };
  const { selected } = await run();
  return {
    selected,
    sample: async () => {
      // As for the others, the first pass after a pause does not count.
      await run();
      return ((await run()).microseconds * 1000) / job.rows;
    },
  };
}
