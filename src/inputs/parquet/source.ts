/** The row groups of a Parquet file as runs of rows. */
import type { ColumnChunk, RowGroup as GroupMetaData } from 'hyparquet/src/types.js';
import type { Arena } from '../../arena/arena.js';
import type { ByteRanges } from '../byte-ranges.js';
import type { ColumnRun, RunSource } from '../columnar/column-run.js';
import { columnsOf, type ParquetColumn } from './columns.js';
import { decodingNow, readMetadata } from './file.js';
import { RowGroup, type OpenFile } from './row-group.js';

export class ParquetSource implements RunSource {
  readonly columns: readonly ParquetColumn[];
  readonly #file: OpenFile;
  readonly #groups: readonly GroupMetaData[];
  #next = 0;
  #row = 0;

  private constructor(file: OpenFile, groups: readonly GroupMetaData[]) {
    this.columns = file.columns;
    this.#file = file;
    this.#groups = groups;
  }

  /** Reads the metadata. Raises XX001, 0A000 or what reading the bytes raises. */
  static async open(arena: Arena, bytes: ByteRanges, name?: string): Promise<ParquetSource> {
    const metadata = await readMetadata(bytes);
    const groups = metadata.row_groups;
    const columns = decodingNow('the schema of the file', () => columnsOf(metadata)).map((column) => ({
      ...column,
      numbered: column.repetition === 0 && groups.some((group) => hasDictionary(group.columns[column.leaf])),
    }));
    return new ParquetSource({ arena, bytes, name, columns }, groups);
  }

  next(): Promise<ColumnRun | undefined> {
    const metadata = this.#groups[this.#next++];
    if (metadata === undefined) return Promise.resolve(undefined);
    const group = new RowGroup(this.#file, metadata, this.#row);
    this.#row += group.rows;
    return Promise.resolve(group.run());
  }

  /** Nothing is kept open. */
  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** Whether some page of it may hold numbers of values. */
const hasDictionary = (chunk: ColumnChunk | undefined): boolean =>
  chunk?.meta_data?.encodings.some((encoding) => encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY') ===
  true;
