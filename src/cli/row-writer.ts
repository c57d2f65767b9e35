/**
 * Prints selected rows. Where the row's own text can be kept it is, so that nothing is written differently from how it was read; else values
 * are printed as PostgreSQL prints them.
 */
import type { BatchColumn } from '../index.js';
import { CsvReader } from '../inputs/csv.js';
import { NdjsonReader } from '../inputs/ndjson.js';
import type { Output } from './output.js';
import type { Reader } from './reader.js';
import { csvField, csvLine, type RowValues } from './csv-text.js';
import { copiedObject, typedObject } from './json-text.js';

export const outputFormats = ['csv', 'ndjson', 'json', 'arrow'] as const;
export type OutputFormat = (typeof outputFormats)[number];

export interface RowWriter {
  begin(): void;
  row(batch: RowValues, row: number): void;
  end(): void;
}

/** The writer of a format; `columns` are places in the schema, all when undefined. */
export function rowWriter(
  output: Output,
  reader: Reader,
  format: 'csv' | 'ndjson' | 'json',
  columns: readonly number[] | undefined,
): RowWriter {
  if (format === 'csv')
    return reader instanceof CsvReader ? copiedCsv(output, reader, columns) : typedCsv(output, reader.schema, columns);
  const object = objectText(reader, columns);
  if (format === 'json') return jsonArray(output, object);
  return {
    begin: () => undefined,
    row: (batch, row) => {
      output.add(object(batch, row));
      output.add('\n');
    },
    end: () => undefined,
  };
}

/** CSV from CSV: the fields as they were written. */
function copiedCsv(output: Output, reader: CsvReader, columns: readonly number[] | undefined): RowWriter {
  const lineEnd = reader.header.at(-2) === 0x0d && reader.header.at(-1) === 0x0a ? '\r\n' : '\n';
  const add = (line: Uint8Array): void => {
    output.add(line);
    // Only the last line of a file may be without its end.
    if (line.at(-1) !== 0x0a) output.add(lineEnd);
  };
  const delimiter = String.fromCharCode(reader.delimiter);
  return {
    begin: () => {
      if (columns === undefined) add(reader.header);
      else output.add(csvLine(names(reader.schema, columns), delimiter, lineEnd));
    },
    row: (_, row) => {
      if (columns === undefined) {
        add(reader.source(row));
        return;
      }
      columns.forEach((column, index) => {
        if (index > 0) output.add(delimiter);
        output.add(reader.writtenField(row, column));
      });
      output.add(lineEnd);
    },
    end: () => undefined,
  };
}

function typedCsv(
  output: Output,
  schema: readonly BatchColumn[],
  columns: readonly number[] = schema.map((_, column) => column),
): RowWriter {
  return {
    begin: () => {
      output.add(csvLine(names(schema, columns), ',', '\n'));
    },
    row: (batch, row) => {
      output.add(`${columns.map((column) => csvField(batch, column, row)).join(',')}\n`);
    },
    end: () => undefined,
  };
}

const names = (schema: readonly BatchColumn[], columns: readonly number[]): string[] =>
  columns.map((column) => schema[column]?.name ?? '');

type ObjectText = (batch: RowValues, row: number) => string | Uint8Array;

/** A row as a JSON object on one line. */
function objectText(reader: Reader, columns: readonly number[] | undefined): ObjectText {
  if (!(reader instanceof NdjsonReader)) return typedObject(columns ?? reader.schema.map((_, column) => column));
  return columns === undefined ? (_, row) => trimmed(reader.source(row)) : copiedObject(reader, columns);
}

/** Without the line end. */
function trimmed(line: Uint8Array): Uint8Array {
  const end = line.at(-1) === 0x0a ? line.length - 1 : line.length;
  return line.subarray(0, line[end - 1] === 0x0d ? end - 1 : end);
}

/** One array with an object a line; it is closed even when an error ends it, so that what there is can be read. */
function jsonArray(output: Output, object: ObjectText): RowWriter {
  let separator = '\n';
  return {
    begin: () => {
      output.add('[');
    },
    row: (batch, row) => {
      // Nothing is begun for a row whose values cannot be read.
      const text = object(batch, row);
      output.add(separator);
      output.add(text);
      separator = ',\n';
    },
    end: () => {
      output.add('\n]\n');
    },
  };
}
