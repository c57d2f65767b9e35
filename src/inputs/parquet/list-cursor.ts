/** Moves over a column chunk of lists, whose rows may go on from page to page: all of it is read when the first row is asked for. */
import type { Arena } from '../../arena/arena.js';
import { SqlError } from '../../error.js';
import { formatValue } from '../../functions/text-value.js';
import { Batch } from '../../memory/batch.js';
import { arrayText } from '../array-text.js';
import type { ColumnCursor } from '../columnar/column-run.js';
import type { Dictionary } from '../columnar/dictionary.js';
import { notNull, setValid } from '../columnar/store.js';
import { storeValues } from '../columnar/values.js';
import type { ParquetColumn } from './columns.js';
import { dictionaryOf } from './cursor.js';
import { decodeValues } from './decode.js';
import { decodingNow } from './file.js';
import type { DataPage, Pages } from './page.js';

type List = (string | null)[] | null;

export class ListCursor implements ColumnCursor {
  readonly #arena: Arena;
  readonly #column: ParquetColumn;
  readonly #pages: Pages;
  #lists: List[] | undefined;
  #row = 0;

  constructor(arena: Arena, column: ParquetColumn, pages: Pages) {
    this.#arena = arena;
    this.#column = column;
    this.#pages = pages;
  }

  skip(rows: number): void {
    this.#row += rows;
  }

  fill(batch: Batch, column: number, at: number, rows: number): void {
    let i = 0;
    try {
      this.#lists ??= decodingNow('a list', () => this.#read());
      for (; i < rows; i++) {
        const list = this.#lists[this.#row + i];
        if (list === undefined) throw new SqlError('XX001', 'the column has fewer lists than the row group has rows');
        if (list === null && batch.schema[column]?.notNull === true) throw notNull(batch, column, at + i);
        batch.set(column, at + i, list === null ? null : arrayText(list));
      }
    } catch (error) {
      throw error instanceof SqlError ? error.with({ row: at + i }) : error;
    }
    this.#row += rows;
  }

  free(): void {
    this.#lists = undefined;
  }

  #read(): List[] {
    const lists: List[] = [];
    let dictionary: Dictionary | undefined;
    try {
      for (let page = this.#pages.next(); page !== undefined; page = this.#pages.next()) {
        if (page.kind === 'dictionary') {
          dictionary?.free();
          dictionary = dictionaryOf(this.#arena, this.#column, page);
        } else this.#append(lists, page, dictionary);
      }
    } finally {
      dictionary?.free();
    }
    return lists;
  }

  #append(lists: List[], page: DataPage, dictionary: Dictionary | undefined): void {
    const { definition, listed } = this.#column;
    const { definitions, repetitions, values } = page;
    let there = 0;
    for (let i = 0; i < values; i++) if ((definitions?.[i] ?? definition) === definition) there++;
    const texts = this.#texts(page, there, dictionary);
    let value = 0;
    for (let i = 0; i < values; i++) {
      const level = definitions?.[i] ?? definition;
      // Without levels that differ, all values go on with one list.
      if ((repetitions?.[i] ?? 1) === 0) lists.push(level < listed ? null : []);
      if (level <= listed) continue;
      const list = lists.at(-1);
      if (list == null) throw new SqlError('XX001', 'a list begins before the first row');
      list.push(level === definition ? (texts[value++] ?? null) : null);
    }
  }

  /** The elements of a page, as PostgreSQL prints them. */
  #texts({ encoding, bytes }: DataPage, count: number, dictionary: Dictionary | undefined): (string | null)[] {
    const { form, name } = this.#column;
    const decoded = decodeValues(this.#column, encoding, bytes, count);
    const elements = new Batch(this.#arena, [{ name, type: form.type, notNull: false }], Math.max(count, 1));
    try {
      if (decoded.kind !== 'numbered') {
        setValid(elements, 0, 0, count);
        storeValues(elements, 0, 0, count, { form, values: decoded }, 0, undefined);
      } else if (dictionary === undefined) throw new SqlError('XX001', 'the column has no dictionary');
      else dictionary.gather(elements, 0, 0, count, { numbers: decoded.numbers, from: 0, there: undefined });
      return Array.from({ length: count }, (_, i) => {
        const value = elements.get(0, i);
        return value === null ? null : formatValue(this.#arena, form.type, value);
      });
    } finally {
      elements.free();
    }
  }
}
