/** A column's different values, stored once: rows are copies of them, found by number. */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { Batch, type BatchColumn } from '../../memory/batch.js';
import { bitAt, setBit } from './bits.js';
import { notNull, placeOf, widthOf, type IsNull } from './store.js';

export class Dictionary {
  readonly #batch: Batch;
  readonly #values: number;

  /** Of so many values, which `fill` stores in the first column of a batch that has room for them. */
  constructor(arena: Arena, column: BatchColumn, values: number, fill: (batch: Batch) => void) {
    this.#batch = new Batch(arena, [{ ...column, notNull: false }], Math.max(values, 1));
    this.#values = values;
    fill(this.#batch);
    this.#batch.rows = values;
  }

  /** Stores the values with these numbers. Raises XX001 for a number that has no value. */
  gather(
    target: Batch,
    column: number,
    at: number,
    rows: number,
    numbers: ArrayLike<number>,
    from: number,
    isNull: IsNull,
  ): void {
    const width = widthOf(target, column);
    const source = placeOf(this.#batch, 0);
    const { values, validity } = placeOf(target, column);
    const { u8, i16, i32 } = target.arena.views;
    for (let i = 0; i < rows; i++) {
      const row = at + i;
      let number = -1;
      if (!isNull(i)) {
        number = numbers[from + i] ?? -1;
        if (!(number >= 0 && number < this.#values))
          throw new SqlError('XX001', `a dictionary of ${this.#values} values has none with the number ${number}`, {
            row,
          });
        if (!bitAt(u8, source.validity * 8 + number)) number = -1;
      }
      if (number < 0) {
        if (target.schema[column]?.notNull === true) throw notNull(target, column, row);
        u8.fill(0, values + row * width, values + (row + 1) * width);
        continue;
      }
      setBit(u8, validity * 8 + row);
      if (width === 0) {
        if (bitAt(u8, source.values * 8 + number)) setBit(u8, values * 8 + row);
      } else if (width === 2) i16[(values >> 1) + row] = i16[(source.values >> 1) + number] ?? 0;
      else {
        const words = width >> 2;
        const to = (values >> 2) + row * words;
        const value = (source.values >> 2) + number * words;
        for (let word = 0; word < words; word++) i32[to + word] = i32[value + word] ?? 0;
      }
    }
  }

  /** Gives its memory back, to which rows of texts point. */
  free(): void {
    this.#batch.free();
  }
}
