/** The literals of predicates of one shape: a row a predicate, without gaps, in a batch that doubles when it is full and halves when three quarters of it are empty. */
import type { Arena } from '../../arena/arena.js';
import { types, widths, type TypeName, type Value } from '../../catalog/types.js';
import { storedBytes } from '../../functions/stored-value.js';
import { Batch, type BatchColumn } from '../../memory/batch.js';
import type { TextPool } from './text-pool.js';

/** Views hold texts of up to so many bytes themselves. */
const inlineBytes = 12;

export class LiteralRows {
  readonly #arena: Arena;
  readonly #pool: TextPool;
  readonly #schema: readonly BatchColumn[];
  #batch: Batch;

  constructor(arena: Arena, literalTypes: readonly TypeName[], pool: TextPool) {
    this.#arena = arena;
    this.#pool = pool;
    this.#schema = literalTypes.map((type, n) => ({ name: `literal ${n + 1}`, type, notNull: true }));
    this.#batch = new Batch(arena, this.#schema, 1);
  }

  /** The rows; another one after rows were added or deleted. */
  get batch(): Batch {
    return this.#batch;
  }

  get count(): number {
    return this.#batch.rows;
  }

  /** Adds a row and gives its number: it is the last. */
  add(values: readonly Value[]): number {
    const row = this.#batch.rows;
    if (row === this.#batch.capacity) this.#resize(row * 2);
    const batch = this.#batch;
    let column = 0;
    try {
      for (; column < this.#schema.length; column++) this.#write(batch, column, row, values[column] ?? '');
    } catch (error) {
      while (column-- > 0) this.#forget(batch, column, row);
      throw error;
    }
    batch.rows = row + 1;
    return row;
  }

  /** Deletes a row; the last one takes its place, and number. */
  delete(row: number): void {
    const batch = this.#batch;
    const last = batch.rows - 1;
    this.#schema.forEach(({ type }, column) => {
      this.#forget(batch, column, row);
      if (row !== last) this.#copy(batch, column, type, last, row);
    });
    batch.rows = last;
    if (last < batch.capacity / 4 && batch.capacity > 64) this.#resize(batch.capacity / 2);
  }

  value(column: number, row: number): Value | null {
    return this.#batch.get(column, row);
  }

  free(): void {
    for (let row = 0; row < this.#batch.rows; row++)
      for (let column = 0; column < this.#schema.length; column++) this.#forget(this.#batch, column, row);
    this.#batch.free();
  }

  #write(batch: Batch, column: number, row: number, value: Value): void {
    const type = this.#schema[column]?.type ?? 'text';
    if (types[type].storage !== 'TEXT') {
      batch.set(column, row, value);
      return;
    }
    const bytes = storedBytes(this.#arena, type, String(value));
    if (bytes.length <= inlineBytes) {
      batch.setText(column, row, bytes);
      return;
    }
    // The batch would keep the bytes until all its rows are forgotten; and a copy of the view could not take them along.
    const address = this.#pool.add(bytes);
    batch.setText(column, row, bytes.subarray(0, 4));
    const { i32 } = this.#arena.views;
    const view = this.#view(batch, column, row);
    i32[view] = bytes.length;
    i32[view + 3] = address;
  }

  #view(batch: Batch, column: number, row: number): number {
    return ((batch.columns[column]?.values ?? 0) >> 2) + row * 4;
  }

  #forget(batch: Batch, column: number, row: number): void {
    if (types[this.#schema[column]?.type ?? 'text'].storage !== 'TEXT') return;
    const { i32 } = this.#arena.views;
    const view = this.#view(batch, column, row);
    const length = i32[view] ?? 0;
    if (length > inlineBytes) this.#pool.delete(i32[view + 3] ?? 0, length);
    i32.fill(0, view, view + 4);
  }

  #copy(batch: Batch, column: number, type: TypeName, from: number, to: number): void {
    const width = widths[types[type].storage];
    const { u8 } = this.#arena.views;
    const values = batch.columns[column]?.values ?? 0;
    if (width === 0) batch.set(column, to, batch.get(column, from));
    else u8.copyWithin(values + to * width, values + from * width, values + (from + 1) * width);
  }

  #resize(capacity: number): void {
    const old = this.#batch;
    const made = new Batch(this.#arena, this.#schema, capacity);
    const { u8 } = this.#arena.views;
    const rows = Math.min(old.rows, capacity);
    this.#schema.forEach(({ type }, column) => {
      const from = old.columns[column];
      const to = made.columns[column];
      if (from === undefined || to === undefined) return;
      const bits = Math.ceil(rows / 8);
      const bytes = widths[types[type].storage] === 0 ? bits : rows * widths[types[type].storage];
      u8.copyWithin(to.values, from.values, from.values + bytes);
      u8.copyWithin(to.validity, from.validity, from.validity + bits);
    });
    made.rows = rows;
    this.#batch = made;
    old.free();
  }
}
