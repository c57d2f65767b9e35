/**
 * Subscriptions over NATS that come before, while and after rows are written: a publisher that starts again, evaluators that are killed; in the end each has the rows that
 * PostgreSQL selects, and no change came twice.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shardOf, type Matched } from '../../examples/changes/nats/names.js';
import { publish } from '../../examples/changes/nats/publisher.js';
import { subscribe } from '../../examples/changes/nats/subscriber.js';
import type { Replication } from '../../examples/changes/replication.js';
import { builtExample } from '../built-package.js';
import { Dice } from '../heap/dice.js';
import { serverInstalled } from '../heap/installed.js';
import { startLogicalServer, type LogicalServer } from './logical-server.js';

const natsInstalled = spawnSync('nats-server', ['--version']).status === 0;
if (!natsInstalled) console.warn('No nats-server is installed: subscriptions over NATS are not tested.');

const shards = 2;
const watched = { table: 'orders', publication: 'nats', slot: 'nats' } as const;
const conditions = [
  'true',
  'total > 50',
  "city = 'Oslo'",
  "city IN ('Rome', 'Bern') AND total < 30",
  'note IS NULL',
  "note LIKE 'n1%' OR total = 7",
  'NOT (total BETWEEN 10 AND 90)',
  'id % 3 = 0',
];
const keyOf = (i: number): string => `client-${i}`;
type Row = Readonly<Record<string, string | null>>;

describe.skipIf(!serverInstalled || !natsInstalled)('subscriptions over NATS', () => {
  let logical: LogicalServer;
  let nats: ChildProcess;
  let connection: NatsConnection;
  let address = '';
  let evaluator = '';
  const folder = mkdtempSync(join(tmpdir(), 'quern-nats-'));
  const members: ChildProcess[] = [];

  beforeAll(async () => {
    nats = spawn('nats-server', ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', '-1', '--ports_file_dir', folder], {
      stdio: 'ignore',
    });
    evaluator = await builtExample('changes/nats/evaluator');
    [logical, address] = await Promise.all([startLogicalServer(), addressIn(folder)]);
    connection = await connect({ servers: address });
    const { server } = logical;
    await server.query('CREATE TABLE orders (id int8 PRIMARY KEY, city text, total int4, note text)');
    await server.query('ALTER TABLE orders REPLICA IDENTITY FULL');
  });
  afterAll(async () => {
    for (const member of members) member.kill('SIGKILL');
    await connection?.close();
    nats?.kill();
    await logical?.server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function startMember(shard: number): void {
    const args = [evaluator, '--shard', String(shard), '--shards', String(shards), '--nats', address];
    members.push(spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }));
  }

  /** A publisher, and what ends it. */
  async function startPublisher(): Promise<() => Promise<void>> {
    let replication: Replication | undefined;
    const begun = new Promise<void>((resolve, reject) => {
      running = publish(connection, logical.client, watched, (started) => {
        replication = started;
        resolve();
      });
      running.catch(reject);
    });
    await begun;
    return async () => {
      await replication?.close();
      await running?.catch(() => undefined);
    };
  }
  let running: Promise<void> | undefined;

  async function write(from: number, to: number): Promise<void> {
    const dice = new Dice(from);
    const city = (): string => dice.pick(["'Oslo'", "'Rome'", "'Bern'", 'NULL']);
    const note = (): string => dice.pick(["'n1'", "'n12'", "'x'", 'NULL']);
    for (let id = from; id < to; id++) {
      const other = dice.below(id) + 1;
      await logical.server.query(`BEGIN;
        INSERT INTO orders VALUES (${id}, ${city()}, ${dice.below(100)}, ${note()});
        UPDATE orders SET total = ${dice.below(100)}, city = ${city()} WHERE id = ${other};
        DELETE FROM orders WHERE id = ${dice.below(id * 4) + 1};
        COMMIT`);
    }
  }

  test('each has its first rows and every change after, whoever was killed', async () => {
    expect(new Set(conditions.map((_, i) => shardOf(keyOf(i), shards))).size).toBe(shards);
    const clients: Client[] = [];
    const subscribed = (count: number): void => {
      for (let i = 0; i < count; i++) {
        const at = clients.length;
        clients.push(new Client(connection, keyOf(at), conditions[at % conditions.length] ?? ''));
      }
    };
    subscribed(2);
    const wrong = new Client(connection, 'wrong', 'colour = 1');
    const noText = new Client(connection, 'no-text', 5 as unknown as string);
    await write(1, 20);
    const stop = await startPublisher();
    for (let shard = 0; shard < shards; shard++) startMember(shard);
    const raises = new Client(connection, 'raises', '1 / (id - 7) < 2 OR id <> 7');
    const writingFirst = write(20, 60);
    subscribed(4);
    await writingFirst;
    await until(async () => clients.every(({ first }) => first !== undefined));
    // A second member of each group, and the first one is gone in the middle of its work.
    for (let shard = 0; shard < shards; shard++) startMember(shard);
    const writing = write(60, 120);
    subscribed(4);
    await until(async () => clients.some(({ changes }) => changes > 10));
    for (const member of members.slice(0, shards)) member.kill('SIGKILL');
    await writing;
    await stop();
    await write(120, 150);
    subscribed(3);
    const stopAgain = await startPublisher();
    subscribed(3);
    await write(150, 160);
    const selected = async (): Promise<unknown[]> => {
      const rows = conditions.map((where) =>
        logical.server.query(`SELECT id, city, total, note FROM orders WHERE ${where} ORDER BY id`),
      );
      return (await Promise.all(rows)).map((lists) => lists.map((row) => [...row]));
    };
    const haveAll = async (): Promise<void> => {
      const theirs = await selected();
      const mine = (): unknown[] => clients.map((client) => client.sorted);
      const all = clients.map((_, i) => theirs[i % conditions.length]);
      await until(async () => isDeepStrictEqual(mine(), all));
      expect(mine()).toEqual(all);
    };
    await haveAll();
    expect(clients.filter(({ first = 0 }) => first > 0).length).toBeGreaterThan(8);
    await logical.server.query('TRUNCATE orders');
    await write(200, 210);
    await haveAll();
    expect(clients.flatMap((client) => client.wrong)).toEqual([]);
    expect(await wrong.ended).toBe('SqlError: column "colour" does not exist');
    expect(await noText.ended).toBe('SqlError: the subscription is no condition');
    expect(await raises.ended).toBe('SqlError: division by zero');
    await stopAgain();
  }, 120_000);
});

