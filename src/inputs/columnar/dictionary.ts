/** A column's different values, stored once: rows are copies of them, found by number. */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { Batch, type BatchColumn } from '../../memory/batch.js';
import { bitAt, setBit } from './bits.js';
import { answers, type ValueCondition } from './column-run.js';
import { notNull, placeOf, widthOf, type IsNull } from './store.js';

/** Rows by the numbers of their values, from the `from`-th on. */
export interface NumberedRows {
  readonly numbers: ArrayLike<number>;
  readonly from: number;
  readonly isNull: IsNull | undefined;
}

export class Dictionary {
  readonly #batch: Batch;
  readonly #values: number;
  /** What conditions are for each value, and for null, which comes after the last one. */
  readonly #answers = new Map<ValueCondition, Uint8Array>();
  /** How many rows have been asked about before the values were. */
  #rows = 0;

  /** Of so many values, which `fill` stores in the first column of a batch that has room for them. */
  constructor(arena: Arena, column: BatchColumn, values: number, fill: (batch: Batch) => void) {
    this.#batch = new Batch(arena, [{ ...column, notNull: false }], values + 1);
    this.#values = values;
    fill(this.#batch);
    this.#batch.setNull(0, values);
    this.#batch.rows = values + 1;
  }

  /** Stores the values with these numbers. Raises XX001 for a number that has no value. */
  gather(target: Batch, column: number, at: number, rows: number, { numbers, from, isNull }: NumberedRows): void {
    const width = widthOf(target, column);
    const source = placeOf(this.#batch, 0);
    const { values, validity } = placeOf(target, column);
    const { u8, i16, i32 } = target.arena.views;
    for (let i = 0; i < rows; i++) {
      const row = at + i;
      let number = -1;
      if (isNull?.(i) !== true) {
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

  /** See `ColumnCursor.answer`; stored from the row `at` on. */
  answer(
    condition: ValueCondition,
    target: Batch,
    column: number,
    at: number,
    rows: number,
    { numbers, from, isNull }: NumberedRows,
  ): boolean {
    const answer = this.#answer(condition, rows);
    if (answer === undefined) return false;
    const nullNumber = target.schema[condition.column]?.notNull === true ? -1 : this.#values;
    const { values, validity } = placeOf(target, column);
    const { u8 } = target.arena.views;
    let seen = 0;
    for (let done = 0; done < rows; ) {
      const row = at + done;
      const count = Math.min(8 - (row & 7), rows - done);
      let truths = 0;
      let nulls = 0;
      for (let i = 0; i < count; i++) {
        const number = isNull?.(done + i) === true ? nullNumber : (numbers[from + done + i] ?? -1);
        const one = answer[number] ?? answers.raises;
        seen |= one;
        truths |= (one & answers.isTrue) << i;
        nulls |= ((one & answers.isNull) >> 1) << i;
      }
      const byte = row >> 3;
      u8[values + byte] = (u8[values + byte] ?? 0) | (truths << (row & 7));
      u8[validity + byte] = (u8[validity + byte] ?? 0) | ((~nulls & ((1 << count) - 1)) << (row & 7));
      done += count;
    }
    return (seen & answers.raises) === 0;
  }

  /** Undefined as long as fewer rows have come than there are values: asking these would cost more than asking the rows. */
  #answer(condition: ValueCondition, rows: number): Uint8Array | undefined {
    const known = this.#answers.get(condition);
    if (known !== undefined) return known;
    this.#rows += rows;
    if (this.#rows < this.#values) return undefined;
    const asked = condition.ask(this.#batch);
    this.#answers.set(condition, asked);
    return asked;
  }

  /** Gives its memory back, to which rows of texts point. */
  free(): void {
    this.#batch.free();
  }
}
