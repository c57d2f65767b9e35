/** The formats that `filter` reads, and the readers of the text formats. */
import type { Arena, BatchColumn } from '../index.js';
import { CsvReader } from '../inputs/csv.js';
import type { HeapReader } from '../inputs/heap.js';
import { NdjsonReader } from '../inputs/ndjson.js';
import type { ByteChunks } from '../inputs/text-source.js';

export const inputFormats = ['csv', 'ndjson', 'arrow', 'parquet', 'heap'] as const;
export type InputFormat = (typeof inputFormats)[number];

export type TextReader = CsvReader | NdjsonReader;
export type Reader = TextReader | HeapReader;

export interface ReaderOptions {
  readonly schema: readonly BatchColumn[] | undefined;
  readonly delimiter: string | undefined;
}

export function openReader(
  arena: Arena,
  chunks: ByteChunks,
  format: 'csv' | 'ndjson',
  options: ReaderOptions,
): Promise<TextReader> {
  return format === 'csv' ? CsvReader.open(arena, chunks, options) : NdjsonReader.open(arena, chunks, options);
}
