/**
 * Takes many rows of a text at once, over an arena's memory, and stores their values (wasm/rows). It takes what is usual: a row that is not, and a
 * value that is not spelled in the commonest way, is left to the reader, so that there is one place that knows what is right and what is wrong.
 */
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import type { TypeName } from '../catalog/types.js';
import type { Batch } from '../memory/batch.js';
import { decodeBase64 } from '../platform/base64.js';
import { quickRowsBase64 } from './quick-rows.generated.js';
import type { Window } from './window.js';

interface Exports {
  readonly csvRows: (scan: number) => number;
  readonly jsonRows: (scan: number) => number;
  readonly storeValues: (
    type: number,
    spans: number,
    from: number,
    count: number,
    row: number,
    values: number,
    validity: number,
    notNull: number,
  ) => number;
  readonly sampleValues: (spans: number, from: number, count: number, sample: number) => number;
}

/** The types whose commonest spellings are read there, by their numbers there. */
const quickTypes = ['int2', 'int4', 'int8', 'float8', 'date', 'timestamp', 'text', 'bool'];

/** A value's length where it is null or missing; what is less is -2 - length of a value with escapes. */
export const nullLength = -1;

/** Kinds of JSON values, a bit each, as wasm/rows/json.ts has them; `any` takes a value as it is written, a string with its quotes. */
export const jsonKinds = { string: 1, number: 2, bool: 4, any: 8 } as const;

/** A column that is wanted of each row. */
export interface QuickColumn {
  readonly column: number;
  /** Its place in a record, ascending, or the kinds of JSON values that it may have. */
  readonly word: number;
  /** The type as which it is stored. */
  readonly type: TypeName;
  /** Whether its commonest spellings mean what they mean for its type, asked before each part. */
  readonly quick: () => boolean;
}

/** What the text looks like, in the words of wasm/rows/scan.ts. */
export interface QuickDialect {
  readonly fields: number;
  readonly delimiter: number;
  readonly quote: number;
  readonly comment: number;
  readonly spaced: boolean;
}

/** Stores what is not stored quickly: the value at an address, of a row of the batch. Raises SqlError. */
export type StoreOther = (column: number, row: number, start: number, length: number, rowStart: number) => void;

/** What is known of the values of a member: their kinds, and the spellings that all of its numbers and of its strings have. */
export interface ValueSample {
  kinds: number;
  numbers: number;
  strings: number;
}

/** Looks at a value that is not spelled in the commonest way: one between two addresses, as it is written. */
export type SampleOther = (index: number, start: number, end: number) => void;

/** What is told of the rows that were taken. */
export interface TakenRows {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly lines: Int32Array;
}

/** Rows that are taken in one call, and how much memory the spans of their values may take. */
const mostRows = 1024;
const spanBytes = 1024 * 1024;
/** The words of wasm/rows/scan.ts. */
const scanBytes = 18 * 4;
/** The words of wasm/rows/sample.ts. */
const sampleBytes = 3 * 4;
const keyBytes = 48;
const behindKey = new TextEncoder().encode('":');
const places = 256;
/** With more names a key that is not expected would take too long to find. */
const mostKeys = 1024;

let module: WebAssembly.Module | undefined;

export class QuickRows {
  readonly #arena: Arena;
  readonly #exports: Exports;
  readonly #take: (scan: number) => number;
  readonly #columns: readonly QuickColumn[];
  readonly #scan: number;
  readonly #capacity: number;
  readonly #starts: number;
  readonly #spans: number;
  readonly #sampleAt: number;

