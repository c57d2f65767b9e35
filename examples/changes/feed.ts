/** From the stream to the subscribers: each transaction goes to all shards at once, and what they find to the clients, in the order of the commits. */
import type { ServerResponse } from 'node:http';
import type pg from 'pg';
import type { Schema, SqlErrorJson } from 'quern';
import { parseLsn, relationSchema, type Transaction } from 'quern/changes';
import { TableScan } from './first-rows.js';
import { History, type Step } from './history.js';
import { hasSeen, parsePlace, type Place } from './place.js';
import { Replication } from './replication.js';
import type { Condition, Kind, Matches, RowChange, Shard } from './shard.js';
import { Subscriber } from './subscriber.js';
import { columnsOf, setUp, withClient, type WatchedTable } from './watched-table.js';

export interface FeedOptions extends WatchedTable {
  readonly server: pg.ClientConfig;
  readonly shards: readonly Shard[];
  /** How many transactions, and how long, clients that were away find what they missed. */
  readonly remembered: number;
  readonly rememberedMilliseconds: number;
}

/** Transactions that shards may be behind. */
const mostInFlight = 64;
/** Transactions that may be in the stream before a snapshot sees them: as many as there are sessions, at most. */
const mostCommitting = 500;
const kinds: readonly Kind[] = ['entered', 'left', 'updated'];

export class Feed {
  readonly #options: FeedOptions;
  readonly #history: History;
  readonly #subscribers = new Map<number, Subscriber>();
  readonly #scan: TableScan;
  #replication: Replication | undefined;
  #schema: Schema = [];
  #nextKey = 1;
  readonly #inFlight: Promise<void>[] = [];

  private constructor(options: FeedOptions) {
    this.#options = options;
    this.#history = new History(options.remembered, options.rememberedMilliseconds);
    this.#scan = new TableScan(options.server, options.table, () => this.#schema);
  }

  /** Makes publication and slot unless they exist, and begins where the slot is. */
  static async start(options: FeedOptions): Promise<Feed> {
    const feed = new Feed(options);
    const { server, table, slot, publication } = options;
    await setUp(server, options);
    await feed.#describe(await columnsOf(server, table));
    const from = await withClient(server, (client) =>
      client.query<{ lsn: string }>(
        'SELECT confirmed_flush_lsn AS lsn FROM pg_replication_slots WHERE slot_name = $1',
        [slot],
      ),
    );
    feed.#history.begin(parseLsn(from.rows[0]?.lsn ?? ''));
    feed.#replication = await Replication.start(server, { slot, publication });
    return feed;
  }

