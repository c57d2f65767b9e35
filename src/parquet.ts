/** `quern/parquet`: reading Parquet files from bytes or over HTTP, and writing them; it needs no file system. */
export { ParquetReader, type ParquetOptions } from './inputs/parquet.js';
export type { ByteRanges } from './inputs/byte-ranges.js';
export { parquetWriter } from './outputs/parquet-writer.js';
export { BytesSink } from './outputs/bytes-sink.js';
export type { Sink } from './outputs/sink.js';
