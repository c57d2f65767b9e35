/** Subscriptions over NATS: a publisher that starts again, evaluators that are killed; in the end each subscription has the rows that PostgreSQL selects, and no change came twice. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matchesStream, open, shardOf, type MatchesMessage } from '../../examples/changes/nats/names.js';
import { publish } from '../../examples/changes/nats/publisher.js';
import type { Replication } from '../../examples/changes/replication.js';
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
/** The conditions that are true for the row that is inserted last. */
const ofLast: ReadonlySet<number> = new Set([0, 5, 6]);
const keyOf = (i: number): string => `client-${i}`;
type Row = Readonly<Record<string, string | null>>;

describe.skipIf(!serverInstalled || !natsInstalled)('subscriptions over NATS', () => {
  let logical: LogicalServer;
  let nats: ChildProcess;
  let connection: NatsConnection;
  let address = '';
  const folder = mkdtempSync(join(tmpdir(), 'quern-nats-'));
  const members: ChildProcess[] = [];

  beforeAll(async () => {
    nats = spawn('nats-server', ['-js', '-sd', folder, '-a', '127.0.0.1', '-p', '-1', '--ports_file_dir', folder], {
      stdio: 'ignore',
    });
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
    const file = fileURLToPath(new URL('../../examples/changes/nats/evaluator.ts', import.meta.url));
    const args = ['--import', 'tsx', file, '--shard', String(shard), '--shards', String(shards), '--nats', address];
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

  test('each has what PostgreSQL selects, whoever was killed', async () => {
    const { subscriptions } = await open(connection);
    for (const [i, where] of conditions.entries())
      await subscriptions.put(keyOf(i), JSON.stringify({ where, params: [] }));
    await subscriptions.put('wrong', JSON.stringify({ where: 'colour = 1', params: [] }));
    const keys = conditions.map((_, i) => keyOf(i));
    expect(new Set(keys.map((key) => shardOf(key, shards))).size).toBe(shards);

    const stop = await startPublisher();
    for (let shard = 0; shard < shards; shard++) startMember(shard);
    await write(1, 60);
    // A second member of each group, and the first one is gone in the middle of its work.
    for (let shard = 0; shard < shards; shard++) startMember(shard);
    const writing = write(60, 120);
    await until(async () => (await matches()).length > 20);
    for (const member of members.slice(0, shards)) member.kill('SIGKILL');
    await writing;
    await stop();
    await write(120, 150);
    const stopAgain = await startPublisher();
    await write(150, 160);
    await logical.server.query("INSERT INTO orders VALUES (100000, 'the last', 7, 'n1')");

    const ended = (): boolean =>
      keys.every(
        (key, i) =>
          !ofLast.has(i) ||
          latest.some(({ subject, json }) => subject === `matches.${key}` && json.includes('the last')),
      );
    let latest = await matches();
    await until(async () => {
      latest = await matches();
      return ended();
    });
    const wrong: string[] = [];
    for (const [i, where] of conditions.entries()) {
      const rows = new Map<string, Row>();
      for (const { subject, json } of latest)
        if (subject === `matches.${keyOf(i)}`) apply(rows, JSON.parse(json) as MatchesMessage, wrong);
      const theirs = await logical.server.query(`SELECT id, city, total, note FROM orders WHERE ${where} ORDER BY id`);
      const mine = [...rows.values()].map(({ id, city, total, note }) => [id, city, total, note]);
      expect(mine.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual(theirs.map((row) => [...row]));
    }
    expect(wrong).toEqual([]);
    expect(latest.filter(({ subject }) => subject === 'matches.wrong').map(({ json }) => json)).toEqual([
      expect.stringContaining('42703'),
    ]);
    await stopAgain();
  }, 120_000);

  /** All that the stream of matches has. */
  async function matches(): Promise<{ subject: string; json: string }[]> {
    const { streams } = await open(connection);
    const found: { subject: string; json: string }[] = [];
    const reader = await streams.consumers.get(matchesStream);
    const { num_pending: pending } = await reader.info();
    if (pending === 0) return found;
    for await (const message of await reader.fetch({ max_messages: pending, expires: 2000 }))
      found.push({ subject: message.subject, json: message.string() });
    return found;
  }
});

/** Applies changes to the rows of a subscription, and notes what cannot be if each change comes once, in order. */
function apply(rows: Map<string, Row>, { changes }: MatchesMessage, wrong: string[]): void {
  for (const { kind, old, new: changed } of changes) {
    if (kind !== 'entered' && !rows.delete(String(old?.['id']))) wrong.push(`not there: ${JSON.stringify(old)}`);
    if (kind === 'left' || changed === null) continue;
    const id = String(changed['id']);
    if (rows.has(id)) wrong.push(`there already: ${JSON.stringify(changed)}`);
    rows.set(id, changed);
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
