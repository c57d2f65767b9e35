/** Rows of the stream: TupleData, each value a null, an unchanged TOAST value, a text or binary bytes. */
import { binaryText } from './binary-value.js';
import { decodeUtf8, type ByteReader } from './byte-reader.js';
import { unavailable } from '../catalog/unavailable.js';
import type { ChangeRow, ChangeValue } from './change.js';
import type { Relation, RelationColumn } from './relation.js';

type WritableRow = Record<string, ChangeValue>;

const isNull = 0x6e; // n
const isUnchanged = 0x75; // u
const isText = 0x74; // t
const isBinary = 0x62; // b

/**
 * Reads a row. Of a row that has the key only (`keyOnly`), the stream has nulls for the other columns, which are made `unavailable`. An unchanged TOAST value is
 * taken from the old row, if that has it.
 */
export function readTuple(reader: ByteReader, relation: Relation, keyOnly: boolean, old?: ChangeRow): ChangeRow {
  const { columns } = relation;
  const count = reader.i16();
  if (count !== columns.length)
    throw reader.wrong(`${count} values for the ${columns.length} columns of "${relation.name}"`);
  const row: WritableRow = {};
  for (const column of columns) {
    const value = readValue(reader, column);
    const isKnown = column.key || !keyOnly;
    set(row, column.name, value === unavailable ? (old?.[column.name] ?? value) : isKnown ? value : unavailable);
  }
  return row;
}

/** The old row of an UPDATE that came without one: its key is that of the new row (heapam.c, ExtractReplicaIdentity), and nothing else is known. */
export function keyOf(relation: Relation, row: ChangeRow): ChangeRow {
  const old: WritableRow = {};
  for (const { name, key } of relation.columns) set(old, name, key ? (row[name] ?? null) : unavailable);
  return old;
}

/** A column may be called `__proto__`. */
function set(row: WritableRow, name: string, value: ChangeValue): void {
  if (name === '__proto__')
    Object.defineProperty(row, name, { value, enumerable: true, writable: true, configurable: true });
  else row[name] = value;
}

function readValue(reader: ByteReader, { type, name }: RelationColumn): ChangeValue {
  const kind = reader.u8();
  if (kind === isNull) return null;
  if (kind === isUnchanged) return unavailable;
  if (kind !== isText && kind !== isBinary) throw reader.wrong(`a value of unknown kind ${kind} for column "${name}"`);
  const bytes = reader.take(reader.i32());
  if (kind === isText) return decodeUtf8(bytes);
  return type === undefined ? new Uint8Array(bytes) : binaryText(type, bytes, name);
}
