/** The rows that a subscription begins with. One scan of the table serves all that wait for it; no client's text gets to PostgreSQL. */
import type pg from 'pg';
import { SqlError, type Schema, type SqlErrorJson } from 'quern';
import type { ChangeRow } from 'quern/changes';
import { firstSnapshot, type FirstSnapshot } from './place.js';
import { errorOf, type Condition } from './shard.js';
import { subscriptionsOver } from './subscriptions.js';
import { withClient } from './watched-table.js';

export interface FirstRows {
  /** As JSON. */
  readonly rows: readonly string[];
  readonly snapshot: FirstSnapshot;
  readonly error: SqlErrorJson | undefined;
}

interface Waiting {
  readonly condition: Condition;
  readonly resolve: (rows: FirstRows) => void;
  readonly reject: (error: unknown) => void;
}

const rowsAtOnce = 1000;

export class TableScan {
  readonly #server: pg.ClientConfig;
  readonly #table: string;
  readonly #schema: () => Schema;
  #waiting: Waiting[] = [];
  #running = false;

  /** @param schema gives the columns of the moment. */
  constructor(server: pg.ClientConfig, table: string, schema: () => Schema) {
    this.#server = server;
    this.#table = table;
    this.#schema = schema;
  }

  /** The rows for which a condition is true, of a snapshot that is taken after the call. */
  rows(condition: Condition): Promise<FirstRows> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ condition, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) {
      const served = this.#waiting;
      this.#waiting = [];
      try {
        await withClient(this.#server, (client) => this.#scan(client, served));
      } catch (error) {
        for (const { reject } of served) reject(error);
      }
    }
    this.#running = false;
  }

  async #scan(client: pg.Client, served: readonly Waiting[]): Promise<void> {
    const set = await subscriptionsOver<number>(this.#schema());
    const found: { rows: string[]; error: SqlErrorJson | undefined }[] = [];
    for (const [i, { condition }] of served.entries())
      found.push({ rows: [], error: await errorOf(set.add(i, condition.where, condition.params)) });
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows } = await client.query<{ snapshot: string; lsn: string }>(
      'SELECT pg_current_snapshot()::text AS snapshot, pg_current_wal_insert_lsn()::text AS lsn',
    );
    const snapshot = firstSnapshot(rows[0]?.snapshot ?? '', rows[0]?.lsn ?? '');
    if (snapshot === undefined) throw new SqlError('XX000', 'the server gives no snapshot');
    await client.query(`DECLARE scan NO SCROLL CURSOR FOR SELECT * FROM ${this.#table}`);
    for (;;) {
      const { rows: part } = await client.query<ChangeRow>(`FETCH ${rowsAtOnce} FROM scan`);
      if (part.length === 0) break;
      for (const row of part) {
        const { entered, errors } = set.matchChange(null, row);
        const json = entered.length > 0 ? JSON.stringify(row) : '';
        for (const key of entered) found[key]?.rows.push(json);
        for (const { key, error } of errors) if (found[key] !== undefined) found[key].error ??= error.toJSON();
      }
    }
    set.free();
    for (const [i, { resolve }] of served.entries())
      resolve({ rows: found[i]?.rows ?? [], snapshot, error: found[i]?.error });
  }
}
