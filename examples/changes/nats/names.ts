/** What publisher, evaluators and subscribers agree on: the streams, the bucket of subscriptions, and who evaluates which. */
import { createHash } from 'node:crypto';
import { AckPolicy, jetstream, jetstreamManager, type JetStreamClient } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { SqlError, type Schema } from 'quern';
import type { Condition, Kind } from '../shard.js';

/** In nanoseconds: a member that takes over writes again what the one before wrote last, and the stream drops what it has had within this time. */
const rememberedIds = 600_000_000_000;

/** Transactions in commit order, in parts. */
export const changesStream = 'CHANGES';
/** What they mean for each subscription, and its first rows. */
export const matchesStream = 'MATCHES';
export const changesSubject = 'changes.rows';
export const matchesSubject = (key: string): string => `matches.changes.${key}`;
export const firstSubject = (key: string): string => `matches.first.${key}`;
/** Both of a subscription. */
export const subscriptionSubjects = (key: string): string => `matches.*.${key}`;

/** A row as JSON has it: PostgreSQL's texts. */
export type JsonRow = Readonly<Record<string, string | null>>;
/** A changed row, or null for a TRUNCATE. */
export type JsonChange = { readonly old: JsonRow | null; readonly new: JsonRow | null } | null;
/** What one change means for a subscription. */
export type Matched =
  | { readonly kind: Kind; readonly old: JsonRow | null; readonly new: JsonRow | null }
  | { readonly kind: 'truncated' };

/** A part of a transaction. */
export interface ChangesMessage {
  readonly xid: number;
  readonly end: string;
  readonly part: number;
  readonly isLast: boolean;
  /** The subscriptions of the bucket up to this revision are matched with it. */
  readonly revision: number;
  readonly schema: Schema;
  readonly changes: readonly JsonChange[];
}

/** A part of the rows that a subscription begins with, or why it has none. */
export type FirstMessage = FailedMessage | FirstRowsMessage;

interface FirstRowsMessage {
  readonly kind: 'first';
  readonly revision: number;
  readonly part: number;
  readonly isLast: boolean;
  /** The rows are those that this snapshot sees; no transaction that ends after `until` is among those that it saw. */
  readonly snapshot: string;
  readonly until: string;
  readonly rows: readonly JsonRow[];
}

/** What a part of a transaction means for one subscription. */
interface MatchedMessage {
  readonly kind: 'changes';
  readonly revision: number;
  readonly xid: number;
  readonly end: string;
  readonly changes: readonly Matched[];
}

/** Why a subscription has ended. */
interface FailedMessage {
  readonly kind: 'failed';
  readonly revision: number;
  readonly code: string;
  readonly message: string;
}

/** What evaluators write for a subscription, of which the revision in the bucket says which one of its key. */
export type MatchesMessage = FailedMessage | MatchedMessage;

/** Makes what is missing, and gives the ways in. */
export async function open(connection: NatsConnection): Promise<{ streams: JetStreamClient; subscriptions: KV }> {
  const manager = await jetstreamManager(connection);
  await manager.streams.add({ name: changesStream, subjects: ['changes.>'] });
  await manager.streams.add({ name: matchesStream, subjects: ['matches.>'], duplicate_window: rememberedIds });
  return { streams: jetstream(connection), subscriptions: await new Kvm(connection).create('subscriptions') };
}

/**
 * The queue group of a shard: a durable consumer that several processes pull from. It gives one message at a time, so that they take over from each other and matches stay in
 * order; what makes evaluation faster is more shards.
 */
export async function queueGroup(connection: NatsConnection, shard: number, shards: number): Promise<string> {
  const name = `shard-${shard}-of-${shards}`;
  const manager = await jetstreamManager(connection);
  const second = 1_000_000_000;
  await manager.consumers.add(changesStream, {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    max_ack_pending: 1,
    ack_wait: 5 * second,
  });
  return name;
}

export const shardOf = (key: string, shards: number): number =>
  createHash('sha256').update(key).digest().readUInt32BE() % shards;

/** An entry of the bucket. Raises 22023 for one that is no condition. */
export function conditionOf(json: string): Condition {
  const { where, params } = parsed(json) ?? {};
  if (typeof where !== 'string' || !Array.isArray(params))
    throw new SqlError('22023', 'the subscription is no condition', {
      hint: 'Put { "where": "total > $1", "params": [100] }.',
    });
  return { where, params };
}

function parsed(json: string): Partial<Condition> | null {
  try {
    return JSON.parse(json) as Partial<Condition> | null;
  } catch {
    return null;
  }
}
