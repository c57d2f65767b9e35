/** CSV as COPY writes it (commands/copyto.c, CopyAttributeOutCSV); from CSV, the fields as they were written. */
import { CsvReader } from '../inputs/csv.js';
import type { Reader, Writer } from '../inputs/reader.js';
import { allColumns, type OutputColumn } from './output-column.js';
import { rowWriter } from './row-writer.js';
import type { Sink } from './sink.js';

/**
 * Writes rows of the reader as CSV with a header, all columns by default. From a CSV the rows are copied byte for byte, in the input's dialect, and
 * without a header where the input has none.
 */
export function csvWriter<B>(sink: Sink, reader: Reader<B>, columns?: readonly OutputColumn<B>[]): Writer<B> {
  const source: unknown = reader;
  if (!(source instanceof CsvReader)) return typedCsv(sink, reader, columns ?? allColumns(reader));
  const lineEnd = lineEndOf(source);
  return columns === undefined ? copiedLines(sink, source, lineEnd) : copiedFields(sink, source, columns, lineEnd);
}

function copiedLines<B>(sink: Sink, reader: CsvReader, lineEnd: string): Writer<B> {
  const last = lineEnd.charCodeAt(lineEnd.length - 1);
  const add = (line: Uint8Array): void => {
    sink.add(line);
    // Only the last line of a file may be without its end.
    if (line.length > 0 && line.at(-1) !== last) sink.add(lineEnd);
  };
  return rowWriter(sink, [], {
    begin: () => {
      add(reader.header);
    },
    row: (row) => {
      add(reader.source(row));
    },
  });
}

function copiedFields<B>(
  sink: Sink,
  reader: CsvReader,
  columns: readonly OutputColumn<B>[],
  lineEnd: string,
): Writer<B> {
  const delimiter = String.fromCharCode(reader.delimiter);
  const names = columns.map(({ name }) => quoted(name, delimiter));
  return rowWriter(sink, columns, {
    begin: () => {
      if (reader.header.length > 0) sink.add(names.join(delimiter) + lineEnd);
    },
    row: (row, computed) => {
      columns.forEach((column, index) => {
        if (index > 0) sink.add(delimiter);
        sink.add('values' in column ? field(computed[index], delimiter) : reader.writtenField(row, column.column));
      });
      sink.add(lineEnd);
    },
  });
}

function typedCsv<B>(sink: Sink, reader: Reader<B>, columns: readonly OutputColumn<B>[]): Writer<B> {
  return rowWriter(sink, columns, {
    begin: () => {
      sink.add(`${columns.map(({ name }) => quoted(name, ',')).join(',')}\n`);
    },
    row: (row, computed) => {
      const fields = columns.map((column, index) =>
        field('values' in column ? computed[index] : reader.text(row, column.column), ','),
      );
      sink.add(`${fields.join(',')}\n`);
    },
  });
}

/** How the input's lines end. */
function lineEndOf({ header, dialect }: CsvReader): string {
  if (dialect.lineEnd === 0x0d) return '\r';
  return header.at(-2) === 0x0d && header.at(-1) === 0x0a ? '\r\n' : '\n';
}

/** A null is empty, an empty text is in quotes. */
const field = (text: string | null | undefined, delimiter: string): string =>
  text == null ? '' : quoted(text, delimiter);

const quoted = (text: string, delimiter: string): string =>
  text === '' || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
