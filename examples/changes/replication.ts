/** Transactions from a PostgreSQL slot over a replication connection of node-postgres, as an async iterable with back pressure. */
import type { Socket } from 'node:net';
import pg from 'pg';
import { ChangeDecoder, readCopyData, standbyStatus, type ChangeEvent } from 'quern/changes';

/** What node-postgres has beside its declared types. */
interface CopyConnection {
  readonly stream: Socket;
  on(event: 'copyData', listener: (message: { readonly chunk: Uint8Array }) => void): void;
  once(event: 'replicationStart', listener: () => void): void;
  sendCopyFromChunk(chunk: Buffer): void;
}

export interface ReplicationOptions {
  readonly slot: string;
  readonly publication: string;
  /** The `end` of the last transaction that is safe: all after it are given, none before. Where the slot is unless given. */
  readonly after?: bigint;
  /** 1 to 4; 1 unless given. From 2 on large transactions may come while they run (`streaming`). */
  readonly protocol?: number;
  readonly streaming?: boolean | 'parallel';
  readonly binary?: boolean;
  /** Give what pg_logical_emit_message writes, too. */
  readonly messages?: boolean;
}

/** PostgreSQL's text forms depend on these; its own subscribers set them, too. */
const session = '-c datestyle=ISO -c intervalstyle=postgres -c timezone=UTC -c extra_float_digits=3';

/** In milliseconds: well under the server's wal_sender_timeout of a minute. */
const statusInterval = 10_000;

/** Events that wait before the socket is paused. */
const mostWaiting = 256;

export class Replication implements AsyncIterable<ChangeEvent> {
  readonly #client: pg.Client;
  readonly #connection: CopyConnection;
  readonly #decoder: ChangeDecoder;
  readonly #waiting: ChangeEvent[] = [];
  readonly #timer: NodeJS.Timeout;
  #wake: () => void = () => undefined;
  #received = 0n;
  #flushed: bigint;
  /** The end of the last transaction given: until it is confirmed, nothing after it is. */
  #given: bigint;
  #ended: Error | true | undefined;

  private constructor(client: pg.Client, after: bigint) {
    this.#client = client;
    this.#connection = (client as unknown as { readonly connection: CopyConnection }).connection;
    this.#decoder = new ChangeDecoder({ after });
    this.#flushed = after;
    this.#given = after;
    this.#timer = setInterval(() => this.#sendStatus(), statusInterval);
    this.#timer.unref();
    this.#connection.on('copyData', ({ chunk }) => this.#receive(chunk));
    client.on('error', (error) => this.#end(error));
    client.on('end', () => this.#end(true));
  }

  /** Connects and begins. Raises what the server says: 42704 if there is no such slot, 55006 while another connection reads it. */
  static async start(server: pg.ClientConfig, options: ReplicationOptions): Promise<Replication> {
    const config = { ...server, replication: 'database', options: session, client_encoding: 'UTF8' };
    const client = new pg.Client(config as pg.ClientConfig);
    await client.connect();
    const replication = new Replication(client, options.after ?? 0n);
    try {
      await replication.#begin(options);
      return replication;
    } catch (error) {
      await replication.close();
      throw error;
    }
  }

  /** Transactions in commit order, until the connection ends. Raises what ended it. */
  async *[Symbol.asyncIterator](): AsyncGenerator<ChangeEvent> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) {
        yield event;
        continue;
      }
      if (this.#ended instanceof Error) throw this.#ended;
      if (this.#ended) return;
      this.#connection.stream.resume();
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Tells the server that all up to `end` is safe: it need not send it again. */
  confirm(end: bigint): void {
    if (end > this.#flushed) this.#flushed = end;
    this.#sendStatus();
  }

  /** Ends the connection; what is not confirmed comes again on the next one. */
  async close(): Promise<void> {
    this.#end(true);
    this.#connection.stream.destroy();
    await this.#client.end().catch(() => undefined);
  }

  #begin({ slot, publication, protocol = 1, streaming, binary, messages }: ReplicationOptions): Promise<void> {
    const options = [
      `proto_version '${protocol}'`,
      `publication_names ${pg.escapeLiteral(pg.escapeIdentifier(publication))}`,
      ...(streaming ? [`streaming '${streaming === true ? 'on' : streaming}'`] : []),
      ...(binary ? ["binary 'true'"] : []),
      ...(messages ? ["messages 'true'"] : []),
    ];
    // From where the slot is: what the consumer has beyond that comes again, and the decoder drops it.
    const sql = `START_REPLICATION SLOT ${pg.escapeIdentifier(slot)} LOGICAL 0/0 (${options.join(', ')})`;
    return new Promise((resolve, reject) => {
      this.#connection.once('replicationStart', resolve);
      // The query goes on while the connection does, so that its answer is an error or the end.
      this.#client.query(sql).then(
        () => this.#end(true),
        (error: Error) => {
          reject(error);
          this.#end(error);
        },
      );
    });
  }

  #receive(chunk: Uint8Array): void {
    if (this.#ended) return;
    try {
      const message = readCopyData(chunk);
      if (message.kind === 'data') this.#decode(message.data, message.start);
      else this.#keepAlive(message.walEnd, message.replyRequested);
    } catch (error) {
      this.#end(error as Error);
      this.#connection.stream.destroy();
    }
  }

  #decode(data: Uint8Array, start: bigint): void {
    if (start > this.#received) this.#received = start;
    const event = this.#decoder.push(data);
    if (event === undefined) return;
    if (event.kind === 'transaction') this.#given = event.end;
    this.#waiting.push(event);
    if (this.#waiting.length >= mostWaiting) this.#connection.stream.pause();
    this.#wake();
  }

  #keepAlive(walEnd: bigint, replyRequested: boolean): void {
    if (walEnd > this.#received) this.#received = walEnd;
    // All that was committed before has come. If it is safe, so is the rest of the log up to here, which holds nothing of the publication.
    if (this.#flushed >= this.#given && walEnd > this.#flushed && this.#waiting.length === 0) this.#flushed = walEnd;
    if (replyRequested) this.#sendStatus();
  }

  #sendStatus(): void {
    if (this.#ended || this.#flushed === 0n) return;
    const written = this.#received > this.#flushed ? this.#received : this.#flushed;
    this.#connection.sendCopyFromChunk(Buffer.from(standbyStatus({ written, flushed: this.#flushed })));
  }

  #end(how: Error | true): void {
    this.#ended ??= how;
    clearInterval(this.#timer);
    this.#wake();
  }
}
