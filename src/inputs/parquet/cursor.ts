/** Moves over a column chunk of plain values, a page at a time. */
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import type { Batch } from '../../memory/batch.js';
import { setBit } from '../columnar/bits.js';
import type { ColumnCursor } from '../columnar/column-run.js';
import { Dictionary } from '../columnar/dictionary.js';
import { notNull, placeOf, setValid, type IsNull } from '../columnar/store.js';
import { storeValues, type Values } from '../columnar/values.js';
import type { ParquetColumn } from './columns.js';
import { decodeValues, spread, type Numbered } from './decode.js';
import { decodingNow } from './file.js';
import type { DictionaryPage, Pages } from './page.js';

interface Page {
  readonly rows: number;
  /** The levels, where some row is null. */
  readonly levels: Uint8Array | undefined;
  readonly values: Values | Numbered;
}

/** The dictionary of a column chunk. */
export function dictionaryOf(arena: Arena, column: ParquetColumn, { bytes, values }: DictionaryPage): Dictionary {
  const decoded = decodeValues(column, 'PLAIN', bytes, values);
  if (decoded.kind === 'numbered') throw new SqlError('XX001', 'a dictionary has a dictionary');
  const { name, form } = column;
  return new Dictionary(arena, { name, type: form.type, notNull: false }, values, (batch) => {
    setValid(batch, 0, 0, values);
    storeValues(batch, 0, 0, values, { form, values: decoded }, 0, undefined);
  });
}

export class PageCursor implements ColumnCursor {
  readonly #arena: Arena;
  readonly #column: ParquetColumn;
  readonly #pages: Pages;
  /** All that rows may point to; the last one is in use. */
  readonly #dictionaries: Dictionary[] = [];
  #page: Page | undefined;
  /** The next row of the page. */
  #row = 0;

  constructor(arena: Arena, column: ParquetColumn, pages: Pages) {
    this.#arena = arena;
    this.#column = column;
    this.#pages = pages;
  }

  skip(rows: number): void {
    this.#advance(rows, () => undefined);
  }

  fill(batch: Batch, column: number, at: number, rows: number): void {
    this.#advance(
      rows,
      (page, row, done, count) => {
        this.#store(batch, column, at + done, count, page, row);
      },
      at,
    );
  }

  free(): void {
    for (const dictionary of this.#dictionaries) dictionary.free();
    this.#dictionaries.length = 0;
    this.#page = undefined;
  }

  /** Goes over so many rows in parts that lie in one page; `at` is the row of a batch that an error of a page is told with. */
  #advance(rows: number, part: (page: Page, row: number, done: number, count: number) => void, at?: number): void {
    for (let done = 0; done < rows; ) {
      const page = this.#current(at === undefined ? undefined : at + done);
      const count = Math.min(rows - done, page.rows - this.#row);
      part(page, this.#row, done, count);
      this.#row += count;
      done += count;
    }
  }

  #current(row: number | undefined): Page {
    try {
      while (this.#page === undefined || this.#row >= this.#page.rows) {
        this.#page = decodingNow('a page', () => this.#nextPage());
        this.#row = 0;
      }
      return this.#page;
    } catch (error) {
      throw error instanceof SqlError ? error.with({ row }) : error;
    }
  }

  #nextPage(): Page {
    const page = this.#pages.next();
    if (page === undefined) throw new SqlError('XX001', 'the column has fewer values than the row group has rows');
    if (page.kind === 'dictionary') {
      this.#dictionaries.push(dictionaryOf(this.#arena, this.#column, page));
      return { rows: 0, levels: undefined, values: { kind: 'numbered', numbers: new Int32Array(0) } };
    }
    const { definitions } = page;
    const highest = this.#column.definition;
    let there = page.values;
    if (definitions !== undefined) for (const level of definitions) if (level !== highest) there--;
    const values = decodeValues(this.#column, page.encoding, page.bytes, there);
    return {
      rows: page.values,
      levels: definitions,
      values: definitions === undefined ? values : spread(values, definitions, highest),
    };
  }

  #store(batch: Batch, column: number, at: number, rows: number, { levels, values }: Page, from: number): void {
    const highest = this.#column.definition;
    const isNull: IsNull | undefined = levels === undefined ? undefined : (i) => levels[from + i] !== highest;
    if (values.kind === 'numbered') {
      const dictionary = this.#dictionaries.at(-1);
      if (dictionary === undefined) throw new SqlError('XX001', 'the column has no dictionary', { row: at });
      dictionary.gather(batch, column, at, rows, values.numbers, from, isNull ?? (() => false));
      return;
    }
    if (isNull === undefined) setValid(batch, column, at, rows);
    else {
      const { u8 } = batch.arena.views;
      const bit = placeOf(batch, column).validity * 8 + at;
      for (let i = 0; i < rows; i++)
        if (!isNull(i)) setBit(u8, bit + i);
        else if (batch.schema[column]?.notNull === true) throw notNull(batch, column, at + i);
    }
    decodingNow('a page', () => {
      storeValues(batch, column, at, rows, { form: this.#column.form, values }, from, isNull);
    });
  }
}
