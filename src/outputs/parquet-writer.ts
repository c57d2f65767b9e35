/** Parquet, through hyparquet-writer: a row group for every so many rows, with statistics. A file that an error ends has no end, so nobody takes it for a whole one. */
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { TypeName, Value } from '../catalog/types.js';
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

const groupRows = 128 * 1024;
/** A page of so many bytes has thousands of rows, and statistics by which a reader leaves it out. */
const pageSize = 128 * 1024;

/**
 * Writes a Parquet file, all columns by default, compressed with Snappy. Types that Parquet lacks, numeric and interval among them, are written as text.
 * The file is whole once the run has ended without an error.
 */
export function parquetWriter<B extends RowValues>(
  sink: Sink,
  reader: Reader<B>,
  columns?: readonly OutputColumn<B>[],
): Writer<B> {
  const schema = typedColumns(reader, columns);
  const bytes = new ByteWriter();
  /** What was written is the sink's; the writer counts on. */
  const release = (): void => {
    sink.add(bytes.getBytes());
    bytes.index = 0;
  };
  let writer: ParquetWriter | undefined;
  return typedWriter(sink, reader, columns, {
    cell: parquetCell,
    groupRows,
    begin: () => {
      writer = new ParquetWriter({ writer: bytes, schema: elementsOf(schema), createdBy: 'quern' });
      release();
    },
    group: (values, rows) => {
      const columnData = schema.map(({ name }, index) => ({ name, data: values[index] ?? [], columnIndex: true }));
      void writer?.write({ columnData, rowGroupSize: rows, pageSize });
      release();
    },
    end: () => {
      void writer?.finish();
      release();
    },
  });
}

function elementsOf(columns: readonly TypedColumn[]): SchemaElement[] {
  return [
    { name: 'root', num_children: columns.length },
    ...columns.map(
      ({ name, type, notNull }): SchemaElement => ({
        name,
        repetition_type: notNull ? 'REQUIRED' : 'OPTIONAL',
        ...(elements[type] ?? { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } }),
      }),
    ),
  ];
}

/** What types are in Parquet; all others are text. */
const elements: Partial<Readonly<Record<TypeName, Omit<SchemaElement, 'name'>>>> = {
  bool: { type: 'BOOLEAN' },
  int2: { type: 'INT32', converted_type: 'INT_16', logical_type: { type: 'INTEGER', bitWidth: 16, isSigned: true } },
  int4: { type: 'INT32' },
  int8: { type: 'INT64' },
  float4: { type: 'FLOAT' },
  float8: { type: 'DOUBLE' },
  date: { type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
  time: { type: 'INT64', logical_type: { type: 'TIME', isAdjustedToUTC: false, unit: 'MICROS' } },
  timestamp: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: false, unit: 'MICROS' } },
  timestamptz: { type: 'INT64', logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' } },
  bytea: { type: 'BYTE_ARRAY' },
  uuid: { type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, logical_type: { type: 'UUID' } },
};

function parquetCell(type: TypeName, value: Value): Cell {
  switch (type) {
    case 'bool':
      return Number(value) === 1;
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
