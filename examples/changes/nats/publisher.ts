/**
 * The one process at PostgreSQL: it reads the slot, writes each transaction to the stream CHANGES, and confirms to PostgreSQL what the stream has stored. It also scans the table for
 * the rows that subscriptions begin with.
 *
 *   npx tsx examples/changes/nats/publisher.ts --table orders --nats localhost:4222      (PGHOST, PGUSER, … say which PostgreSQL)
 */
import { parseArgs } from 'node:util';
import { DeliverPolicy, jetstreamManager, type JetStreamClient } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import { SqlError, type Schema } from 'quern';
import { relationSchema, type ChangeRow, type Transaction } from 'quern/changes';
import { TableScan } from '../first-rows.js';
import { Replication } from '../replication.js';
import { columnsOf, setUp, type WatchedTable } from '../watched-table.js';
import { BucketWatch } from './bucket-watch.js';
import { FirstWriter, mostCommitting } from './first-writer.js';
import { changesStream, changesSubject, open, type ChangesMessage, type JsonChange, type JsonRow } from './names.js';
import { inParts } from './parts.js';

/** Publishes until the replication ends. `ready` is called when it has begun. Raises what ended it. */
export async function publish(
  connection: NatsConnection,
  server: pg.ClientConfig,
  watched: WatchedTable,
  ready: (replication: Replication) => void = () => undefined,
): Promise<void> {
  const { streams, subscriptions } = await open(connection);
  const manager = await jetstreamManager(connection);
  await setUp(server, watched);
  let schema = await columnsOf(server, watched.table);
  const { state } = await manager.streams.info(changesStream);
  const latest = await messagesFrom(streams, state.last_seq - mostCommitting);
  const last = latest.at(-1);
  const replication = await Replication.start(server, {
    slot: watched.slot,
    publication: watched.publication,
    // A transaction of which the stream has a part only comes again.
    ...(last === undefined ? {} : { after: BigInt(last.end) - (last.isLast ? 0n : 1n) }),
  });
  const first = new FirstWriter(
    streams,
    manager,
    new TableScan(server, watched.table, () => schema),
    latest.map(({ xid, end }) => ({ xid, end: BigInt(end) })),
  );
  let failure: unknown;
  const bucket = await BucketWatch.start(subscriptions, async (key, json, revision) => {
    if (json === undefined) return;
    // Beside what comes from the slot.
    first.write(key, json, revision).catch((error: unknown) => {
      failure ??= error;
      void replication.close();
    });
  });
  ready(replication);
  for await (const event of replication) {
    if (event.kind !== 'transaction') continue;
    first.publishing(event);
    for (const message of messagesOf(event, schema)) {
      schema = message.schema;
      const isThere = message.end === last?.end && message.part <= last.part;
      const { revision } = bucket;
      if (!isThere) await streams.publish(changesSubject, JSON.stringify({ ...message, revision }));
    }
    replication.confirm(event.end);
  }
  if (failure !== undefined) throw failure;
}

/** What the stream of changes has from a place on, without the rows. */
async function messagesFrom(
  streams: JetStreamClient,
  sequence: number,
): Promise<Pick<ChangesMessage, 'xid' | 'end' | 'part' | 'isLast'>[]> {
  const reader = await streams.consumers.get(changesStream, {
    deliver_policy: DeliverPolicy.StartSequence,
    opt_start_seq: Math.max(1, sequence),
  });
  const found = [];
  const { num_pending: pending } = await reader.info();
  if (pending === 0) return [];
  for await (const message of await reader.fetch({ max_messages: pending })) {
    const { xid, end, part, isLast } = message.json<ChangesMessage>();
    found.push({ xid, end, part, isLast });
  }
  if (found.length !== pending) throw new SqlError('08006', 'the stream of changes cannot be read');
  return found;
}

/** A transaction in messages that are not too large. */
function messagesOf({ xid, end, changes }: Transaction, before: Schema): Omit<ChangesMessage, 'revision'>[] {
  const rows: { readonly schema: Schema; readonly change: JsonChange }[] = [];
  let schema = before;
  for (const change of changes) {
    if (change.kind === 'schema') schema = relationSchema(change.relation);
    else if (change.kind === 'truncate') rows.push({ schema, change: null });
    else if (change.kind !== 'message')
      rows.push({ schema, change: { old: jsonRow(change.old), new: jsonRow(change.new) } });
  }
  const parts = inParts(
    rows,
    ({ change }) => JSON.stringify(change),
    (first, second) => first.schema === second.schema,
  );
  return parts.map((part, i) => ({
    xid,
    end: String(end),
    part: i,
    isLast: i === parts.length - 1,
    schema: part[0]?.schema ?? schema,
    changes: part.map(({ change }) => change),
  }));
}

function jsonRow(row: ChangeRow | null): JsonRow | null {
  if (row === null) return null;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value === null || typeof value === 'string') return [name, value];
      // With REPLICA IDENTITY FULL and a text stream there is nothing else.
      throw new SqlError('55000', `the stream lacks column ${name}`, { hint: 'Set REPLICA IDENTITY FULL.' });
    }),
  );
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      table: { type: 'string' },
      nats: { type: 'string', default: 'localhost:4222' },
      publication: { type: 'string', default: 'quern' },
      slot: { type: 'string', default: 'quern' },
    },
  });
  if (values.table === undefined) throw new SqlError('22023', 'no table', { hint: 'Give --table NAME.' });
  await publish(await connect({ servers: values.nats }), {}, { ...values, table: values.table });
}
