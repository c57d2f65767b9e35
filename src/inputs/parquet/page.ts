/** The pages of a column chunk, one after another: decompressed when they are asked for, with levels and values apart, and no larger than the chunk allows. */
import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import type { ColumnMetaData, Compressors, Encoding, PageHeader } from 'hyparquet/src/types.js';
import { SqlError } from '../../error.js';
import { decodeHybrid } from './hybrid.js';

/** The most values of a page and the most bytes that one may become: writers stay far below. */
const mostValues = 1 << 24;
const mostBytes = 1 << 28;

export interface Levels {
  readonly definition: number;
  readonly repetition: number;
}

/** A page of values, still encoded. */
export interface DataPage {
  readonly kind: 'data';
  /** How many values, nulls included. */
  readonly values: number;
  readonly definitions: Uint8Array | undefined;
  readonly repetitions: Uint8Array | undefined;
  readonly encoding: Encoding;
  /** The encoded values that are there. */
  readonly bytes: Uint8Array;
}

export interface DictionaryPage {
  readonly kind: 'dictionary';
  readonly values: number;
  readonly bytes: Uint8Array;
}

export class Pages {
  readonly #chunk: Uint8Array;
  readonly #meta: ColumnMetaData;
  readonly #levels: Levels;
  readonly #compressors: Compressors;
  readonly #values: readonly number[] | undefined;
  #offset = 0;
  /** The data page that comes next. */
  #page = 0;
  #left: number;

  /** `values` says how many values each page has, where these are the bytes of some pages; without it they are those of the whole column chunk. */
  constructor(
    chunk: Uint8Array,
    meta: ColumnMetaData,
    levels: Levels,
    compressors: Compressors,
    values?: readonly number[],
  ) {
    this.#chunk = chunk;
    this.#meta = meta;
    this.#levels = levels;
    this.#compressors = compressors;
    this.#values = values;
    this.#left = values?.reduce((sum, count) => sum + count, 0) ?? Number(meta.num_values);
  }

  /** The next page; undefined when all values have been there. Raises XX001, and what the decoders throw. */
  next(): DataPage | DictionaryPage | undefined {
    while (this.#left > 0) {
      if (this.#offset >= this.#chunk.length) throw new SqlError('XX001', `${this.#left} values are missing`);
      const view = new DataView(this.#chunk.buffer, this.#chunk.byteOffset, this.#chunk.byteLength);
      const reader = { view, offset: this.#offset };
      const header = parquetHeader(reader);
      const size = header.compressed_page_size;
      if (!(size >= 0) || reader.offset + size > this.#chunk.length || !(header.uncompressed_page_size >= 0))
        throw new SqlError('XX001', 'a page extends past the end of its column');
      if (header.uncompressed_page_size > mostBytes)
        throw new SqlError('54000', `a page of ${header.uncompressed_page_size} bytes is too large`);
      const bytes = this.#chunk.subarray(reader.offset, reader.offset + size);
      this.#offset = reader.offset + size;
      const page = this.#pageOf(header, bytes);
      if (page !== undefined) return page;
    }
    return undefined;
  }

  #pageOf(header: PageHeader, bytes: Uint8Array): DataPage | DictionaryPage | undefined {
    const { data_page_header: v1, data_page_header_v2: v2, dictionary_page_header: dictionary } = header;
    if (header.type === 'DICTIONARY_PAGE' && dictionary !== undefined) {
      mustBeCount(dictionary.num_values, mostValues);
      return {
        kind: 'dictionary',
        values: dictionary.num_values,
        bytes: this.#inflated(bytes, header.uncompressed_page_size),
      };
    }
    if (header.type === 'DATA_PAGE' && v1 !== undefined) {
      this.#take(v1.num_values);
      const page = this.#inflated(bytes, header.uncompressed_page_size);
      let at = 0;
      const read = (level: number): Uint8Array | undefined => {
        if (level === 0) return undefined;
        const length = new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(at, true);
        const levels = levelsOf(page, at + 4, at + 4 + length, level, v1.num_values);
        at += 4 + length;
        return levels;
      };
      const repetitions = read(this.#levels.repetition);
      const definitions = read(this.#levels.definition);
      return {
        kind: 'data',
        values: v1.num_values,
        definitions,
        repetitions,
        encoding: v1.encoding,
        bytes: page.subarray(at),
      };
    }
    if (header.type === 'DATA_PAGE_V2' && v2 !== undefined) {
      this.#take(v2.num_values);
      const repeated = v2.repetition_levels_byte_length;
      const defined = v2.definition_levels_byte_length;
      if (!(repeated >= 0 && defined >= 0 && repeated + defined <= bytes.length))
        throw new SqlError('XX001', 'the levels of a page extend past its end');
      const size = header.uncompressed_page_size - repeated - defined;
      const rest = bytes.subarray(repeated + defined);
      const { definition, repetition } = this.#levels;
      return {
        kind: 'data',
        values: v2.num_values,
        repetitions: repetition === 0 ? undefined : levelsOf(bytes, 0, repeated, repetition, v2.num_values),
        definitions:
          definition === 0 ? undefined : levelsOf(bytes, repeated, repeated + defined, definition, v2.num_values),
        encoding: v2.encoding,
        bytes: v2.is_compressed === false ? rest : this.#inflated(rest, size),
      };
    }
    if (header.type === 'INDEX_PAGE') return undefined;
    throw new SqlError('XX001', `a page of the type ${String(header.type)} is not expected`);
  }

  #take(values: number): void {
    mustBeCount(values, Math.min(this.#left, mostValues));
    const expected = this.#values?.[this.#page++] ?? values;
    if (values !== expected)
      throw new SqlError('XX001', `a page has ${values} values, where the page index says ${expected}`);
    this.#left -= values;
  }

  #inflated(bytes: Uint8Array, size: number): Uint8Array {
    // An empty page need not be compressed, whatever the codec is.
    if (size === 0) return new Uint8Array(0);
    return decompressPage(bytes, size, this.#meta.codec, this.#compressors);
  }
}

function mustBeCount(values: number, most: number): void {
  if (!(values >= 0 && values <= most))
    throw new SqlError('XX001', `a page says that it has ${values} values, where at most ${most} are expected`);
}

/** Undefined when all are the highest: nothing is null. */
function levelsOf(
  bytes: Uint8Array,
  start: number,
  end: number,
  highest: number,
  values: number,
): Uint8Array | undefined {
  if (end > bytes.length) throw new SqlError('XX001', 'the levels of a page extend past its end');
  const levels = new Uint8Array(values);
  decodeHybrid(bytes, start, end, 32 - Math.clz32(highest), levels);
  for (const level of levels) if (level !== highest) return levels;
  return undefined;
}
