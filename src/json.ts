/** `quern/json`: reading JSON objects from an array, or one after another however they are laid out, and writing an array; it needs no file system. */
import { NdjsonReader, type NdjsonOptions } from './inputs/ndjson.js';
import type { ByteChunks } from './inputs/text-source.js';
import type { Arena } from './arena/arena.js';

export { jsonWriter } from './outputs/json-writer.js';
export { TextSink, type Sink } from './outputs/sink.js';
export type { ByteChunks, NdjsonOptions };

/** A reader of the objects, with columns from the first of them. Raises what `NdjsonReader.open` raises. */
export const openJson = (
  arena: Arena,
  chunks: ByteChunks,
  options: Omit<NdjsonOptions, 'layout'> = {},
): Promise<NdjsonReader> => NdjsonReader.open(arena, chunks, { ...options, layout: 'values' });