  private constructor(arena: Arena, columns: readonly QuickColumn[], isJson: boolean, names: readonly Uint8Array[]) {
    module ??= new WebAssembly.Module(decodeBase64(quickRowsBase64));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
    this.#exports = exports as unknown as Exports;
    this.#take = isJson ? this.#exports.jsonRows : this.#exports.csvRows;
    this.#arena = arena;
    this.#columns = columns;
    this.#capacity = Math.max(16, Math.min(mostRows, Math.floor(spanBytes / (8 * Math.max(columns.length, 1)))));
    const rowBytes = this.#capacity * 4;
    const sizes = [
      scanBytes,
      rowBytes * 3,
      columns.length * this.#capacity * 8,
      columns.length * 4,
      names.length * keyBytes,
      places * 4,
      names.reduce((sum, name) => sum + name.length + behindKey.length, 0) + 16,
      sampleBytes,
    ];
    const aligned = sizes.map((size) => (size + 15) & ~15);
    const block = arena.allocate(aligned.reduce((sum, size) => sum + size, 0));
    const at = aligned.map((_, index) => aligned.slice(0, index).reduce((sum, size) => sum + size, block));
    const [scan = 0, rows = 0, spans = 0, words = 0, keys = 0, expected = 0, text = 0, sample = 0] = at;
    this.#scan = scan;
    this.#starts = rows;
    this.#spans = spans;
    this.#sampleAt = sample;
    const { i32 } = arena.views;
    i32.set(
      [0, 0, this.#capacity, columns.length, rows, rows + rowBytes, rows + 2 * rowBytes, spans, words],
      scan >> 2,
    );
    i32.set([keys, names.length, expected], (scan >> 2) + 14);
    i32.set(
      columns.map(({ word }) => word),
      words >> 2,
    );
    this.#keepKeys(names, keys, expected, text);
  }

  /** For CSV. */
  static csv(
    arena: Arena,
    columns: readonly QuickColumn[],
    { fields, delimiter, quote, comment, spaced }: QuickDialect,
  ): QuickRows {
    const rows = new QuickRows(arena, columns, false, []);
    arena.views.i32.set([fields, delimiter, quote, comment, spaced ? 1 : 0], (rows.#scan >> 2) + 9);
    return rows;
  }

  /**
   * For NDJSON whose objects have members of these names; undefined where they have none that could be found quickly. With `onlyKnown` an object that has
   * another member is not usual.
   */
  static json(
    arena: Arena,
    columns: readonly QuickColumn[],
    names: readonly string[],
    onlyKnown = false,
  ): QuickRows | undefined {
    const wanted = new Map(columns.map(({ column }, index) => [column, index]));
    // A name with one of these characters is never written as it is.
    const plain = names.flatMap((name, column) => (/["\\\p{Cc}]/u.test(name) ? [] : [{ name, column }]));
    if (plain.length === 0 || plain.length > mostKeys) return undefined;
    const encoder = new TextEncoder();
    const rows = new QuickRows(
      arena,
      columns,
      true,
      plain.map(({ name }) => encoder.encode(name)),
    );
    const { i32 } = arena.views;
    i32[(rows.#scan >> 2) + 17] = onlyKnown ? 1 : 0;
    const keys = (i32[(rows.#scan >> 2) + 14] ?? 0) >> 2;
    for (const [index, { column }] of plain.entries())
      i32[keys + (index * keyBytes) / 4 + 10] = wanted.get(column) ?? -1;
    return rows;
  }

  /** What is known of the rows that were taken last, as long as the memory does not grow. */
  get taken(): TakenRows {
    const { i32 } = this.#arena.views;
    const first = this.#starts >> 2;
    const part = (n: number): Int32Array => i32.subarray(first + n * this.#capacity, first + (n + 1) * this.#capacity);
    return { starts: part(0), ends: part(1), lines: part(2) };
  }

  /**
   * Takes rows from the window's start on and stores them from a row of the batch on, as many as it has room for; says how many, and does not move the
   * window. It ends before a row of which `other` raises an error.
   */
  take(window: Window, batch: Batch, row: number, other: StoreOther): number {
    let rows = this.#takeSpans(window.start, window.end, batch.capacity - row);
    for (let index = 0; index < this.#columns.length && rows > 0; index++)
      rows = this.#store(batch, index, rows, row, other);
    return rows;
  }

  /** Takes rows between two addresses, at most so many, and adds their values to what is known of each column; says how many. */
  sample(start: number, end: number, most: number, samples: readonly ValueSample[], other: SampleOther): number {
    const rows = this.#takeSpans(start, end, most);
    for (const [index, sample] of samples.entries()) this.#sample(index, rows, sample, other);
    return rows;
  }

  #sample(index: number, rows: number, sample: ValueSample, other: SampleOther): void {
    const { i32 } = this.#arena.views;
    const spans = this.#spansOf(index);
    const at = this.#sampleAt >> 2;
    for (let n = 0; n < rows; n++) {
      i32[at] = sample.kinds;
      i32[at + 1] = sample.numbers;
      i32[at + 2] = sample.strings;
      n = this.#exports.sampleValues(spans, n, rows, this.#sampleAt);
      sample.kinds = i32[at] ?? 0;
      sample.numbers = i32[at + 1] ?? 0;
      sample.strings = i32[at + 2] ?? 0;
      if (n >= rows) break;
      const start = i32[(spans >> 2) + n * 2] ?? 0;
      other(index, start, start + (i32[(spans >> 2) + n * 2 + 1] ?? 0));
    }
  }

  /** Notes where the values of whole usual rows lie, and says how many rows there are. */
  #takeSpans(start: number, end: number, most: number): number {
    this.#arena.views.i32.set([start, end, Math.min(this.#capacity, most)], this.#scan >> 2);
    return this.#take(this.#scan);
  }

  #spansOf(index: number): number {
    const capacity = this.#arena.views.i32[(this.#scan >> 2) + 2] ?? 0;
    return this.#spans + index * capacity * 8;
  }

  free(): void {
    this.#arena.free(this.#scan);
  }

  /** Stores a column of the rows that were taken, and says of how many before an error. */
  #store(batch: Batch, index: number, rows: number, row: number, other: StoreOther): number {
    const wanted = this.#columns[index];
    const address = wanted === undefined ? undefined : batch.columns[wanted.column];
    if (wanted === undefined || address === undefined) throw new SqlError('XX000', `there is no column ${index}`);
    const { column, type } = wanted;
    const notNull = batch.schema[column]?.notNull === true;
    const quick = wanted.quick() ? quickTypes.indexOf(type) : -1;
    const spans = this.#spansOf(index);
    const { values, validity } = address;
    for (let n = 0; n < rows; n++) {
      if (quick >= 0) n = this.#exports.storeValues(quick, spans, n, rows, row + n, values, validity, notNull ? 1 : 0);
      if (n >= rows) break;
      const { i32 } = this.#arena.views;
      const span = (spans >> 2) + n * 2;
      try {
        other(column, row + n, i32[span] ?? 0, i32[span + 1] ?? 0, i32[(this.#starts >> 2) + n] ?? 0);
      } catch (error) {
        if (error instanceof SqlError) return n;
        throw error;
      }
    }
    return rows;
  }

  /** Each with the quote and the colon that stand behind it. */
  #keepKeys(names: readonly Uint8Array[], keys: number, expected: number, text: number): void {
    const { u8, i32 } = this.#arena.views;
    let at = text;
    for (const [index, name] of names.entries()) {
      const key = keys + index * keyBytes;
      const length = name.length + behindKey.length;
      u8.set(name, at);
      u8.set(behindKey, at + name.length);
      u8.fill(0, key, key + 32);
      u8.copyWithin(key, at, at + Math.min(length, 16));
      u8.fill(0xff, key + 16, key + 16 + Math.min(length, 16));
      i32.set([at, length, -1], (key >> 2) + 8);
      at += length;
      if (index < places) i32[(expected >> 2) + index] = index;
    }
  }
}