  /** How much there is of what. */
  get status(): Readonly<Record<string, number>> {
    return { subscriptions: this.#subscribers.size, remembered: this.#history.size, inFlight: this.#inFlight.length };
  }

  /** Reads the stream until it ends. Raises what ended it. */
  async run(): Promise<void> {
    const replication = this.#replication;
    if (replication === undefined) return;
    const timer = setInterval(() => this.#forget(replication), 1000);
    try {
      for await (const event of replication) {
        if (event.kind !== 'transaction') continue;
        await this.#apply(event);
        this.#forget(replication);
      }
    } finally {
      clearInterval(timer);
    }
  }

  /** Adds a client. Gives the error if its condition is no predicate over the table. */
  async subscribe(
    condition: Condition,
    lastEventId: string | undefined,
    response: ServerResponse,
  ): Promise<SqlErrorJson | undefined> {
    const key = this.#nextKey++;
    const subscriber = new Subscriber(key, response);
    const shard = this.#shardOf(key);
    this.#subscribers.set(key, subscriber);
    response.on('close', () => {
      if (this.#subscribers.delete(key)) void shard.delete(key);
    });
    // All at once: transactions after this call are matched with it, those before are in the history.
    const added = shard.add(key, condition);
    const resumed = lastEventId === undefined ? undefined : parsePlace(lastEventId);
    const missed = resumed === undefined ? undefined : this.#history.after(resumed.end);
    const latest = this.#history.latest(mostCommitting);
    const before = latest[0]?.transaction.lsn ?? this.#history.end ?? 0n;
    const error = await added;
    if (error !== undefined) {
      this.#subscribers.delete(key);
      return error;
    }
    subscriber.open();
    if (resumed !== undefined && missed !== undefined) await this.#begin(subscriber, resumed, missed);
    else {
      const { rows, snapshot, error: failure } = await this.#scan.rows(condition);
      if (failure === undefined) await this.#begin(subscriber, { end: before, first: snapshot }, latest, rows);
      else subscriber.fail(failure);
    }
    return undefined;
  }

  async close(): Promise<void> {
    await this.#replication?.close();
    await Promise.all(this.#options.shards.map((shard) => shard.close()));
  }

  /** Gives a client what came before its subscription was added, and then lets through what came after. */
  async #begin(subscriber: Subscriber, place: Place, steps: readonly Step[], first?: readonly string[]): Promise<void> {
    const { key } = subscriber;
    const unseen = steps.filter(({ transaction }) => !hasSeen(place, transaction));
    const replayed = await Promise.all(unseen.map(({ changes }) => this.#shardOf(key).replay(key, changes)));
    const missed = unseen.map(({ transaction, changes }, i) => {
      const lists = this.#changesFor(changes, replayed[i] ?? [], () => [key]);
      return { transaction, changes: lists.get(key) ?? [] };
    });
    subscriber.begin(place, missed, first);
  }

  async #apply(transaction: Transaction): Promise<void> {
    const changes: RowChange[] = [];
    const found: Promise<readonly Matches[]>[][] = [];
    let segment: RowChange[] = [];
    const flush = (): void => {
      if (segment.length === 0) return;
      const part = segment;
      found.push(this.#options.shards.map((shard) => shard.match(part)));
      segment = [];
    };
    for (const change of transaction.changes) {
      if (change.kind === 'message') continue;
      if (change.kind === 'schema') {
        flush();
        await this.#describe(relationSchema(change.relation));
        continue;
      }
      const row = change.kind === 'truncate' ? null : { old: change.old, new: change.new };
      segment.push(row);
      changes.push(row);
    }
    flush();
    this.#history.add({ transaction, changes });
    this.#deliver(transaction, changes, found);
    if (this.#inFlight.length >= mostInFlight) await this.#inFlight[0];
  }

  /** When the shards have answered, and the transactions before are delivered. */
  #deliver(
    transaction: Transaction,
    changes: readonly RowChange[],
    found: readonly Promise<readonly Matches[]>[][],
  ): void {
    const before = this.#inFlight.at(-1);
    const delivery = (async () => {
      const answers = await Promise.all(found.map((segment) => Promise.all(segment)));
      await before;
      const { shards } = this.#options;
      const lists = shards.map((_, shard) =>
        this.#changesFor(
          changes,
          answers.flatMap((segment) => segment[shard] ?? []),
          () => [...this.#subscribers.keys()].filter((key) => key % shards.length === shard),
        ),
      );
      for (const list of lists)
        for (const [key, items] of list) this.#subscribers.get(key)?.deliver({ transaction, changes: items });
      this.#inFlight.shift();
    })();
    this.#inFlight.push(delivery);
  }

  /** The changes of a transaction as each subscription is told of them, as JSON; `all` are the subscriptions of the shard. */
  #changesFor(
    changes: readonly RowChange[],
    matches: readonly Matches[],
    all: () => readonly number[],
  ): Map<number, string[]> {
    const lists = new Map<number, string[]>();
    for (const [i, match] of matches.entries()) {
      const change = changes[i];
      if (change === undefined) continue;
      for (const kind of kinds) {
        const keys = match[kind];
        if (keys.length === 0 || change === null) continue;
        const json = JSON.stringify({
          kind,
          ...(kind === 'entered' ? {} : { old: change.old }),
          ...(kind === 'left' ? {} : { new: change.new }),
        });
        for (const key of keys) add(lists, key, json);
      }
      if (change === null) for (const key of all()) add(lists, key, '{"kind":"truncated"}');
      for (const { key, error } of match.failed) this.#subscribers.get(key)?.fail(error);
    }
    return lists;
  }

  async #describe(schema: Schema): Promise<void> {
    if (JSON.stringify(schema) === JSON.stringify(this.#schema)) return;
    this.#schema = schema;
    const failed = await Promise.all(this.#options.shards.map((shard) => shard.describe(schema)));
    for (const { key, error } of failed.flat()) this.#subscribers.get(key)?.fail(error);
  }

  #forget(replication: Replication): void {
    const end = this.#history.forget();
    if (end !== undefined) replication.confirm(end);
  }

  #shardOf(key: number): Shard {
    const shard = this.#options.shards[key % this.#options.shards.length];
    if (shard === undefined) throw new RangeError('there is no shard');
    return shard;
  }
}

function add(lists: Map<number, string[]>, key: number, json: string): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [json]);
  else list.push(json);
}
