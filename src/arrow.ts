/** `quern/arrow`: filtering tables of apache-arrow and @uwdata/flechette and typed arrays, and reading and writing Arrow IPC; it needs no file system. */
export { ArrowReader, type ArrowOptions } from './inputs/arrow.js';
export type { ArrayColumn, ArrayColumns } from './inputs/arrow/arrays.js';
export type { ArrowTable } from './inputs/arrow/table.js';
export type { ByteRanges } from './inputs/byte-ranges.js';
export type { ByteChunks } from './inputs/text-source.js';
export { filterTable, selectedRows, type FilterTableOptions } from './library/filter-table.js';
export { arrowWriter } from './outputs/arrow-writer.js';
export { BytesSink } from './outputs/bytes-sink.js';
export type { Sink } from './outputs/sink.js';