/** A client that keeps the rows of its subscription. */
class Client {
  readonly #rows = new Map<string, Row>();
  /** How many rows it began with, when it has. */
  first: number | undefined;
  changes = 0;
  /** What cannot be if each change comes once, in order. */
  readonly wrong: string[] = [];
  /** What it ended by. */
  readonly ended: Promise<string>;

  constructor(connection: NatsConnection, key: string, where: string) {
    this.ended = this.#run(connection, key, where).then(() => 'the end', String);
  }

  /** The rows by their id. */
  get sorted(): unknown[] {
    const rows = [...this.#rows.values()].map(({ id, city, total, note }) => [id, city, total, note]);
    return rows.sort((a, b) => Number(a[0]) - Number(b[0]));
  }

  async #run(connection: NatsConnection, key: string, where: string): Promise<void> {
    for await (const event of subscribe(connection, key, { where, params: [] })) {
      if (event.kind === 'first') {
        this.first = event.rows.length;
        for (const row of event.rows) this.#rows.set(String(row['id']), row);
      } else for (const change of event.changes) this.#apply(change);
    }
  }

  #apply(matched: Matched): void {
    this.changes++;
    if (matched.kind === 'truncated') {
      this.#rows.clear();
      return;
    }
    const { kind, old, new: changed } = matched;
    if (kind !== 'entered' && !this.#rows.delete(String(old?.['id'])))
      this.wrong.push(`not there: ${JSON.stringify(old)}`);
    if (kind === 'left' || changed === null) return;
    const id = String(changed['id']);
    if (this.#rows.has(id)) this.wrong.push(`there already: ${JSON.stringify(changed)}`);
    this.#rows.set(id, changed);
  }
}

/** Waits for what other processes do, for a minute at most. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 240 && !(await holds()); tries++) await sleep(250);
}

/** Where the server listens, from the file that it writes. */
async function addressIn(folder: string): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const file = readdirSync(folder).find((name) => name.endsWith('.ports'));
    if (file !== undefined) {
      const { nats } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { nats: string[] };
      if (nats[0] !== undefined) return nats[0];
    }
    await sleep(50);
  }
  throw new Error('the NATS server did not say where it listens');
}
