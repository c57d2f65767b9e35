/** Rows of a table as a table of the same library: its own constructors are found at the objects that it has made. */
import { SqlError } from '../../error.js';
import { takeRows, type TakenVector } from './take.js';
import {
  apacheVector,
  flechetteVector,
  type ApacheData,
  type ApacheRecordBatch,
  type ApacheTable,
  type ArrowTable,
  type FlechetteBatch,
  type FlechetteTable,
  type KnownTable,
} from './table.js';
import { fieldOf, type ArrowType } from './type.js';

type Constructor = new (...args: unknown[]) => object;
/** Of an instance of some class. */
const classOf = (instance: object): Constructor => instance.constructor as Constructor;

/** A table with these rows of the table, ascending, or a record batch of a record batch. Raises 0A000 for types whose rows cannot be taken. */
export function rowsOfTable<T extends ArrowTable>(table: T, rows: Uint32Array): T {
  const known: KnownTable = table as ArrowTable as KnownTable;
  if ('batches' in known) return apacheTable(known, rows) as T;
  if ('data' in known) return apacheBatch(known, rows) as ArrowTable as T;
  return flechetteTable(known, rows) as T;
}

/** Those of the rows that lie in a part, counted from its beginning. */
const rowsWithin = (rows: Uint32Array, first: number, count: number): Uint32Array =>
  rows.subarray(placeOf(rows, first), placeOf(rows, first + count)).map((row) => row - first);

/** How many of the rows come before one. */
function placeOf(rows: Uint32Array, row: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] ?? 0) < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function apacheTable(table: ApacheTable, rows: Uint32Array): object {
  const batches: ApacheRecordBatch[] = [];
  let first = 0;
  for (const batch of table.batches) {
    const within = rowsWithin(rows, first, batch.data.length);
    if (within.length > 0) batches.push(apacheBatch(batch, within));
    first += batch.data.length;
  }
  return new (classOf(table))(table.schema, batches);
}

function apacheBatch(batch: ApacheRecordBatch, rows: Uint32Array): ApacheRecordBatch {
  const children = batch.schema.fields.map((field, column) => {
    const data = batch.data.children[column];
    if (data === undefined) throw new SqlError('XX001', `a record batch has no column ${column}`);
    const { type } = fieldOf(field);
    return apacheData(data, takeRows(apacheVector(type, data), rows));
  });
  const data = cloned(batch.data, [batch.data.type, 0, rows.length, 0, [], children]);
  return new (classOf(batch))(batch.schema, data) as ApacheRecordBatch;
}

const cloned = (data: ApacheData, args: readonly unknown[]): ApacheData =>
  (data as ApacheData & { clone(...args: readonly unknown[]): ApacheData }).clone(...args);

function apacheData(data: ApacheData, taken: TakenVector): ApacheData {
  const children = data.children.map((child, place) => {
    const found = taken.children[place];
    if (found === undefined) throw new SqlError('XX001', 'a vector has more children than its type');
    return apacheData(child, found);
  });
  const { rows, nulls, validity, offsets, values } = taken;
  const buffers = [sameKind(data.valueOffsets, offsets), sameKind(data.values, values), validity];
  return cloned(data, [data.type, 0, rows, nulls, buffers, children]);
}

/** The bytes as an array of the kind that the buffer has; none where it has none. */
function sameKind(buffer: ArrayBufferView | undefined | null, bytes: Uint8Array): object | undefined {
  if (buffer == null) return undefined;
  const { BYTES_PER_ELEMENT: size = 1 } = buffer as ArrayBufferView & { readonly BYTES_PER_ELEMENT?: number };
  return new (classOf(buffer))(bytes.buffer, bytes.byteOffset, bytes.byteLength / size);
}

function flechetteTable(table: FlechetteTable, rows: Uint32Array): object {
  const columns = table.children.map((column, place) => {
    const field = table.schema.fields[place];
    if (field === undefined) throw new SqlError('XX001', `the schema has no field ${place}`);
    const { type } = fieldOf(field);
    let first = 0;
    const parts = column.data.map((part) => {
      const within = rowsWithin(rows, first, part.length);
      first += part.length;
      return flechettePart(part, type, within);
    });
    const kept = parts.filter(({ length }) => length > 0);
    return new (classOf(column))(kept.length > 0 ? kept : parts.slice(0, 1), field.type);
  });
  return new (classOf(table))(table.schema, columns);
}

const flechettePart = (part: FlechetteBatch, type: ArrowType, rows: Uint32Array): FlechetteBatch =>
  flechetteBatch(part, takeRows(flechetteVector(type, part), rows));

function flechetteBatch(part: FlechetteBatch, taken: TakenVector): FlechetteBatch {
  const { rows, nulls, validity, offsets, values, children, buffers } = taken;
  const made = new (classOf(part))({
    length: rows,
    nullCount: nulls,
    type: part.type,
    validity: validity ?? new Uint8Array(0),
    values: sameKind(part.values, values),
    offsets: sameKind(part.offsets, offsets),
    data: buffers.length > 0 ? buffers : undefined,
    children: (part.children ?? []).map((child, place) => {
      const found = children[place];
      if (found === undefined) throw new SqlError('XX001', 'a vector has more children than its type');
      return flechetteBatch(child, found);
    }),
  }) as FlechetteBatch & { setDictionary?(dictionary: unknown): FlechetteBatch };
  return part.dictionary === undefined ? made : (made.setDictionary?.(part.dictionary) ?? made);
}
