/**
 * The one process that reads the slot: it writes each transaction to the stream CHANGES, and confirms to PostgreSQL what the stream has stored.
 *
 *   npx tsx examples/changes/nats/publisher.ts --table orders --nats localhost:4222      (PGHOST, PGUSER, … say which PostgreSQL)
 */
import { parseArgs } from 'node:util';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type pg from 'pg';
import { SqlError, type Schema } from 'quern';
import { relationSchema, type ChangeRow, type Transaction } from 'quern/changes';
import { Replication } from '../replication.js';
import { columnsOf, setUp, type WatchedTable } from '../watched-table.js';
import { changesStream, changesSubject, open, type ChangesMessage } from './names.js';

/** NATS takes messages of up to 1 MiB unless it is told otherwise. */
const mostBytes = 900_000;

/** Publishes until the replication ends. `ready` is called when it has begun. Raises what ended it. */
export async function publish(
  connection: NatsConnection,
  server: pg.ClientConfig,
  watched: WatchedTable,
  ready: (replication: Replication) => void = () => undefined,
): Promise<void> {
  const { streams } = await open(connection);
  await setUp(server, watched);
  let schema = await columnsOf(server, watched.table);
  const last = await lastMessage(connection);
  const replication = await Replication.start(server, {
    slot: watched.slot,
    publication: watched.publication,
    // A transaction of which the stream has a part only comes again.
    ...(last === undefined ? {} : { after: BigInt(last.end) - (last.isLast ? 0n : 1n) }),
  });
  ready(replication);
  for await (const event of replication) {
    if (event.kind !== 'transaction') continue;
    for (const message of messagesOf(event, schema)) {
      schema = message.schema;
      const isThere = message.end === last?.end && message.part <= last.part;
      if (!isThere) await streams.publish(changesSubject, JSON.stringify(message));
    }
    replication.confirm(event.end);
  }
}

/** What the stream has last. */
async function lastMessage(connection: NatsConnection): Promise<ChangesMessage | undefined> {
  const manager = await jetstreamManager(connection);
  const last = await manager.streams.getMessage(changesStream, { last_by_subj: changesSubject });
  return last?.json<ChangesMessage>();
}

/** A transaction in messages that are not too large. */
function messagesOf({ end, changes }: Transaction, before: Schema): ChangesMessage[] {
  const parts: { schema: Schema; changes: ChangesMessage['changes'][number][]; bytes: number }[] = [];
  let schema = before;
  for (const change of changes) {
    if (change.kind === 'schema') schema = relationSchema(change.relation);
    if (change.kind !== 'insert' && change.kind !== 'update' && change.kind !== 'delete') continue;
    const row = { old: jsonRow(change.old), new: jsonRow(change.new) };
    const bytes = Buffer.byteLength(JSON.stringify(row)) + 1;
    if (bytes > mostBytes)
      throw new SqlError('54000', `a change of ${bytes} bytes does not fit into a message`, {
        hint: `The most is ${mostBytes} bytes; leave large columns out of the publication.`,
      });
    let part = parts.at(-1);
    if (part === undefined || part.schema !== schema || part.bytes + bytes > mostBytes) {
      part = { schema, changes: [], bytes: 0 };
      parts.push(part);
    }
    part.changes.push(row);
    part.bytes += bytes;
  }
  return parts.map((part, i) => ({
    end: String(end),
    part: i,
    isLast: i === parts.length - 1,
    schema: part.schema,
    changes: part.changes,
  }));
}

function jsonRow(row: ChangeRow | null): ChangesMessage['changes'][number]['old'] {
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
