/**
 * How many changes a second subscriptions stand: a PostgreSQL of our own whose table changes at a given rate, its logical replication, and shards that say for each change which
 * subscriptions it concerns. Prints every ten seconds what was done, how late answers were after their commit, and the memory.
 *
 *   npx tsx scripts/changes-load.ts --subscriptions 100000 --rate 5000 --seconds 200 --shards 1
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { fanoutPredicates } from '../bench/fanout/conditions.js';
import { parametersOf, parametrized } from '../bench/fanout/languages.js';
import { startServer } from '../bench/postgres/server.js';
import { quantile } from '../bench/statistics.js';
import { Replication } from '../examples/changes/replication.js';
import { LocalShard, type Matches, type RowChange, type Shard } from '../examples/changes/shard.js';
import { columnsOf, setUp } from '../examples/changes/watched-table.js';
import { WorkerShard } from '../examples/changes/worker-shard.js';

const { values } = parseArgs({
  options: {
    subscriptions: { type: 'string', default: '100000' },
    rate: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '60' },
    shards: { type: 'string', default: '1' },
  },
});
const [subscriptions, rate, seconds, shardCount] = [
  values.subscriptions,
  values.rate,
  values.seconds,
  values.shards,
].map(Number) as [number, number, number, number];

const watched = { table: 'events', publication: 'load', slot: 'load' } as const;
/** Transactions a second; each has inserts, updates and deletes in equal parts. */
const transactionsPerSecond = 100;
/** How many rows the table keeps. */
const tableRows = 30_000;

const server = await startServer({ settings: { wal_level: 'logical', max_wal_senders: 4, max_replication_slots: 4 } });
const client = { host: server.socket.slice(0, server.socket.lastIndexOf('/')), user: 'postgres', database: 'postgres' };

/** Random columns of a row. */
const columns = `(random() * 1000)::int, (random() * 10000)::int + 0.25::float8, (random() * 100)::int, 'n' || (random() * 100000)::int,
  (ARRAY['Oslo', 'Rome', 'Bern', 'Paris', 'Lima', 'Cairo', 'Quito', 'Delhi'])[1 + (random() * 7)::int]`;
await server.query('CREATE TABLE events (id int8 PRIMARY KEY, org int4, total float8, qty int4, name text, city text)');
await server.query('ALTER TABLE events REPLICA IDENTITY FULL');
await server.query(`INSERT INTO events SELECT i, ${columns} FROM generate_series(1, ${tableRows}) i`);
await setUp(client, watched);

const shards: Shard[] = await Promise.all(
  Array.from({ length: shardCount }, () =>
    shardCount === 1 ? new LocalShard() : WorkerShard.start((error) => console.error(error)),
  ),
);
const schema = await columnsOf(client, watched.table);
for (const shard of shards) await shard.describe(schema);
for (const [key, conjunction] of fanoutPredicates('ten shapes', subscriptions, 1).entries()) {
  const condition = { where: parametrized(conjunction), params: parametersOf(conjunction) };
  const error = await shards[key % shards.length]?.add(key, condition);
  if (error !== undefined) throw new Error(error.message);
}

/** Commits transactions at the rate, in a thread of its own, so that answering does not slow it down. */
const writer = new Worker(new URL('./changes-writer.mjs', import.meta.url), {
  workerData: { client, columns, tableRows, transactionsPerSecond, each: Math.round(rate / transactionsPerSecond / 3) },
});

const replication = await Replication.start(client, { ...watched, binary: false });
const lags: number[] = [];
let changes = 0;
let told = 0;
const counted = (answers: readonly Matches[]): number =>
  answers.reduce((sum, { entered, left, updated }) => sum + entered.length + left.length + updated.length, 0);

/** Reads the stream; transactions of one batch of the socket are matched one after the other. */
async function read(): Promise<void> {
  for await (const event of replication) {
    if (event.kind !== 'transaction') continue;
    const rows: RowChange[] = event.changes.flatMap((change) =>
      change.kind === 'insert' || change.kind === 'update' || change.kind === 'delete'
        ? [{ old: change.old, new: change.new }]
        : [],
    );
    const answers = await Promise.all(shards.map((shard) => shard.match(rows)));
    lags.push(Date.now() - event.commitTime.getTime());
    changes += rows.length;
    told += answers.reduce((sum, each) => sum + counted(each), 0);
    replication.confirm(event.end);
  }
}

const reading = read();
console.log(`${subscriptions} subscriptions of ten shapes, ${shardCount} shard(s), ${rate} changes a second wanted`);
for (let from = performance.now(), end = from + seconds * 1000; from < end; from = performance.now()) {
  const [before, toldBefore] = [changes, told];
  lags.length = 0;
  await sleep(Math.min(10_000, end - from));
  const passed = (performance.now() - from) / 1000;
  const { rss } = process.memoryUsage();
  const sorted = lags.toSorted((a, b) => a - b);
  const [half, most] = sorted.length === 0 ? [0, 0] : [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  console.log(
    `${changes} changes: ${((changes - before) / passed).toFixed(0)} a second, ${((told - toldBefore) / Math.max(1, changes - before)).toFixed(0)} told each; ` +
      `lag ${half.toFixed(0)} ms, 99 % ${most.toFixed(0)} ms; ${(rss / 1e6).toFixed(0)} MB`,
  );
}
await writer.terminate();
await replication.close();
await reading.catch(() => undefined);
await Promise.all(shards.map((shard) => shard.close()));
await server.stop();
