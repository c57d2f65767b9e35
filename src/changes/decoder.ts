/** The decoder: fed with the messages of PostgreSQL's output plugin `pgoutput`, it gives committed transactions in commit order. */
import { SqlError } from '../error.js';
import { ByteReader } from './byte-reader.js';
import type { Change, ChangeEvent, SchemaChange, Transaction } from './change.js';
import { byteName, timeOf } from './framing.js';
import { messageNames, refused, type MessageByte } from './message-names.js';
import { OpenTransaction, type RowChange } from './open-transaction.js';
import { mustHaveRoom, readRelation, sameRelation, StreamTypes, type Relation } from './relation.js';
import { readDelete, readInsert, readLogicalMessage, readTruncate, readUpdate } from './row-messages.js';

export interface ChangeDecoderOptions {
  /** The `end` of the last transaction that is safe with the consumer: transactions up to there, which a server sends again after a restart, are not given. None unless given. */
  readonly after?: bigint;
  /** Messages of more bytes are refused with 54000; 256 MiB unless given, at most 512 MiB. A row is one message. */
  readonly maxMessageBytes?: number;
  /** Bytes, roughly, that transactions may take before their commit, all together; then 53200. 256 MiB unless given. */
  readonly maxHeldBytes?: number;
}

const mebibyte = 2 ** 20;
const defaultLimit = 256 * mebibyte;
/** A text of more characters than this is none in V8. */
const largestMessage = 512 * mebibyte - 32;

/**
 * Decodes protocol versions 1 to 4, text and binary values, and streamed transactions. One decoder is for one connection: after an error, or when the connection
 * is lost, make a new one, and start replication again after the last transaction.
 *
 * @example
 * const decoder = new ChangeDecoder()
 * const event = decoder.push(data)          // the data of an XLogData message
 * if (event?.kind === 'transaction') for (const change of event.changes) …
 */
export class ChangeDecoder {
  readonly #after: bigint;
  readonly #maxMessageBytes: number;
  readonly #maxHeldBytes: number;
  readonly #types = new StreamTypes();
  readonly #relations = new Map<number, Relation>();
  /** Relations as the consumer was told of them. */
  readonly #told = new Map<number, Relation>();
  /** Streamed transactions by their numbers. */
  readonly #streamed = new Map<number, OpenTransaction>();
  /** The transaction whose messages come at the moment. */
  #current: OpenTransaction | undefined;
  #inStream = false;
  #held = 0;
  #failure: SqlError | undefined;

  /** Raises 22023 for limits that are none. */
  constructor({ after = 0n, maxMessageBytes = defaultLimit, maxHeldBytes = defaultLimit }: ChangeDecoderOptions = {}) {
    this.#after = after;
    this.#maxMessageBytes = limit('maxMessageBytes', maxMessageBytes, largestMessage);
    this.#maxHeldBytes = limit('maxHeldBytes', maxHeldBytes, Number.MAX_SAFE_INTEGER);
  }

  /** What transactions that are not committed yet take, in bytes, roughly. */
  get heldBytes(): number {
    return this.#held;
  }

