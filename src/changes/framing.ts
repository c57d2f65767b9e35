/**
 * The messages inside of CopyData while a replication connection is in copy-both mode, as the manual's chapter "Streaming Replication Protocol" has them:
 * XLogData, keepalives, and the status that the client sends. Pure functions, for any client and any socket.
 */
import { SqlError } from '../error.js';
import { ByteReader } from './byte-reader.js';

/** A part of the log: `data` is one message for `ChangeDecoder.push`, a view of the bytes given. */
export interface XLogData {
  readonly kind: 'data';
  readonly start: bigint;
  /** The end of the log on the server. */
  readonly walEnd: bigint;
  readonly data: Uint8Array;
}

/** The server says where it is, and may ask for a status at once: it ends the connection if none comes within wal_sender_timeout. */
export interface Keepalive {
  readonly kind: 'keepalive';
  readonly walEnd: bigint;
  readonly replyRequested: boolean;
}

/** What a status tells: places in the log of which all before is received, and is safe. */
export interface StandbyStatus {
  /** Received. */
  readonly written: bigint;
  /** Safe: the slot forgets what is before it, and begins here after a restart. `written` unless given. */
  readonly flushed?: bigint;
  /** Visible to readers, as pg_stat_replication shows it. `flushed` unless given. */
  readonly applied?: bigint;
  /** The clock of the client, in milliseconds from 1970; now unless given. */
  readonly time?: number;
  /** Ask the server for a keepalive at once. */
  readonly replyRequested?: boolean;
}

const xLogData = 0x77; // w
const keepalive = 0x6b; // k
const standbyStatusUpdate = 0x72; // r

/** From 1970 to 2000, PostgreSQL's epoch, in milliseconds. */
const epoch = 946_684_800_000;

/** PostgreSQL's microseconds from 2000 as a Date. */
export const timeOf = (microseconds: bigint): Date => new Date(Number(microseconds / 1000n) + epoch);

/** One CopyData payload from the server. Raises 08P01 when it is neither XLogData nor a keepalive, or is cut. */
export function readCopyData(bytes: Uint8Array): XLogData | Keepalive {
  const reader = new ByteReader(bytes, 'a message in copy-both mode');
  const kind = reader.u8();
  if (kind === xLogData) {
    const start = reader.u64();
    const walEnd = reader.u64();
    reader.i64(); // The server's clock.
    return { kind: 'data', start, walEnd, data: reader.take(reader.left) };
  }
  if (kind !== keepalive)
    throw new SqlError('08P01', `unknown message ${byteName(kind)} in copy-both mode`, {
      hint: 'XLogData (w) and keepalives (k) are expected: the payload of CopyData, without its length.',
    });
  const walEnd = reader.u64();
  reader.i64();
  const replyRequested = reader.u8() !== 0;
  reader.end();
  return { kind: 'keepalive', walEnd, replyRequested };
}

/** The CopyData payload, 34 bytes, that tells the server how far the client is. */
export function standbyStatus(status: StandbyStatus): Uint8Array {
  const { written, flushed = written, applied = flushed, time = Date.now(), replyRequested = false } = status;
  const bytes = new Uint8Array(34);
  const view = new DataView(bytes.buffer);
  bytes[0] = standbyStatusUpdate;
  view.setBigUint64(1, written);
  view.setBigUint64(9, flushed);
  view.setBigUint64(17, applied);
  view.setBigInt64(25, BigInt(Math.round((time - epoch) * 1000)));
  bytes[33] = replyRequested ? 1 : 0;
  return bytes;
}

/** A message's first byte as errors show it: its letter, or its number where it is not printed. */
export function byteName(byte: number): string {
  return byte > 0x20 && byte < 0x7f ? `"${String.fromCharCode(byte)}"` : `0x${byte.toString(16).padStart(2, '0')}`;
}
