/** `quern/csv`: reading CSV from bytes in any dialect, and writing it; it needs no file system. */
export { CsvReader } from './inputs/csv.js';
export type { CsvOptions, DialectOptions } from './inputs/csv-options.js';
export { asUtf8 } from './inputs/encoding.js';
export type { ByteChunks } from './inputs/text-source.js';
export { csvWriter } from './outputs/csv-writer.js';
export { TextSink, type Sink } from './outputs/sink.js';
