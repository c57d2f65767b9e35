/**
 * The Arrow IPC file format, through flechette: a record batch for every so many rows. flechette writes whole tables, so each group is one, of which the record
 * batch is taken; and the footer is that of a table with as many empty batches, told where the real ones are. A file that an error ends has no footer.
 */
import {
  batchType,
  binary,
  bool,
  Column,
  dateDay,
  field,
  float32,
  float64,
  int16,
  int32,
  int64,
  Table,
  tableToIPC,
  timeMicrosecond,
  timestamp,
  utf8,
  type DataType,
} from '@uwdata/flechette';
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { setBit } from '../inputs/columnar/bits.js';
import { FlatBuffer } from '../inputs/arrow/ipc/flatbuffer.js';
import type { Reader, RowValues, Writer } from '../inputs/reader.js';
import type { OutputColumn } from './output-column.js';
import type { Sink } from './sink.js';
import {
  bytesOfHex,
  dayFrom1970,
  microsecondsFrom1970,
  typedColumns,
  typedWriter,
  type Cell,
  type TypedColumn,
} from './typed-writer.js';

const groupRows = 64 * 1024;
/** The magic and its padding before the first message, and the mark of the end after the last. */
const magicBytes = 8;
const endBytes = 8;

/**
 * Writes an Arrow IPC file, all columns by default. Types that Arrow lacks or has in other forms, numeric and interval among them, are written as text. The file
 * is whole once the run has ended without an error.
 */
export function arrowWriter<B extends RowValues>(
  sink: Sink,
  reader: Reader<B>,
  columns?: readonly OutputColumn<B>[],
): Writer<B> {
  const schema = typedColumns(reader, columns);
  const blocks: { readonly offset: number; readonly metadataLength: number; readonly bodyLength: number }[] = [];
  let written = 0;
  const add = (bytes: Uint8Array): void => {
    sink.add(bytes);
    written += bytes.length;
  };
  return typedWriter(sink, reader, columns, {
    cell: arrowCell,
    groupRows,
    begin: () => {
      const file = encoded(schema, [], 'file');
      add(file.subarray(0, magicBytes + messageLength(file, magicBytes)));
    },
    group: (values, rows) => {
      const stream = encoded(schema, [{ values, rows }], 'stream');
      const message = stream.subarray(messageLength(stream, 0), stream.length - endBytes);
      const metadataLength = messageLength(message, 0);
      blocks.push({ offset: written, metadataLength, bodyLength: message.length - metadataLength });
      add(message);
    },
    end: () => {
      const file = encoded(
        schema,
        blocks.map(() => ({ values: schema.map(() => []), rows: 0 })),
        'file',
      );
      const footer = footerIn(file);
      const view = new DataView(footer.buffer, footer.byteOffset, footer.byteLength);
      new FlatBuffer(footer)
        .root()
        .structs(3, 24, (_, at) => at)
        .forEach((at, index) => {
          const block = blocks[index];
          if (block === undefined) throw new SqlError('XX000', 'the footer has more record batches than were written');
          view.setBigInt64(at, BigInt(block.offset), true);
          view.setInt32(at + 8, block.metadataLength, true);
          view.setBigInt64(at + 16, BigInt(block.bodyLength), true);
        });
      // The mark of the end, the footer, its length and the magic.
      add(new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]));
      add(file.subarray(file.length - footer.length - 10));
    },
  });
}

/** The footer, without its length and the magic at its end. */
function footerIn(file: Uint8Array): Uint8Array {
  const length = new DataView(file.buffer, file.byteOffset + file.length - 10, 4).getInt32(0, true);
  return file.subarray(file.length - 10 - length, file.length - 10);
}

/** A message's length without its body: after a mark stands how long the rest is. */
const messageLength = (bytes: Uint8Array, at: number): number =>
  8 + new DataView(bytes.buffer, bytes.byteOffset + at + 4, 4).getInt32(0, true);

interface Group {
  readonly values: readonly (Cell | null)[][];
  readonly rows: number;
}

function encoded(schema: readonly TypedColumn[], groups: readonly Group[], format: 'file' | 'stream'): Uint8Array {
  const fields = schema.map(({ name, type, notNull }) => field(name, arrowTypeOf(type), !notNull));
  const columns = schema.map(({ type }, index) => {
    const arrowType = arrowTypeOf(type);
    const Kind = batchType(arrowType, { useBigInt: true, useBigIntTimestamp: true });
    const batches = groups.map(({ values, rows }) => new Kind(buffersOf(type, arrowType, values[index] ?? [], rows)));
    return new Column(batches, arrowType);
  });
  const table = new Table({ version: 4, endianness: 0, fields, metadata: null }, columns);
  const bytes = tableToIPC(table, { format });
  if (bytes === null) throw new SqlError('XX000', 'flechette has written nothing');
  return bytes;
}

const arrowTypes: Partial<Readonly<Record<TypeName, () => DataType>>> = {
  bool,
  int2: int16,
  int4: int32,
  int8: int64,
  float4: float32,
  float8: float64,
  date: dateDay,
  time: timeMicrosecond,
  timestamp: () => timestamp(2),
  timestamptz: () => timestamp(2, 'UTC'),
  bytea: binary,
};

/** All others are text. */
const arrowTypeOf = (type: TypeName): DataType => (arrowTypes[type] ?? utf8)();

function arrowCell(type: TypeName, value: Value): Cell {
  switch (type) {
    case 'date':
      return dayFrom1970(value);
    case 'timestamp':
    case 'timestamptz':
      return microsecondsFrom1970(value);
    case 'bytea':
      return bytesOfHex(String(value));
    default:
      return value;
  }
}

type NumberArray = Int16Array | Int32Array | BigInt64Array | Float32Array | Float64Array;

const arrays: Partial<Readonly<Record<TypeName, new (length: number) => NumberArray>>> = {
  int2: Int16Array,
  int4: Int32Array,
  int8: BigInt64Array,
  float4: Float32Array,
  float8: Float64Array,
  date: Int32Array,
  time: BigInt64Array,
  timestamp: BigInt64Array,
  timestamptz: BigInt64Array,
};

function buffersOf(type: TypeName, arrowType: DataType, values: readonly (Cell | null)[], length: number): object {
  const validity = new Uint8Array(Math.ceil(length / 64) * 8);
  let nullCount = 0;
  values.forEach((value, row) => {
    if (value === null) nullCount++;
    else setBit(validity, row);
  });
  const made = { length, nullCount, type: arrowType, validity: nullCount === 0 ? new Uint8Array(0) : validity };
  if (type === 'bool') {
    const bits = new Uint8Array(validity.length);
    values.forEach((value, row) => {
      if (value === 1) setBit(bits, row);
    });
    return { ...made, values: bits };
  }
  const Kind = arrays[type];
  if (Kind !== undefined) {
    const numbers = new Kind(length);
    values.forEach((value, row) => {
      if (value !== null) numbers[row] = value as never;
    });
    return { ...made, values: numbers };
  }
  const encoder = new TextEncoder();
  const parts = values.map((value) =>
    value === null ? undefined : value instanceof Uint8Array ? value : encoder.encode(String(value)),
  );
  const offsets = new Int32Array(length + 1);
  parts.forEach((part, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + (part?.length ?? 0);
  });
  const bytes = new Uint8Array(offsets[length] ?? 0);
  parts.forEach((part, row) => {
    if (part !== undefined) bytes.set(part, offsets[row]);
  });
  return { ...made, offsets, values: bytes };
}
