/** The formats that rows are printed in, each with its writer; those of columnar formats are loaded when they are asked for. */
import type { Reader, RowValues, Writer } from '../inputs/reader.js';
import { csvWriter } from '../outputs/csv-writer.js';
import { jsonWriter, ndjsonWriter } from '../outputs/json-writer.js';
import type { OutputColumn } from '../outputs/output-column.js';
import type { Sink } from '../outputs/sink.js';
import { tableWriter } from '../outputs/table-writer.js';

export const outputFormats = ['csv', 'ndjson', 'json', 'table', 'arrow', 'parquet'] as const;
export type OutputFormat = (typeof outputFormats)[number];

type MakeWriter = <B extends RowValues>(
  sink: Sink,
  reader: Reader<B>,
  columns?: readonly OutputColumn<B>[],
) => Writer<B>;

const writers: Readonly<Record<OutputFormat, () => Promise<MakeWriter>>> = {
  csv: () => Promise.resolve(csvWriter),
  ndjson: () => Promise.resolve(ndjsonWriter),
  json: () => Promise.resolve(jsonWriter),
  table: () => Promise.resolve(tableWriter),
  arrow: async () => (await import('../outputs/arrow-writer.js')).arrowWriter,
  parquet: async () => (await import('../outputs/parquet-writer.js')).parquetWriter,
};

/** The writer of a format. */
export const writerFor = (format: OutputFormat): Promise<MakeWriter> => writers[format]();