  /**
   * Takes one message, which it does not keep, and gives the transaction that it completes, if it does. Raises 08P01 for a message that is cut, unknown, out of place, or about
   * a relation that the stream did not describe; 22P03 and 22021 for a value that is none of its type; 0A000 for two-phase commit; 53200 and 54000 at the limits. After an error nothing
   * is decoded any more (55000), for what follows would miss a change.
   */
  push(message: Uint8Array): ChangeEvent | undefined {
    if (this.#failure !== undefined)
      throw new SqlError('55000', 'the decoder has stopped at an error', {
        detail: this.#failure.message,
        hint: 'Make a new decoder, and start replication again after the last transaction.',
      });
    try {
      return this.#take(message);
    } catch (error) {
      this.#failure =
        error instanceof SqlError ? error : new SqlError('XX000', error instanceof Error ? error.message : 'unknown');
      this.#streamed.clear();
      this.#current = undefined;
      throw error;
    }
  }

  #take(message: Uint8Array): ChangeEvent | undefined {
    if (message.length > this.#maxMessageBytes)
      throw new SqlError('54000', `a message has ${message.length} bytes, more than ${this.#maxMessageBytes}`, {
        hint: 'The option maxMessageBytes allows more.',
      });
    const byte = message[0];
    if (byte === undefined) throw new SqlError('08P01', 'an empty message of logical replication');
    const letter = String.fromCharCode(byte);
    const reason = refused[letter];
    if (reason !== undefined) throw reason();
    if (!isMessageByte(letter)) throw new SqlError('08P01', `unknown message ${byteName(byte)} of logical replication`);
    const reader = new ByteReader(message, `a logical replication message ${messageNames[letter]}`);
    reader.at = 1;
    return this.#handlers[letter](reader);
  }

  /** By the first byte. */
  readonly #handlers: Readonly<Record<MessageByte, (reader: ByteReader) => ChangeEvent | undefined>> = {
    B: (reader) => this.#begin(reader),
    C: (reader) => this.#commit(reader, this.#ofCommit(reader)),
    O: (reader) => this.#origin(reader),
    R: (reader) => this.#relation(reader),
    Y: (reader) => {
      this.#subtransaction(reader);
      this.#types.read(reader);
      return undefined;
    },
    I: (reader) => this.#row(reader, () => [readInsert(reader, this.#find)]),
    U: (reader) => this.#row(reader, () => [readUpdate(reader, this.#find)]),
    D: (reader) => this.#row(reader, () => [readDelete(reader, this.#find)]),
    T: (reader) => this.#row(reader, () => readTruncate(reader, this.#find)),
    M: (reader) => this.#logicalMessage(reader),
    S: (reader) => this.#streamStart(reader),
    E: (reader) => this.#streamStop(reader),
    c: (reader) => this.#commit(reader, this.#ofStreamCommit(reader)),
    A: (reader) => this.#streamAbort(reader),
  };

