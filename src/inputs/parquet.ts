/** Reads Parquet files: only the columns that are used, and no row group that its statistics decide. */
import type { Arena } from '../arena/arena.js';
import { abortableRanges } from './abortable.js';
import { ColumnarReader } from './columnar/columnar-reader.js';
import { rangesFrom, type ByteRanges, type Url } from './byte-ranges.js';
import { ParquetSource } from './parquet/source.js';
import type { Signal } from './signal.js';

export interface ParquetOptions {
  /** How messages call the file. */
  readonly name?: string | undefined;
  /** An `AbortSignal`: once it is aborted, reading raises 57014, also while bytes are waited for. */
  readonly signal?: Signal | undefined;
}

export class ParquetReader extends ColumnarReader {
  /**
   * Opens a file: its bytes, a URL whose server understands ranges, or anything that has a `byteLength` and gives ranges by `slice`, such as hyparquet's
   * `asyncBufferFromFile`. Only the metadata is read. Raises XX001 when it is no Parquet file or a damaged one, 0A000 when it is encrypted, 58030 when it
   * cannot be read.
   */
  static async open(
    arena: Arena,
    file: ByteRanges | ArrayBuffer | Uint8Array | Url,
    { name, signal }: ParquetOptions = {},
  ): Promise<ParquetReader> {
    return new ParquetReader(
      arena,
      await ParquetSource.open(arena, abortableRanges(await rangesFrom(file), signal), name),
    );
  }
}
