/** A client that listens: server-sent events, one for each transaction that concerns it, each with the place to go on from. */
import type { ServerResponse } from 'node:http';
import type { SqlErrorJson } from 'quern';
import type { Transaction } from 'quern/changes';
import { formatPlace, hasSeen, type Place } from './place.js';

/** More bytes than this that a client has not read end its connection: it comes again with the id of the last event that it has. */
const mostUnread = 4 * 2 ** 20;

/** What a transaction means for the client: changes as JSON. */
interface Delivery {
  readonly transaction: Transaction;
  readonly changes: readonly string[];
}

export class Subscriber {
  readonly key: number;
  readonly #response: ServerResponse;
  #place: Place | undefined;
  /** What came before the client could have it. */
  #early: Delivery[] = [];

  constructor(key: number, response: ServerResponse) {
    this.key = key;
    this.#response = response;
  }

  get isOpen(): boolean {
    return !this.#response.destroyed && !this.#response.writableEnded;
  }

  /** Answers the request: from now on, events come. */
  open(): void {
    this.#response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    this.#response.flushHeaders();
  }

  /** Gives the first rows, if it asked for those, then all that came in the meantime and it has not. */
  begin(place: Place, missed: readonly Delivery[], first?: readonly string[]): void {
    this.#place = place;
    if (first !== undefined) this.#send('first', `{"rows":[${first.join(',')}]}`);
    const early = this.#early;
    this.#early = [];
    for (const delivery of [...missed, ...early]) this.deliver(delivery);
  }

  /** Gives what a transaction did, unless the client has it. */
  deliver(delivery: Delivery): void {
    if (this.#place === undefined) {
      this.#early.push(delivery);
      return;
    }
    const { transaction, changes } = delivery;
    if (hasSeen(this.#place, transaction)) return;
    this.#place = { ...this.#place, end: transaction.end };
    if (changes.length > 0) this.#send('changes', `{"changes":[${changes.join(',')}]}`);
  }

  /** Tells an error, and ends: the subscription's predicate is none any more, or raises for a row. */
  fail(error: SqlErrorJson): void {
    this.#send('failed', JSON.stringify(error));
    this.#response.end();
  }

  #send(event: string, data: string): void {
    if (!this.isOpen) return;
    const id = this.#place === undefined ? '' : `id: ${formatPlace(this.#place)}\n`;
    this.#response.write(`event: ${event}\n${id}data: ${data}\n\n`);
    if (this.#response.writableLength > mostUnread) this.#response.destroy();
  }
}
