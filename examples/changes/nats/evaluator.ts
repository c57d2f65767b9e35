/**
 * A member of a shard's queue group: it holds the shard's subscriptions as a set of predicates, takes transactions from the stream CHANGES, and writes what they mean for each
 * subscription to the stream MATCHES. Start as many members as machines may fail, and as many shards as there is work for.
 *
 *   npx tsx examples/changes/nats/evaluator.ts --shard 0 --shards 4 --nats localhost:4222
 */
import { parseArgs } from 'node:util';
import type { JetStreamClient } from '@nats-io/jetstream';
import type { KV } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { SqlErrorJson } from 'quern';
import { LocalShard } from '../shard.js';
import {
  changesStream,
  conditionOf,
  matchesSubject,
  open,
  queueGroup,
  shardOf,
  type ChangesMessage,
  type MatchesMessage,
} from './names.js';

class Evaluator {
  readonly #streams: JetStreamClient;
  readonly #isMine: (key: string) => boolean;
  readonly #shard = new LocalShard();
  /** A shard's keys are numbers. */
  readonly #numbers = new Map<string, number>();
  readonly #names = new Map<number, string>();
  #nextNumber = 1;
  #columns: string | undefined;
  /** Subscriptions that came before the columns were known. */
  readonly #early = new Map<string, string>();
  /** What was asked for last: one thing is done after the other. */
  #last: Promise<void> = Promise.resolve();

  constructor(streams: JetStreamClient, isMine: (key: string) => boolean) {
    this.#streams = streams;
    this.#isMine = isMine;
  }

  /** Does something when all before it is done. */
  afterwards(work: () => Promise<void>): Promise<void> {
    this.#last = this.#last.then(work);
    return this.#last;
  }

  /** Takes the subscriptions there are, and from then on those that come and go. */
  async follow(subscriptions: KV): Promise<void> {
    const { values } = await subscriptions.status();
    const entries = await subscriptions.watch();
    await new Promise<void>((resolve, reject) => {
      if (values === 0) resolve();
      const read = async (): Promise<void> => {
        for await (const entry of entries) {
          const { key, operation, delta } = entry;
          const json = operation === 'PUT' ? entry.string() : undefined;
          if (this.#isMine(key)) await this.afterwards(() => this.#set(key, json));
          // So many more were there when it began.
          if (delta === 0) resolve();
        }
      };
      read().catch(reject);
    });
  }

  /** Evaluates a part of a transaction, and writes what it means. */
  async evaluate({ end, part, schema, changes }: ChangesMessage): Promise<void> {
    await this.#describe(JSON.stringify(schema));
    const found = new Map<string, MatchesMessage['changes'][number][]>();
    const failures: { readonly key: number; readonly error: SqlErrorJson }[] = [];
    const answers = await this.#shard.match(changes);
    for (const [i, matches] of answers.entries()) {
      const change = changes[i];
      if (change === undefined) continue;
      for (const kind of ['entered', 'left', 'updated'] as const) {
        for (const number of matches[kind]) {
          const key = this.#names.get(number) ?? '';
          const list = found.get(key);
          if (list === undefined) found.set(key, [{ kind, ...change }]);
          else list.push({ kind, ...change });
        }
      }
      failures.push(...matches.failed);
    }
    const written = [...found].map(([key, matched]) => this.#write(key, `${end}.${part}`, { end, changes: matched }));
    await Promise.all(written);
    for (const { key, error } of failures) await this.#fail(this.#names.get(key) ?? '', end, error);
  }

  /** The id is the same when another member does it again: the stream drops the second one. */
  async #write(key: string, id: string, message: MatchesMessage): Promise<void> {
    await this.#streams.publish(matchesSubject(key), JSON.stringify(message), { msgID: `${id}.${key}` });
  }

  async #fail(key: string, end: string, { code, message }: SqlErrorJson): Promise<void> {
    await this.#write(key, `${end}.failed`, { end, changes: [], failed: { code, message } });
    await this.#set(key, undefined);
  }

  async #describe(columns: string): Promise<void> {
    if (columns === this.#columns) return;
    this.#columns = columns;
    for (const { key, error } of await this.#shard.describe(JSON.parse(columns)))
      await this.#fail(this.#names.get(key) ?? '', 'columns', error);
    for (const [key, json] of this.#early) await this.#set(key, json);
    this.#early.clear();
  }

  async #set(key: string, json: string | undefined): Promise<void> {
    const before = this.#numbers.get(key);
    if (before !== undefined) {
      this.#numbers.delete(key);
      this.#names.delete(before);
      await this.#shard.delete(before);
    }
    this.#early.delete(key);
    if (json === undefined) return;
    if (this.#columns === undefined) {
      this.#early.set(key, json);
      return;
    }
    const number = this.#nextNumber++;
    this.#numbers.set(key, number);
    this.#names.set(number, key);
    const error = await this.#shard.add(number, conditionOf(json));
    if (error !== undefined) await this.#fail(key, 'condition', error);
  }
}

/** Evaluates until the connection ends. */
export async function evaluate(connection: NatsConnection, shard: number, shards: number): Promise<void> {
  const { streams, subscriptions } = await open(connection);
  const evaluator = new Evaluator(streams, (key) => shardOf(key, shards) === shard);
  await evaluator.follow(subscriptions);
  const group = await streams.consumers.get(changesStream, await queueGroup(connection, shard, shards));
  for await (const message of await group.consume({ max_messages: 1 })) {
    await evaluator.afterwards(() => evaluator.evaluate(message.json<ChangesMessage>()));
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
