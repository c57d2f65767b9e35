/** What publisher, evaluators and clients agree on: the streams, the bucket of subscriptions, and who evaluates which. */
import { createHash } from 'node:crypto';
import { AckPolicy, jetstream, jetstreamManager, type JetStreamClient } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Schema } from 'quern';
import type { Condition, Kind } from '../shard.js';

/** In nanoseconds: a member that takes over writes again what the one before wrote last, and the stream drops what it has had within this time. */
const rememberedIds = 600_000_000_000;

/** Transactions in commit order, in parts. */
export const changesStream = 'CHANGES';
/** What they mean for each subscription, at `matches.<key>`. */
export const matchesStream = 'MATCHES';
export const changesSubject = 'changes.rows';
export const matchesSubject = (key: string): string => `matches.${key}`;

/** A row as JSON has it: PostgreSQL's texts. */
type JsonRow = Readonly<Record<string, string | null>>;

/** A part of a transaction. */
export interface ChangesMessage {
  readonly end: string;
  readonly part: number;
  readonly isLast: boolean;
  readonly schema: Schema;
  readonly changes: readonly { readonly old: JsonRow | null; readonly new: JsonRow | null }[];
}

/** What a part of a transaction means for one subscription. */
export interface MatchesMessage {
  readonly end: string;
  readonly changes: readonly { readonly kind: Kind; readonly old: JsonRow | null; readonly new: JsonRow | null }[];
  /** Why the subscription has ended. */
  readonly failed?: { readonly code: string; readonly message: string };
}

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

export const conditionOf = (json: string): Condition => JSON.parse(json) as Condition;
