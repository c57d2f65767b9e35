/** JSON, an object a row: one a line, or as an array. From JSON the rows are copied as they were written. */
import { jsonOfText } from '../inputs/json-value.js';
import { NdjsonReader } from '../inputs/ndjson.js';
import type { Reader, Writer } from '../inputs/reader.js';
import { allColumns, type CopiedColumn, type OutputColumn } from './output-column.js';
import { rowWriter, type PrintRow } from './row-writer.js';
import type { Sink } from './sink.js';

type ObjectText = (...given: Parameters<PrintRow>) => string | Uint8Array;

/** Writes an object a line, with all columns by default. */
export function ndjsonWriter<B>(sink: Sink, reader: Reader<B>, columns?: readonly OutputColumn<B>[]): Writer<B> {
  const object = objectText(reader, columns);
  return rowWriter<B>(sink, columns ?? columnsAsked(reader), {
    row: (row, computed) => {
      sink.add(object(row, computed));
      sink.add('\n');
    },
  });
}

/** Writes one array with an object a line; it is closed even when an error ends it, so that what there is can be read. */
export function jsonWriter<B>(sink: Sink, reader: Reader<B>, columns?: readonly OutputColumn<B>[]): Writer<B> {
  const object = objectText(reader, columns);
  let separator = '\n';
  return rowWriter<B>(sink, columns ?? columnsAsked(reader), {
    begin: () => {
      sink.add('[');
    },
    row: (row, computed) => {
      // Nothing is begun for a row whose values cannot be read.
      const text = object(row, computed);
      sink.add(separator);
      sink.add(text);
      separator = ',\n';
    },
    end: () => {
      sink.add('\n]\n');
    },
  });
}

/** All columns, which the reader is asked for one by one; of JSON it has the row as a whole. */
const columnsAsked = (reader: Reader): CopiedColumn[] =>
  (reader as unknown) instanceof NdjsonReader ? [] : allColumns(reader);

/** A row as a JSON object on one line. */
function objectText<B>(reader: Reader<B>, columns: readonly OutputColumn<B>[] | undefined): ObjectText {
  const source: unknown = reader;
  if (columns === undefined && source instanceof NdjsonReader) {
    return source.layout === 'lines'
      ? (row) => withoutLineEnd(source.source(row))
      : (row) => onOneLine(new TextDecoder().decode(source.source(row)));
  }
  const members = (columns ?? allColumns(reader)).map((column) => ({ column, key: JSON.stringify(column.name) }));
  return (row, computed) => {
    const texts = members.map(({ column, key }, index) => {
      const value =
        'values' in column ? jsonOfText(column.type, computed[index] ?? null) : reader.json(row, column.column);
      return `${key}:${value}`;
    });
    return `{${texts.join(',')}}`;
  };
}

function withoutLineEnd(line: Uint8Array): Uint8Array {
  const end = line.at(-1) === 0x0a ? line.length - 1 : line.length;
  return line.subarray(0, line[end - 1] === 0x0d ? end - 1 : end);
}

/** JSON without its line ends and the indentation after them. */
const onOneLine = (json: string): string => json.replace(/("(?:[^"\\]|\\.)*")|\s*[\r\n]\s*/g, '$1');
