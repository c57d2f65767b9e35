/** Writes each subscription's first rows to the stream MATCHES, once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { SqlError } from 'quern';
import { formatLsn } from 'quern/changes';
import type { FirstRows, TableScan } from '../first-rows.js';
import { hasSeen } from '../place.js';
import { conditionOf, firstSubject, matchesStream, type FirstMessage, type JsonRow } from './names.js';
import { inParts } from './parts.js';

/** A transaction that is in the stream CHANGES. */
export interface Published {
  readonly xid: number;
  readonly end: bigint;
}

/** Transactions that may be in the stream before a snapshot sees them: as many as there are sessions, at most. */
export const mostCommitting = 500;

export class FirstWriter {
  readonly #streams: JetStreamClient;
  readonly #manager: JetStreamManager;
  readonly #scan: TableScan;
  /** The latest ones. */
  readonly #published: Published[];

  constructor(streams: JetStreamClient, manager: JetStreamManager, scan: TableScan, published: readonly Published[]) {
    this.#streams = streams;
    this.#manager = manager;
    this.#scan = scan;
    this.#published = [...published];
  }

  /** Is told of a transaction before it is published. */
  publishing(transaction: Published): void {
    this.#published.push(transaction);
    if (this.#published.length > mostCommitting) this.#published.shift();
  }

  /** Writes the rows for a subscription, unless that is done. They have what all transactions did with which the subscription may not be matched. */
  async write(key: string, json: string, revision: number): Promise<void> {
    const stored = await this.#manager.streams.getMessage(matchesStream, { last_by_subj: firstSubject(key) });
    // Now, and not before: what is published from here on says that the subscription is matched with it.
    const before = [...this.#published];
    const last = stored?.json<FirstMessage>();
    if (last?.revision === revision && (last.kind === 'failed' || last.isLast)) return;
    for (const message of await this.#messages(json, revision, before))
      await this.#streams.publish(firstSubject(key), JSON.stringify(message));
  }

  async #messages(json: string, revision: number, before: readonly Published[]): Promise<FirstMessage[]> {
    try {
      const { rows, snapshot, error } = await this.#rowsWith(json, before);
      if (error !== undefined) return [{ kind: 'failed', revision, code: error.code, message: error.message }];
      const parts = inParts(rows, (row) => row);
      if (parts.length === 0) parts.push([]);
      return parts.map((part, i) => ({
        kind: 'first',
        revision,
        part: i,
        isLast: i === parts.length - 1,
        snapshot: snapshot.text,
        until: formatLsn(snapshot.until),
        rows: part.map((row) => JSON.parse(row) as JsonRow),
      }));
    } catch (error) {
      // A row is too large.
      if (!(error instanceof SqlError)) throw error;
      return [{ kind: 'failed', revision, code: error.code, message: error.message }];
    }
  }

  /** A transaction is in the log a moment before snapshots see it, or longer where it waits for a standby. */
  async #rowsWith(json: string, before: readonly Published[]): Promise<FirstRows> {
    for (;;) {
      const found = await this.#scan.rows(conditionOf(json));
      const place = { end: 0n, first: found.snapshot };
      if (before.every((transaction) => hasSeen(place, transaction))) return found;
      await sleep(50);
    }
  }
}
