/** `quern/ndjson`: reading JSON objects that stand one a line, and writing them; it needs no file system. */
export { NdjsonReader, type NdjsonOptions } from './inputs/ndjson.js';
export { asUtf8 } from './inputs/encoding.js';
export type { ByteChunks } from './inputs/text-source.js';
export { ndjsonWriter } from './outputs/json-writer.js';
export { TextSink, type Sink } from './outputs/sink.js';
