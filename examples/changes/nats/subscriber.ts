/**
 * A client of one subscription: its first rows, and then every change of them. A front end has one for each of its clients.
 *
 *   npx tsx examples/changes/nats/subscriber.ts --key mine --where 'total > 100' --nats localhost:4222
 */
import { parseArgs } from 'node:util';
import { DeliverPolicy, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { SqlError } from 'quern';
import { firstSnapshot, hasSeen, type Place } from '../place.js';
import type { Condition } from '../shard.js';
import {
  matchesStream,
  open,
  subscriptionSubjects,
  type FirstMessage,
  type JsonRow,
  type Matched,
  type MatchesMessage,
} from './names.js';

/** The rows, or what a part of a transaction did to them. */
export type SubscriptionEvent =
  | { readonly kind: 'first'; readonly rows: readonly JsonRow[] }
  | { readonly kind: 'changes'; readonly changes: readonly Matched[] };

/** Subscribes; the subscription ends with the loop. Raises why it has failed. */
export async function* subscribe(
  connection: NatsConnection,
  key: string,
  condition: Condition,
): AsyncGenerator<SubscriptionEvent, void, undefined> {
  const { streams, subscriptions } = await open(connection);
  const { state } = await (await jetstreamManager(connection)).streams.info(matchesStream);
  const revision = await subscriptions.put(key, JSON.stringify(condition));
  try {
    const reader = await streams.consumers.get(matchesStream, {
      filter_subjects: subscriptionSubjects(key),
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: state.last_seq + 1,
    });
    let rows: JsonRow[] = [];
    /** Undefined until all first rows are there. */
    let place: Place | undefined;
    let early: MatchesMessage[] = [];
    for await (const stored of await reader.consume()) {
      const message = stored.json<FirstMessage | MatchesMessage>();
      // Of another one that had the key.
      if (message.revision !== revision) continue;
      if (message.kind === 'failed') throw new SqlError(message.code, message.message);
      if (message.kind === 'changes') {
        if (place === undefined) early.push(message);
        else if (isNew(place, message)) yield { kind: 'changes', changes: message.changes };
        continue;
      }
      if (place !== undefined) continue;
      // A publisher that was ended in between begins again.
      rows = message.part === 0 ? [...message.rows] : [...rows, ...message.rows];
      if (!message.isLast) continue;
      place = { end: 0n, first: firstSnapshot(message.snapshot, message.until) };
      yield { kind: 'first', rows };
      for (const one of early)
        if (one.kind === 'changes' && isNew(place, one)) yield { kind: 'changes', changes: one.changes };
      early = [];
      rows = [];
    }
  } finally {
    if (!connection.isClosed()) await subscriptions.delete(key);
  }
}

const isNew = (place: Place, { xid, end }: { readonly xid: number; readonly end: string }): boolean =>
  !hasSeen(place, { xid, end: BigInt(end) });

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      key: { type: 'string', default: String(process.pid) },
      where: { type: 'string', default: 'true' },
      nats: { type: 'string', default: 'localhost:4222' },
    },
  });
  const connection = await connect({ servers: values.nats });
  for await (const event of subscribe(connection, values.key, { where: values.where, params: [] }))
    console.log(JSON.stringify(event));
}
