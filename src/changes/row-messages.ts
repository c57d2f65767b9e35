/** The messages that carry changes, from their bytes: Insert, Update, Delete, Truncate and logical messages. */
import type { ByteReader } from './byte-reader.js';
import type { ChangeRow, Delete, Insert, LogicalMessage, Truncate, Update } from './change.js';
import type { Relation } from './relation.js';
import { keyOf, readTuple } from './tuple.js';

/** Gives the relation of an oid, or raises 08P01. */
export type FindRelation = (oid: number) => Relation;

const newRow = 0x4e; // N
const oldKey = 0x4b; // K
const oldRow = 0x4f; // O

export function readInsert(reader: ByteReader, find: FindRelation): Insert {
  const relation = find(reader.u32());
  mustBe(reader, reader.u8(), newRow);
  const row = readTuple(reader, relation, false);
  reader.end();
  return { kind: 'insert', relation, old: null, new: row };
}

export function readUpdate(reader: ByteReader, find: FindRelation): Update {
  const relation = find(reader.u32());
  let kind = reader.u8();
  let old: ChangeRow | undefined;
  if (kind === oldKey || kind === oldRow) {
    old = readTuple(reader, relation, kind === oldKey);
    kind = reader.u8();
  }
  mustBe(reader, kind, newRow);
  const row = readTuple(reader, relation, false, old);
  reader.end();
  return { kind: 'update', relation, old: old ?? keyOf(relation, row), new: row };
}

export function readDelete(reader: ByteReader, find: FindRelation): Delete {
  const relation = find(reader.u32());
  const kind = reader.u8();
  if (kind !== oldKey) mustBe(reader, kind, oldRow);
  const old = readTuple(reader, relation, kind === oldKey);
  reader.end();
  return { kind: 'delete', relation, old, new: null };
}

export function readTruncate(reader: ByteReader, find: FindRelation): Truncate[] {
  const count = reader.i32();
  const options = reader.u8();
  if (count < 0 || count * 4 > reader.left) throw reader.wrong(`${count} relations`);
  const changes = Array.from({ length: count }, (): Truncate => {
    const relation = find(reader.u32());
    const [cascade, restartIdentity] = [(options & 1) !== 0, (options & 2) !== 0];
    return { kind: 'truncate', relation, old: null, new: null, cascade, restartIdentity };
  });
  reader.end();
  return changes;
}

/** A message that an application wrote, and whether it belongs to the transaction. */
export function readLogicalMessage(reader: ByteReader): { message: LogicalMessage; transactional: boolean } {
  const transactional = (reader.u8() & 1) !== 0;
  const lsn = reader.u64();
  const prefix = reader.text();
  const content = new Uint8Array(reader.take(reader.i32()));
  reader.end();
  return { message: { kind: 'message', lsn, prefix, content }, transactional };
}

function mustBe(reader: ByteReader, kind: number, wanted: number): void {
  if (kind !== wanted) throw reader.wrong(`a row of unknown kind ${kind}`);
}
