/** The messages of Arrow's IPC format (format/Message.fbs, Schema.fbs and File.fbs): a schema, a dictionary, a record batch, and a file's footer. */
import { SqlError } from '../../../error.js';
import { fieldOf, type ArrowField, type FieldObject, type TypeObject } from '../type.js';
import { damaged, FlatBuffer, type FlatTable } from './flatbuffer.js';

export interface Buffer {
  readonly offset: number;
  readonly length: number;
}

/** How many rows, where the buffers of each vector are, in the order of the schema. */
export interface RecordBatch {
  readonly rows: number;
  readonly nodes: readonly { readonly rows: number; readonly nulls: number }[];
  readonly buffers: readonly Buffer[];
  readonly compression: 'none' | 'lz4' | 'zstd';
  /** How many buffers each vector of views has. */
  readonly variadic: readonly number[];
}

export type Message =
  | { readonly kind: 'schema'; readonly fields: readonly ArrowField[]; readonly bodyLength: number }
  | {
      readonly kind: 'dictionary';
      readonly id: number;
      readonly isDelta: boolean;
      readonly batch: RecordBatch;
      readonly bodyLength: number;
    }
  | { readonly kind: 'batch'; readonly batch: RecordBatch; readonly bodyLength: number }
  | { readonly kind: 'other'; readonly bodyLength: number };

export function messageOf(bytes: Uint8Array): Message {
  const message = new FlatBuffer(bytes).root();
  const bodyLength = message.i64(3, 0);
  if (bodyLength < 0) throw damaged('a message has less than no bytes');
  const header = message.table(2);
  switch (message.i8(1, 0)) {
    case 1:
      return { kind: 'schema', fields: fieldsOf(header), bodyLength };
    case 2: {
      const data = header?.table(1);
      return {
        kind: 'dictionary',
        id: header?.i64(0, 0) ?? 0,
        isDelta: header?.i8(2, 0) === 1,
        batch: batchOf(data),
        bodyLength,
      };
    }
    case 3:
      return { kind: 'batch', batch: batchOf(header), bodyLength };
    default:
      return { kind: 'other', bodyLength };
  }
}

export interface Block {
  readonly offset: number;
  readonly metadataLength: number;
  readonly bodyLength: number;
}

export interface Footer {
  readonly fields: readonly ArrowField[];
  readonly dictionaries: readonly Block[];
  readonly batches: readonly Block[];
}

export function footerOf(bytes: Uint8Array): Footer {
  const footer = new FlatBuffer(bytes).root();
  const blocks = (field: number): Block[] =>
    footer.structs(field, 24, (buffer, at) => ({
      offset: buffer.i64(at),
      metadataLength: buffer.i32(at + 8),
      bodyLength: buffer.i64(at + 16),
    }));
  return { fields: fieldsOf(footer.table(1)), dictionaries: blocks(2), batches: blocks(3) };
}

function fieldsOf(schema: FlatTable | undefined): ArrowField[] {
  if (schema === undefined) throw damaged('there is no schema');
  if (schema.i16(0, 0) !== 0)
    throw new SqlError('0A000', 'Arrow data with the greatest byte first is not supported', {
      hint: 'Write it anew on a machine whose lowest byte is first.',
    });
  return schema.tables(1).map((field) => fieldOf(fieldObject(field, 0)));
}

const mostDepth = 64;

function fieldObject(field: FlatTable, depth: number): FieldObject {
  if (depth > mostDepth) throw new SqlError('54001', 'the types of an Arrow schema nest too deeply');
  const children = field.tables(5).map((child) => fieldObject(child, depth + 1));
  const type = typeObject(field.i8(2, 0), field.table(3), children);
  const dictionary = field.table(4);
  const metadata = new Map(field.tables(6).map((pair) => [pair.text(0) ?? '', pair.text(1) ?? '']));
  return {
    name: field.text(0) ?? '',
    nullable: field.i8(1, 0) === 1,
    metadata,
    type: dictionary === undefined ? type : dictionaryObject(type, dictionary),
  };
}

function dictionaryObject(value: TypeObject, encoding: FlatTable): TypeObject & { readonly id: number } {
  const index = encoding.table(1);
  const indices = index === undefined ? { typeId: 2, bitWidth: 32, isSigned: true } : typeObject(2, index, []);
  return { typeId: -1, dictionary: value, indices, id: encoding.i64(0, 0) };
}

function typeObject(typeId: number, type: FlatTable | undefined, children: readonly FieldObject[]): TypeObject {
  if (type === undefined) return { typeId, children };
  switch (typeId) {
    case 2:
      return { typeId, bitWidth: type.i32(0, 0), isSigned: type.i8(1, 0) === 1 };
    case 3:
      return { typeId, precision: type.i16(0, 0) };
    case 7:
      return { typeId, precision: type.i32(0, 0), scale: type.i32(1, 0), bitWidth: type.i32(2, 128) };
    case 8:
    case 9:
    case 18:
      return { typeId, unit: type.i16(0, 1) };
    case 10:
      return { typeId, unit: type.i16(0, 0), timezone: type.text(1) };
    case 11:
      return { typeId, unit: type.i16(0, 0) };
    case 14:
      return { typeId, children, mode: type.i16(0, 0) } as TypeObject;
    case 15:
      return { typeId, byteWidth: type.i32(0, 0) };
    case 16:
      return { typeId, children, listSize: type.i32(0, 0) };
    default:
      return { typeId, children };
  }
}

function batchOf(table: FlatTable | undefined): RecordBatch {
  if (table === undefined) throw damaged('a record batch has no header');
  const rows = table.i64(0, 0);
  const nodes = table.structs(1, 16, (buffer, at) => ({ rows: buffer.i64(at), nulls: buffer.i64(at + 8) }));
  if (rows < 0 || rows > 2 ** 31 || nodes.some((node) => node.rows < 0 || node.rows > 2 ** 31))
    throw damaged('a record batch has too many rows');
  const compression = table.table(3);
  return {
    rows,
    nodes,
    buffers: table.structs(2, 16, (buffer, at) => ({ offset: buffer.i64(at), length: buffer.i64(at + 8) })),
    compression: compression === undefined ? 'none' : codecOf(compression),
    variadic: table.structs(4, 8, (buffer, at) => buffer.i64(at)),
  };
}

function codecOf(compression: FlatTable): 'lz4' | 'zstd' {
  const codec = compression.i8(0, 0);
  if (compression.i8(1, 0) !== 0 || codec > 1 || codec < 0)
    throw new SqlError('0A000', `the compression number ${codec} of Arrow data is not supported`, {
      hint: 'Write it anew without compression, with LZ4 or with ZSTD.',
    });
  return codec === 0 ? 'lz4' : 'zstd';
}
