/** Where a subscriber is: the id of a server-sent event, with which a client comes again. */
import { formatLsn, parseLsn } from 'quern/changes';
import { isVisible, parseSnapshot, type Snapshot } from './snapshot.js';

/** The snapshot that a subscriber's first rows are of. */
export interface FirstSnapshot {
  readonly text: string;
  readonly snapshot: Snapshot;
  /** A place in the log that no transaction is after which the snapshot saw. */
  readonly until: bigint;
}

export interface Place {
  /** All transactions up to here are with the client. */
  readonly end: bigint;
  /** Some after it may be, too: those that the first rows' snapshot saw. */
  readonly first: FirstSnapshot | undefined;
}

/** `16/B374D848`, and as long as it matters `@`, the snapshot, `@` and its place. */
export function formatPlace({ end, first }: Place): string {
  if (first === undefined || end >= first.until) return formatLsn(end);
  return `${formatLsn(end)}@${first.text}@${formatLsn(first.until)}`;
}

/** Undefined for a text that is none, which a client may send. */
export function parsePlace(text: string): Place | undefined {
  const [end = '', snapshot, until = ''] = text.split('@');
  try {
    const first = snapshot === undefined ? undefined : firstSnapshot(snapshot, until);
    return { end: parseLsn(end), first };
  } catch {
    return undefined;
  }
}

/** Raises 22P02 for texts that are none. */
export function firstSnapshot(text: string, until: string): FirstSnapshot | undefined {
  const snapshot = parseSnapshot(text);
  return snapshot === undefined ? undefined : { text, snapshot, until: parseLsn(until) };
}

/** Has the client what this transaction did? */
export function hasSeen({ end, first }: Place, transaction: { readonly xid: number; readonly end: bigint }): boolean {
  if (transaction.end <= end) return true;
  return first !== undefined && transaction.end <= first.until && isVisible(transaction.xid, first.snapshot);
}
