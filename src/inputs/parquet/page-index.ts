/** The page index of a column chunk: where its pages are, which rows each has, and what is known of the values of each. */
import { readColumnIndex, readOffsetIndex } from 'hyparquet/src/indexes.js';
import type { ColumnChunk, ColumnIndex, ColumnMetaData, Statistics } from 'hyparquet/src/types.js';
import { SqlError } from '../../error.js';
import { bytesAt, type ByteRanges } from '../byte-ranges.js';
import type { ColumnStatistics } from '../columnar/column-run.js';
import type { ParquetColumn } from './columns.js';
import { asTheyAre, decodingNow } from './file.js';
import { statisticsOf } from './statistics.js';

/** A page of values. */
export interface PagePlace {
  readonly start: number;
  readonly end: number;
  /** Its first row in the row group. */
  readonly firstRow: number;
}

/** What is known of the values of each page. */
export type PageStatistics = readonly (ColumnStatistics | undefined)[];

/** Where the pages of a column are, in order; undefined where the file does not say. Raises XX001 where that cannot be. */
export async function pagePlaces(
  file: ByteRanges,
  { name }: ParquetColumn,
  { offset_index_offset: offset, offset_index_length: length }: ColumnChunk,
  rows: number,
): Promise<readonly PagePlace[] | undefined> {
  const reader = await readerAt(file, name, offset, length);
  if (reader === undefined) return undefined;
  const places = decodingNow(indexOf(name), () =>
    readOffsetIndex(reader).page_locations.map(
      ({ offset: start, compressed_page_size: size, first_row_index: firstRow }): PagePlace => ({
        start: Number(start),
        end: Number(start) + Number(size),
        firstRow: Number(firstRow),
      }),
    ),
  );
  const isRight = ({ start, end, firstRow }: PagePlace, page: number): boolean =>
    start >= (places[page - 1]?.end ?? 0) &&
    end >= start &&
    end <= file.byteLength &&
    (page === 0 ? firstRow === 0 : firstRow > (places[page - 1]?.firstRow ?? 0) && firstRow < rows);
  if (places.length === 0 || !places.every(isRight)) throw contradicts(name);
  return places;
}

/** What is known of the values of each page; undefined where the file does not say. Raises XX001 where there are not as many as pages. */
export async function pageStatistics(
  file: ByteRanges,
  column: ParquetColumn,
  { column_index_offset: offset, column_index_length: length }: ColumnChunk,
  meta: ColumnMetaData,
  places: readonly PagePlace[],
  rows: number,
): Promise<PageStatistics | undefined> {
  const reader = await readerAt(file, column.name, offset, length);
  if (reader === undefined) return undefined;
  const index = decodingNow(indexOf(column.name), () => readColumnIndex(reader, column.element, asTheyAre));
  const lists = [index.null_pages, index.min_values, index.max_values, index.null_counts ?? index.null_pages];
  if (lists.some((list) => list.length !== places.length)) throw contradicts(column.name);
  return places.map(({ firstRow }, page) => {
    const count = BigInt((places[page + 1]?.firstRow ?? rows) - firstRow);
    return statisticsOf(column, { ...meta, num_values: count, statistics: statisticsOfPage(index, page, count) });
  });
}

function statisticsOfPage(index: ColumnIndex, page: number, rows: bigint): Statistics {
  // The bounds of a page of nulls are no values.
  if (index.null_pages[page] === true) return { null_count: rows };
  const nulls = index.null_counts?.[page];
  const min = index.min_values[page];
  const max = index.max_values[page];
  return {
    ...(nulls === undefined ? {} : { null_count: BigInt(nulls) }),
    ...(min === undefined || max === undefined ? {} : { min_value: min, max_value: max }),
  };
}

async function readerAt(
  file: ByteRanges,
  name: string,
  offset: bigint | undefined,
  length: number | undefined,
): Promise<{ view: DataView; offset: number } | undefined> {
  if (offset === undefined || length === undefined) return undefined;
  const start = Number(offset);
  if (!(start >= 0 && length > 0 && start + length <= file.byteLength)) throw contradicts(name);
  const { buffer, byteOffset, byteLength } = await bytesAt(file, start, start + length);
  return { view: new DataView(buffer, byteOffset, byteLength), offset: 0 };
}

const indexOf = (name: string): string => `the page index of column "${name}"`;

const contradicts = (name: string): SqlError =>
  new SqlError('XX001', `${indexOf(name)} contradicts the file`, {
    hint: 'The file is damaged, or was written wrongly; written anew without a page index it can be read.',
  });
