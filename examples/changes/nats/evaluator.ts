/**
 * A member of a shard's queue group: it holds the shard's subscriptions as a set of predicates, takes transactions from the stream CHANGES, and writes what they mean for each
 * subscription to the stream MATCHES. Start as many members as machines may fail, and as many shards as there is work for.
 *
 *   npx tsx examples/changes/nats/evaluator.ts --shard 0 --shards 4 --nats localhost:4222
 */
import { parseArgs } from 'node:util';
import type { JetStreamClient } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { SqlError, type SqlErrorJson } from 'quern';
import { LocalShard } from '../shard.js';
import { BucketWatch } from './bucket-watch.js';
import {
  changesStream,
  conditionOf,
  matchesSubject,
  open,
  queueGroup,
  shardOf,
  type ChangesMessage,
  type Matched,
  type MatchesMessage,
} from './names.js';

class Evaluator {
  readonly #streams: JetStreamClient;
  readonly #isMine: (key: string) => boolean;
  readonly #shard = new LocalShard();
  /** A shard's keys are numbers: the revisions of the bucket. */
  readonly #revisions = new Map<string, number>();
  readonly #keys = new Map<number, string>();
  #columns: string | undefined;
  /** Subscriptions that came before the columns were known. */
  readonly #early = new Map<string, { readonly json: string; readonly revision: number }>();
  /** What was asked for last: one thing is done after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(streams: JetStreamClient, isMine: (key: string) => boolean) {
    this.#streams = streams;
    this.#isMine = isMine;
  }

  /** Takes an entry of the bucket, when what was asked for before is done. */
  take(key: string, json: string | undefined, revision: number): Promise<void> {
    if (!this.#isMine(key)) return Promise.resolve();
    return this.#afterwards(() => this.#set(key, json, revision));
  }

  /** Evaluates a part of a transaction, and writes what it means. */
  evaluate(message: ChangesMessage): Promise<void> {
    return this.#afterwards(() => this.#evaluate(message));
  }

  #afterwards(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work);
    return this.#last;
  }

  async #evaluate({ xid, end, part, schema, changes }: ChangesMessage): Promise<void> {
    await this.#describe(JSON.stringify(schema));
    const found = new Map<number, Matched[]>();
    const add = (revision: number, matched: Matched): void => {
      const list = found.get(revision);
      if (list === undefined) found.set(revision, [matched]);
      else list.push(matched);
    };
    const failures: { readonly key: number; readonly error: SqlErrorJson }[] = [];
    const answers = await this.#shard.match(changes);
    for (const [i, matches] of answers.entries()) {
      const change = changes[i];
      if (change === undefined) continue;
      if (change === null) for (const revision of this.#keys.keys()) add(revision, { kind: 'truncated' });
      else
        for (const kind of ['entered', 'left', 'updated'] as const)
          for (const revision of matches[kind]) add(revision, { kind, ...change });
      failures.push(...matches.failed);
    }
    const written = [...found].map(([revision, matched]) =>
      this.#write(`${end}.${part}`, { kind: 'changes', revision, xid, end, changes: matched }),
    );
    await Promise.all(written);
    for (const { key, error } of failures) await this.#fail(key, error);
  }

  /** The id is the same when another member does it again: the stream drops the second one. */
  async #write(id: string, message: MatchesMessage): Promise<void> {
    const key = this.#keys.get(message.revision);
    if (key === undefined) return;
    await this.#streams.publish(matchesSubject(key), JSON.stringify(message), { msgID: `${id}.${message.revision}` });
  }

  async #fail(revision: number, { code, message }: SqlErrorJson): Promise<void> {
    await this.#write('failed', { kind: 'failed', revision, code, message });
    const key = this.#keys.get(revision);
    if (key !== undefined) await this.#delete(key);
  }

  async #describe(columns: string): Promise<void> {
    if (columns === this.#columns) return;
    this.#columns = columns;
    for (const { key, error } of await this.#shard.describe(JSON.parse(columns))) await this.#fail(key, error);
    for (const [key, { json, revision }] of this.#early) await this.#set(key, json, revision);
    this.#early.clear();
  }

  async #delete(key: string): Promise<void> {
    this.#early.delete(key);
    const revision = this.#revisions.get(key);
    if (revision === undefined) return;
    this.#revisions.delete(key);
    this.#keys.delete(revision);
    await this.#shard.delete(revision);
  }

  async #set(key: string, json: string | undefined, revision: number): Promise<void> {
    await this.#delete(key);
    if (json === undefined) return;
    if (this.#columns === undefined) {
      this.#early.set(key, { json, revision });
      return;
    }
    this.#revisions.set(key, revision);
    this.#keys.set(revision, key);
    const error = await this.#add(revision, json);
    if (error !== undefined) await this.#fail(revision, error);
  }

  async #add(revision: number, json: string): Promise<SqlErrorJson | undefined> {
    try {
      return await this.#shard.add(revision, conditionOf(json));
    } catch (error) {
      if (error instanceof SqlError) return error.toJSON();
      throw error;
    }
  }
}

/** Evaluates until the connection ends. */
export async function evaluate(connection: NatsConnection, shard: number, shards: number): Promise<void> {
  const { streams, subscriptions } = await open(connection);
  const evaluator = new Evaluator(streams, (key) => shardOf(key, shards) === shard);
  const bucket = await BucketWatch.start(subscriptions, (key, json, revision) => evaluator.take(key, json, revision));
  const group = await streams.consumers.get(changesStream, await queueGroup(connection, shard, shards));
  for await (const message of await group.consume({ max_messages: 1 })) {
    const changes = message.json<ChangesMessage>();
    await bucket.reached(changes.revision);
    await evaluator.evaluate(changes);
    // Only now: until it is acknowledged, another member gets it when this one is gone.
    await message.ackAck();
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      shard: { type: 'string', default: '0' },
      shards: { type: 'string', default: '1' },
      nats: { type: 'string', default: 'localhost:4222' },
    },
  });
  await evaluate(await connect({ servers: values.nats }), Number(values.shard), Number(values.shards));
}
