/** The row groups of a Parquet file as runs of rows. A column's bytes are asked for when it is opened. */
import type { ColumnChunk, ColumnMetaData, Compressors, FileMetaData, RowGroup } from 'hyparquet/src/types.js';
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { loadPart } from '../../platform/load-part.js';
import { bytesAt, type ByteRanges } from '../byte-ranges.js';
import type { ColumnCursor, ColumnRun, ColumnStatistics, RunSource } from '../columnar/column-run.js';
import { columnsOf, type ParquetColumn } from './columns.js';
import { PageCursor } from './cursor.js';
import { decodingNow, readMetadata } from './file.js';
import { ListCursor } from './list-cursor.js';
import { Pages } from './page.js';
import { statisticsOf } from './statistics.js';

export class ParquetSource implements RunSource {
  readonly columns: readonly ParquetColumn[];
  readonly #arena: Arena;
  readonly #file: ByteRanges;
  readonly #name: string | undefined;
  readonly #groups: readonly RowGroup[];
  #next = 0;
  #row = 0;

  private constructor(arena: Arena, file: ByteRanges, metadata: FileMetaData, name: string | undefined) {
    this.#arena = arena;
    this.#file = file;
    this.#name = name;
    this.#groups = metadata.row_groups;
    this.columns = decodingNow('the schema of the file', () => columnsOf(metadata)).map((column) => ({
      ...column,
      numbered: column.repetition === 0 && this.#groups.some(({ columns }) => hasDictionary(columns[column.leaf])),
    }));
  }

  /** Reads the metadata. Raises XX001, 0A000 or what reading the bytes raises. */
  static async open(arena: Arena, file: ByteRanges, name?: string): Promise<ParquetSource> {
    return new ParquetSource(arena, file, await readMetadata(file), name);
  }

  async next(): Promise<ColumnRun | undefined> {
    const group = this.#groups[this.#next++];
    if (group === undefined) return undefined;
    const rows = Number(group.num_rows);
    const firstRow = this.#row;
    this.#row += rows;
    return {
      name: this.#name,
      firstRow,
      rows,
      statistics: (column) => this.#statistics(group, rows, column),
      open: (columns) => Promise.all(columns.map((column) => this.#open(group, rows, column))),
    };
  }

  /** Nothing is kept open. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  #statistics(group: RowGroup, rows: number, column: number): ColumnStatistics | undefined {
    const found = this.columns[column];
    if (found === undefined || found.opaque !== undefined) return undefined;
    return statisticsOf(found, metaOf(found, group.columns[found.leaf], rows));
  }

  async #open(group: RowGroup, rows: number, place: number): Promise<ColumnCursor> {
    const column = this.columns[place];
    if (column === undefined) throw new SqlError('42703', `there is no column ${place}`);
    const meta = metaOf(column, group.columns[column.leaf], rows);
    const { start, end } = rangeOf(meta);
    if (!(start >= 0 && start <= end && end <= this.#file.byteLength))
      throw new SqlError('XX001', `column "${column.name}" extends past the end of the file`, {
        hint: 'The file was cut off, or is damaged.',
      });
    const compressors = await compressorsFor(meta, column.name);
    const bytes = await bytesAt(this.#file, start, end);
    const pages = new Pages(bytes, meta, column, compressors);
    return column.repetition > 0
      ? new ListCursor(this.#arena, column, pages)
      : new PageCursor(this.#arena, column, pages);
  }
}

/** What a row group says of a column. Raises XX001 where that is not what the schema says. */
function metaOf(
  { name, path, repetition, element }: ParquetColumn,
  chunk: ColumnChunk | undefined,
  rows: number,
): ColumnMetaData {
  const meta = chunk?.meta_data;
  if (chunk?.file_path != null)
    throw new SqlError('0A000', `column "${name}" lies in another file, which is not supported`);
  if (meta === undefined) throw new SqlError('XX001', `a row group does not have column "${name}"`);
  const fits =
    meta.path_in_schema.join('.') === path.join('.') &&
    meta.type === element.type &&
    (repetition > 0 || Number(meta.num_values) === rows);
  if (!fits) throw new SqlError('XX001', `a row group contradicts the schema in column "${name}"`);
  return meta;
}

/** Whether some page of it may hold numbers of values. */
const hasDictionary = (chunk: ColumnChunk | undefined): boolean =>
  chunk?.meta_data?.encodings.some((encoding) => encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY') ===
  true;

/** From the dictionary, if there is one, to the last page. Some writers do not say where the dictionary is, which then comes first. */
function rangeOf(meta: ColumnMetaData): { readonly start: number; readonly end: number } {
  const data = Number(meta.data_page_offset);
  const dictionary = Number(meta.dictionary_page_offset ?? 0);
  const start = dictionary > 0 ? Math.min(dictionary, data) : data;
  return { start, end: start + Number(meta.total_compressed_size) };
}

async function compressorsFor({ codec }: ColumnMetaData, name: string): Promise<Compressors> {
  if (codec === 'UNCOMPRESSED') return {};
  const { compressors } = await loadPart('what decompresses Parquet', () => import('hyparquet-compressors'));
  if (compressors[codec] !== undefined) return compressors;
  throw new SqlError('0A000', `column "${name}" is compressed with ${String(codec)}, which is not supported`, {
    hint: 'Write the file anew with ZSTD, SNAPPY, GZIP, BROTLI or LZ4_RAW.',
  });
}
