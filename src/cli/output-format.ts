/** The formats that rows are printed in, each with its writer. */
import type { Reader, Writer } from '../inputs/reader.js';
import { csvWriter } from '../outputs/csv-writer.js';
import { jsonWriter, ndjsonWriter } from '../outputs/json-writer.js';
import type { OutputColumn } from '../outputs/output-column.js';
import type { Sink } from '../outputs/sink.js';
import { tableWriter } from '../outputs/table-writer.js';

export const outputFormats = ['csv', 'ndjson', 'json', 'table', 'arrow'] as const;
export type OutputFormat = (typeof outputFormats)[number];

type MakeWriter = <B>(sink: Sink, reader: Reader<B>, columns?: readonly OutputColumn<B>[]) => Writer<B>;

const writers: Readonly<Record<Exclude<OutputFormat, 'arrow'>, MakeWriter>> = {
  csv: csvWriter,
  ndjson: ndjsonWriter,
  json: jsonWriter,
  table: tableWriter,
};

/** The writer of a format. */
export const writerFor = (format: Exclude<OutputFormat, 'arrow'>): MakeWriter => writers[format];
