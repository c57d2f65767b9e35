/** What the decoder gives: transactions in the order in which they were committed, each with its changes in the order in which they were made. */
import type { unavailable } from '../catalog/unavailable.js';
import type { Relation } from './relation.js';

/**
 * A value in PostgreSQL's text form (also where the stream is binary), null, or `unavailable`. Bytes only in a binary stream, for a type that quern does not
 * know, as the type's send function writes them.
 */
export type ChangeValue = string | null | typeof unavailable | Uint8Array;

/** A row: its values by the names of the columns. `textRows` of quern/pg is its form for predicates. */
export type ChangeRow = Readonly<Record<string, ChangeValue>>;

/** A new row. */
export interface Insert {
  readonly kind: 'insert';
  readonly relation: Relation;
  readonly old: null;
  readonly new: ChangeRow;
}

/** A row that changed. `old` has the columns of the replica identity at least; the others are `unavailable` there unless it is FULL. */
export interface Update {
  readonly kind: 'update';
  readonly relation: Relation;
  readonly old: ChangeRow;
  readonly new: ChangeRow;
}

/** A row that is gone. */
export interface Delete {
  readonly kind: 'delete';
  readonly relation: Relation;
  readonly old: ChangeRow;
  readonly new: null;
}

/** All rows of a relation are gone. A TRUNCATE of several relations is one change for each. */
export interface Truncate {
  readonly kind: 'truncate';
  readonly relation: Relation;
  readonly old: null;
  readonly new: null;
  readonly cascade: boolean;
  readonly restartIdentity: boolean;
}

/** The relation of the next changes is new to the consumer (`before` is undefined), or its columns or its identity differ from those told before. */
export interface SchemaChange {
  readonly kind: 'schema';
  readonly relation: Relation;
  readonly before: Relation | undefined;
}

/** What `pg_logical_emit_message` wrote. */
export interface LogicalMessage {
  readonly kind: 'message';
  readonly lsn: bigint;
  readonly prefix: string;
  readonly content: Uint8Array;
}

export type Change = Insert | Update | Delete | Truncate | SchemaChange | LogicalMessage;

/** A committed transaction. */
export interface Transaction {
  readonly kind: 'transaction';
  readonly xid: number;
  /** Where its commit is in the log. */
  readonly lsn: bigint;
  /** Where the log goes on after it: what to confirm to the server when it is safe, and to give as `after` on a restart. */
  readonly end: bigint;
  /** To the millisecond. */
  readonly commitTime: Date;
  /** The replication origin that it came from to the server, if not from a client of it. */
  readonly origin: string | undefined;
  readonly changes: readonly Change[];
}

/** A transaction, or a message that belongs to none (`pg_logical_emit_message(false, …)`). */
export type ChangeEvent = Transaction | LogicalMessage;
