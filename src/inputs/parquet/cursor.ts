/** Moves over a column chunk of plain values, a page at a time. */
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import type { Batch } from '../../memory/batch.js';
import { setBit } from '../columnar/bits.js';
import type { ColumnCursor, ValueCondition } from '../columnar/column-run.js';
import { Dictionary, type NumberedRows } from '../columnar/dictionary.js';
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
  /** What numbers are numbers of. */
  readonly dictionary: Dictionary | undefined;
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
  /** The pages after it that have been decoded already, and the error of the first that could not be. */
  readonly #ahead: Page[] = [];
  #failure: unknown;

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

  answer(condition: ValueCondition, batch: Batch, column: number, rows: number): boolean {
    let page = this.#page;
    let row = this.#row;
    for (let done = 0, next = 0; done < rows; ) {
      if (page === undefined || row >= page.rows) {
        page = this.#lookAhead(next++);
        row = 0;
        if (page === undefined) return false;
        continue;
      }
      const count = Math.min(rows - done, page.rows - row);
      const { values, dictionary } = page;
      if (values.kind !== 'numbered' || dictionary === undefined) return false;
      const numbered = this.#numbered(values, page, row);
      if (!dictionary.answer(condition, batch, column, done, count, numbered)) return false;
      row += count;
      done += count;
    }
    return true;
  }

  free(): void {
    for (const dictionary of this.#dictionaries) dictionary.free();
    this.#dictionaries.length = 0;
    this.#page = undefined;
    this.#ahead.length = 0;
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
        if (this.#ahead.length === 0 && this.#failure !== undefined) throw this.#failure;
        this.#page = this.#ahead.shift() ?? decodingNow('a page', () => this.#nextPage());
        this.#row = 0;
      }
      return this.#page;
    } catch (error) {
      throw error instanceof SqlError ? error.with({ row }) : error;
    }
  }

  /** The n-th page after the current one; undefined where it cannot be decoded, of which those hear who come there. */
  #lookAhead(n: number): Page | undefined {
    try {
      while (this.#failure === undefined && this.#ahead.length <= n)
        this.#ahead.push(decodingNow('a page', () => this.#nextPage()));
    } catch (error) {
      this.#failure = error;
    }
    return this.#ahead[n];
  }

  #nextPage(): Page {
    const page = this.#pages.next();
    if (page === undefined) throw new SqlError('XX001', 'the column has fewer values than the row group has rows');
    if (page.kind === 'dictionary') {
      this.#dictionaries.push(dictionaryOf(this.#arena, this.#column, page));
      return {
        rows: 0,
        levels: undefined,
        values: { kind: 'numbered', numbers: new Int32Array(0) },
        dictionary: undefined,
      };
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
      dictionary: this.#dictionaries.at(-1),
    };
  }

  #numbered({ numbers }: Numbered, { levels }: Page, from: number): NumberedRows {
    const highest = this.#column.definition;
    const there = (first: number): number => {
      let bits = 0;
      for (let i = 0; i < 8; i++) if (levels?.[from + first + i] === highest) bits |= 1 << i;
      return bits;
    };
    return { numbers, from, there: levels === undefined ? undefined : there };
  }

  #store(batch: Batch, column: number, at: number, rows: number, page: Page, from: number): void {
    const { levels, values, dictionary } = page;
    if (values.kind === 'numbered') {
      if (dictionary === undefined) throw new SqlError('XX001', 'the column has no dictionary', { row: at });
      dictionary.gather(batch, column, at, rows, this.#numbered(values, page, from));
      return;
    }
    const highest = this.#column.definition;
    const isNull: IsNull | undefined = levels === undefined ? undefined : (i) => levels[from + i] !== highest;
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