  #begin(reader: ByteReader): undefined {
    this.#mustBeBetween(reader);
    const lsn = reader.u64();
    reader.i64(); // The time of the commit, which the Commit message has too.
    this.#current = new OpenTransaction(reader.u32(), lsn);
    reader.end();
    this.#hold(this.#current.cost);
  }

  #origin(reader: ByteReader): undefined {
    const transaction = this.#mustHaveCurrent(reader);
    reader.u64(); // Where the commit is in the origin's log.
    transaction.origin = reader.text();
    reader.end();
  }

  #relation(reader: ByteReader): undefined {
    const { current, isStreamed } = this.#subtransaction(reader);
    const relation = readRelation(reader, this.#types);
    const relations = isStreamed && current !== undefined ? current.relations : this.#relations;
    mustHaveRoom(relations, relation.oid, 'relations');
    relations.set(relation.oid, relation);
    if (relations !== this.#relations && current !== undefined) {
      current.cost += reader.bytes.length;
      this.#hold(reader.bytes.length);
    }
  }

  #row(reader: ByteReader, read: () => RowChange[]): undefined {
    const transaction = this.#mustHaveCurrent(reader);
    const { xid } = this.#subtransaction(reader);
    this.#hold(transaction.add(read(), reader.bytes.length, xid ?? transaction.xid));
  }

  #logicalMessage(reader: ByteReader): ChangeEvent | undefined {
    const { current, xid } = this.#subtransaction(reader);
    const { message, transactional } = readLogicalMessage(reader);
    if (!transactional) return message;
    const transaction = current ?? this.#mustHaveCurrent(reader);
    this.#hold(transaction.add([message], reader.bytes.length, xid ?? transaction.xid));
    return undefined;
  }

  #streamStart(reader: ByteReader): undefined {
    this.#mustBeBetween(reader);
    const xid = reader.u32();
    const isFirst = reader.u8() === 1;
    reader.end();
    const known = this.#streamed.get(xid);
    if (isFirst !== (known === undefined))
      throw reader.misplaced(isFirst ? `twice for transaction ${xid}` : `for transaction ${xid}, which has not begun`);
    this.#current = known ?? new OpenTransaction(xid);
    this.#inStream = true;
    if (known !== undefined) return;
    this.#streamed.set(xid, this.#current);
    this.#hold(this.#current.cost);
  }

  #streamStop(reader: ByteReader): undefined {
    reader.end();
    if (!this.#inStream) throw reader.misplaced('without a Stream Start before it');
    this.#inStream = false;
    this.#current = undefined;
  }

  #streamAbort(reader: ByteReader): undefined {
    this.#mustBeBetween(reader);
    const xid = reader.u32();
    const subtransaction = reader.u32();
    // Where and when, which a server that streams in parallel adds.
    if (reader.left > 0) reader.take(16);
    reader.end();
    const transaction = this.#streamed.get(xid);
    if (transaction === undefined) return;
    if (subtransaction !== xid) {
      this.#held -= transaction.rollBack(subtransaction);
      return;
    }
    this.#streamed.delete(xid);
    this.#held -= transaction.cost;
  }

  #ofCommit(reader: ByteReader): OpenTransaction {
    const transaction = this.#current;
    if (transaction === undefined || this.#inStream) throw reader.misplaced('without a Begin before it');
    return transaction;
  }

  #ofStreamCommit(reader: ByteReader): OpenTransaction {
    this.#mustBeBetween(reader);
    const xid = reader.u32();
    const transaction = this.#streamed.get(xid);
    if (transaction === undefined) throw reader.misplaced(`for transaction ${xid}, which has not begun`);
    return transaction;
  }

  #commit(reader: ByteReader, transaction: OpenTransaction): Transaction | undefined {
    reader.u8(); // Flags, of which there are none.
    const lsn = reader.u64();
    const end = reader.u64();
    const commitTime = timeOf(reader.i64());
    reader.end();
    if (transaction.lsn !== undefined && transaction.lsn !== lsn)
      throw reader.wrong('another place in the log than its Begin');
    this.#current = undefined;
    this.#streamed.delete(transaction.xid);
    this.#held -= transaction.cost;
    for (const [oid, relation] of transaction.relations) this.#relations.set(oid, relation);
    if (end <= this.#after) return undefined;
    const { xid, origin } = transaction;
    return { kind: 'transaction', xid, lsn, end, commitTime, origin, changes: this.#withSchemas(transaction.changes) };
  }

  /** The changes, and before the first one of a relation that the consumer does not know so, what it is. */
  #withSchemas(changes: readonly RowChange[]): readonly Change[] {
    const all: Change[] = [];
    for (const change of changes) {
      const told = change.kind === 'message' ? undefined : this.#schemaChange(change.relation);
      if (told !== undefined) all.push(told);
      all.push(change);
    }
    return all;
  }

  #schemaChange(relation: Relation): SchemaChange | undefined {
    const before = this.#told.get(relation.oid);
    if (before === relation) return undefined;
    this.#told.set(relation.oid, relation);
    return before !== undefined && sameRelation(before, relation) ? undefined : { kind: 'schema', relation, before };
  }

  readonly #find = (oid: number): Relation => {
    const relation = (this.#inStream ? this.#current?.relations.get(oid) : undefined) ?? this.#relations.get(oid);
    if (relation !== undefined) return relation;
    throw new SqlError('08P01', `the stream has a change of relation ${oid}, which it has not described`, {
      hint: 'A decoder must see all messages of a connection: make a new one for a new connection.',
    });
  };

  /** In a streamed transaction, messages begin with the number of the transaction or subtransaction. */
  #subtransaction(reader: ByteReader): { current: OpenTransaction | undefined; isStreamed: boolean; xid?: number } {
    const state = { current: this.#current, isStreamed: this.#inStream };
    return this.#inStream ? { ...state, xid: reader.u32() } : state;
  }

  #hold(bytes: number): void {
    this.#held += bytes;
    if (this.#held <= this.#maxHeldBytes) return;
    throw new SqlError('53200', 'out of memory', {
      detail: `Transactions that are not committed take more than ${this.#maxHeldBytes} bytes.`,
      hint: 'The option maxHeldBytes allows more.',
    });
  }

  #mustHaveCurrent(reader: ByteReader): OpenTransaction {
    if (this.#current === undefined) throw reader.misplaced('outside of a transaction');
    return this.#current;
  }

  #mustBeBetween(reader: ByteReader): void {
    if (this.#current !== undefined) throw reader.misplaced(`inside of transaction ${this.#current.xid}`);
  }
}

const isMessageByte = (letter: string): letter is MessageByte => Object.hasOwn(messageNames, letter);

function limit(name: string, value: number, most: number): number {
  if (Number.isSafeInteger(value) && value > 0 && value <= most) return value;
  throw new SqlError('22023', `${name} must be a whole number of bytes from 1 to ${most}, not ${value}`);
}
