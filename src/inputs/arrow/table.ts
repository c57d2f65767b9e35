/**
 * Tables and record batches of apache-arrow and @uwdata/flechette, known by their shapes and read through their buffers: neither package is needed, and any
 * version that has these properties will do.
 */
import { SqlError } from '../../error.js';
import { fieldOf, type ArrowField, type ArrowType, type FieldObject, type TypeObject } from './type.js';
import { noBytes, vectorParts, type ArrowVector } from './vector.js';

type Bytes = ArrayBufferView | undefined | null;

/** apache-arrow's Data. */
export interface ApacheData {
  readonly type: TypeObject;
  readonly length: number;
  readonly offset: number;
  readonly nullCount: number;
  readonly values?: Bytes;
  readonly valueOffsets?: Bytes;
  readonly nullBitmap?: Bytes;
  readonly children: readonly ApacheData[];
  readonly dictionary?: { readonly data: readonly ApacheData[] } | undefined;
  readonly variadicBuffers?: readonly ArrayBufferView[] | undefined;
}

interface SchemaObject {
  readonly fields: readonly FieldObject[];
}

export interface ApacheRecordBatch {
  readonly schema: SchemaObject;
  readonly data: ApacheData;
}

export interface ApacheTable {
  readonly schema: SchemaObject;
  readonly batches: readonly ApacheRecordBatch[];
}

/** flechette's Batch: a part of one column. */
export interface FlechetteBatch {
  readonly type: TypeObject;
  readonly length: number;
  readonly nullCount: number;
  readonly validity?: Bytes;
  readonly values?: Bytes;
  readonly offsets?: Bytes;
  readonly children?: readonly FlechetteBatch[] | undefined;
  readonly data?: readonly ArrayBufferView[] | undefined;
  readonly dictionary?: { readonly data: readonly FlechetteBatch[] } | undefined;
}

export interface FlechetteTable {
  readonly schema: SchemaObject;
  readonly children: readonly { readonly data: readonly FlechetteBatch[] }[];
}

/** What is taken for a table of Arrow: the packages' own types tell more, each in its way, and are looked at when a table is read. */
export interface ArrowTable {
  readonly schema: { readonly fields: readonly object[] };
}

/** What a table can be. */
export type KnownTable = ApacheTable | ApacheRecordBatch | FlechetteTable;

/** Columns in parts: the parts of different columns need not have the same rows. */
export interface Parts {
  readonly fields: readonly ArrowField[];
  readonly columns: readonly (readonly ArrowVector[])[];
}

/** The vectors of a table. Raises 42804 for what is none. */
export function partsOf(given: ArrowTable): Parts {
  const table = given as KnownTable;
  if (typeof table !== 'object' || table === null || !Array.isArray((table as ApacheTable).schema?.fields))
    throw notTable();
  const fields = table.schema.fields.map((field) => fieldOf(field));
  if ('batches' in table && Array.isArray(table.batches)) {
    const columns = fields.map(({ type }, column) =>
      table.batches.map(({ data }) => apacheVector(type, memberData(data, column))),
    );
    return { fields, columns };
  }
  if ('data' in table && Array.isArray(table.data?.children))
    return { fields, columns: fields.map(({ type }, column) => [apacheVector(type, memberData(table.data, column))]) };
  if ('children' in table && Array.isArray(table.children))
    return {
      fields,
      columns: fields.map(({ type }, column) =>
        (table.children[column]?.data ?? []).map((part) => flechetteVector(type, part)),
      ),
    };
  throw notTable();
}

const notTable = (): SqlError =>
  new SqlError('42804', 'a table or record batch of apache-arrow or @uwdata/flechette is expected', {
    hint: 'Bytes of Arrow are opened with ArrowReader.open.',
  });

/** A column of a record batch, which begins where the batch does. */
function memberData({ children, length }: ApacheData, column: number): ApacheData {
  const found = children[column];
  if (found === undefined || found.length < length)
    throw new SqlError('XX001', `a record batch of ${length} rows has fewer in column ${column}`);
  return found.length === length ? found : { ...spreadData(found), length };
}

/** What is read of it: a class's getters do not come along when it is spread. */
const spreadData = (data: ApacheData): ApacheData => ({
  type: data.type,
  length: data.length,
  offset: data.offset,
  nullCount: data.nullCount,
  values: data.values,
  valueOffsets: data.valueOffsets,
  nullBitmap: data.nullBitmap,
  children: data.children,
  dictionary: data.dictionary,
  variadicBuffers: data.variadicBuffers,
});

const bytesOf = (view: Bytes): Uint8Array =>
  view == null ? noBytes : new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** The types of the children, or of the dictionary. */
function childTypes({ layout }: ArrowType): readonly ArrowType[] {
  switch (layout.layout) {
    case 'struct':
      return layout.members.map(({ type }) => type);
    case 'list':
    case 'fixed-list':
      return [layout.element.type];
    default:
      return [];
  }
}

export function apacheVector(type: ArrowType, data: ApacheData): ArrowVector {
  const { length, offset, nullCount, children, dictionary } = data;
  const validity = bytesOf(data.nullBitmap);
  const { layout } = type;
  return {
    ...vectorParts,
    type,
    rows: length,
    bit: offset,
    validity: nullCount === 0 || validity.length === 0 ? undefined : validity,
    values: bytesOf(data.values),
    offsets: bytesOf(data.valueOffsets),
    buffers: (data.variadicBuffers ?? []).map(bytesOf),
    children: childTypes(type).flatMap((child, index) => {
      const found = children[index];
      return found === undefined ? [] : [apacheVector(child, found)];
    }),
    dictionary:
      layout.layout === 'dictionary' ? (dictionary?.data ?? []).map((part) => apacheVector(layout.value, part)) : [],
  };
}

export function flechetteVector(type: ArrowType, part: FlechetteBatch): ArrowVector {
  const { length, nullCount, children, dictionary } = part;
  const validity = bytesOf(part.validity);
  const { layout } = type;
  return {
    ...vectorParts,
    type,
    rows: length,
    validity: nullCount === 0 || validity.length === 0 ? undefined : validity,
    values: bytesOf(part.values),
    offsets: bytesOf(part.offsets),
    buffers: Array.isArray(part.data) ? part.data.map(bytesOf) : [],
    children: childTypes(type).flatMap((child, index) => {
      const found = children?.[index];
      return found === undefined ? [] : [flechetteVector(child, found)];
    }),
    dictionary:
      layout.layout === 'dictionary' ? (dictionary?.data ?? []).map((one) => flechetteVector(layout.value, one)) : [],
  };
}
