/** A row group of a Parquet file: what is known of its columns, and cursors over the rows of it that are wanted, for which only the pages that have them are read. */
import type { ColumnChunk, ColumnMetaData, Compressors, RowGroup as GroupMetaData } from 'hyparquet/src/types.js';
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { loadPart } from '../../platform/load-part.js';
import { bytesAt, type ByteRanges } from '../byte-ranges.js';
import type { ColumnCursor, ColumnRun, ColumnStatistics, RunPart } from '../columnar/column-run.js';
import type { ParquetColumn } from './columns.js';
import { PageCursor } from './cursor.js';
import { ListCursor } from './list-cursor.js';
import { Pages } from './page.js';
import { pagePlaces, pageStatistics, type PagePlace, type PageStatistics } from './page-index.js';
import { statisticsOf } from './statistics.js';

/** A file whose metadata has been read. */
export interface OpenFile {
  readonly arena: Arena;
  readonly bytes: ByteRanges;
  /** How messages call it. */
  readonly name: string | undefined;
  readonly columns: readonly ParquetColumn[];
}

/** A column chunk of the group. */
interface Chunk {
  readonly column: ParquetColumn;
  readonly chunk: ColumnChunk;
  readonly meta: ColumnMetaData;
}

export class RowGroup {
  readonly rows: number;
  readonly #file: OpenFile;
  readonly #group: GroupMetaData;
  readonly #firstRow: number;
  readonly #places = new Map<number, Promise<readonly PagePlace[] | undefined>>();
  /** What comes before the first page of a column: its dictionary. */
  readonly #dictionaries = new Map<number, Promise<Uint8Array>>();

  /** `firstRow` is the number of its first row in the file. */
  constructor(file: OpenFile, group: GroupMetaData, firstRow: number) {
    this.#file = file;
    this.#group = group;
    this.#firstRow = firstRow;
    this.rows = Number(group.num_rows);
  }

  /** All of it as a run. */
  run(): ColumnRun {
    return {
      ...this.#slice(0, this.rows),
      divided: {
        parts: (columns) => this.#parts(columns),
        slice: (first, rows) => this.#slice(first, rows),
      },
    };
  }

  #slice(first: number, rows: number): ColumnRun {
    return {
      name: this.#file.name,
      firstRow: this.#firstRow + first,
      rows,
      statistics: (column) => this.#statistics(column),
      open: (columns) => Promise.all(columns.map((column) => this.#open(column, first, rows))),
    };
  }

  #chunk(place: number): Chunk {
    const column = this.#file.columns[place];
    if (column === undefined) throw new SqlError('42703', `there is no column ${place}`);
    const chunk = this.#group.columns[column.leaf];
    const meta = metaOf(column, chunk, this.rows);
    const { start, end } = rangeOf(meta);
    if (chunk === undefined || !(start >= 0 && start <= end && end <= this.#file.bytes.byteLength))
      throw new SqlError('XX001', `column "${column.name}" extends past the end of the file`, {
        hint: 'The file was cut off, or is damaged.',
      });
    return { column, chunk, meta };
  }

  #statistics(place: number): ColumnStatistics | undefined {
    const column = this.#file.columns[place];
    if (column === undefined || column.opaque !== undefined) return undefined;
    return statisticsOf(column, metaOf(column, this.#group.columns[column.leaf], this.rows));
  }

  /** Parts that end where a page of one of the columns does, of which the file tells what its values are. */
  async #parts(columns: readonly number[]): Promise<readonly RunPart[] | undefined> {
    const known = new Map<number, { readonly places: readonly PagePlace[]; readonly pages: PageStatistics }>();
    const find = async (place: number): Promise<void> => {
      const { column, chunk, meta } = this.#chunk(place);
      if (column.repetition > 0 || chunk.column_index_offset === undefined) return;
      const places = await this.#placesOf(place);
      if (places === undefined) return;
      const pages = await pageStatistics(this.#file.bytes, column, chunk, meta, places, this.rows);
      if (pages !== undefined) known.set(place, { places, pages });
    };
    await Promise.all(columns.map(find));
    if (known.size === 0) return undefined;
    const starts = new Set([...known.values()].flatMap(({ places }) => places.map(({ firstRow }) => firstRow)));
    const firsts = [...starts].sort((a, b) => a - b);
    return firsts.map((first, index) => ({
      first,
      rows: (firsts[index + 1] ?? this.rows) - first,
      statistics: (place) => {
        const found = known.get(place);
        return found === undefined ? this.#statistics(place) : found.pages[pageOf(found.places, first)];
      },
    }));
  }

  #placesOf(place: number): Promise<readonly PagePlace[] | undefined> {
    const { column, chunk } = this.#chunk(place);
    const asked = this.#places.get(place) ?? pagePlaces(this.#file.bytes, column, chunk, this.rows);
    this.#places.set(place, asked);
    return asked;
  }

  async #open(place: number, first: number, rows: number): Promise<ColumnCursor> {
    const { arena } = this.#file;
    const { column, meta } = this.#chunk(place);
    const compressors = await compressorsFor(meta, column.name);
    const isWhole = first === 0 && rows === this.rows;
    const places = isWhole || column.repetition > 0 ? undefined : await this.#placesOf(place);
    if (places !== undefined) return this.#openPages(place, places, first, rows, compressors);
    const { start, end } = rangeOf(meta);
    const pages = new Pages(await bytesAt(this.#file.bytes, start, end), meta, column, compressors);
    const cursor = column.repetition > 0 ? new ListCursor(arena, column, pages) : new PageCursor(arena, column, pages);
    cursor.skip(first);
    return cursor;
  }

  /** A cursor over the pages that have these rows, and the dictionary before them. */
  async #openPages(
    place: number,
    places: readonly PagePlace[],
    first: number,
    rows: number,
    compressors: Compressors,
  ): Promise<ColumnCursor> {
    const { bytes: file, arena } = this.#file;
    const { column, meta } = this.#chunk(place);
    const from = pageOf(places, first);
    const last = pageOf(places, first + rows - 1);
    const { start, firstRow } = places[from] ?? { start: 0, firstRow: 0 };
    const { start: chunkStart } = rangeOf(meta);
    const before = this.#dictionaries.get(place) ?? bytesAt(file, chunkStart, places[0]?.start ?? chunkStart);
    this.#dictionaries.set(place, before);
    const [dictionary, data] = await Promise.all([before, bytesAt(file, start, places[last]?.end ?? start)]);
    const bytes = new Uint8Array(dictionary.length + data.length);
    bytes.set(dictionary);
    bytes.set(data, dictionary.length);
    const values = places
      .slice(from, last + 1)
      .map((page, index) => (places[from + index + 1]?.firstRow ?? this.rows) - page.firstRow);
    const cursor = new PageCursor(arena, column, new Pages(bytes, meta, column, compressors, values));
    cursor.skip(first - firstRow);
    return cursor;
  }
}

/** The page that has the row. */
function pageOf(places: readonly PagePlace[], row: number): number {
  let low = 0;
  for (let high = places.length; high - low > 1; ) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.firstRow ?? 0) <= row) low = middle;
    else high = middle;
  }
  return low;
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
