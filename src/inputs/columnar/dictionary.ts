/** A column's different values, stored once: rows are copies of them, found by number. */
import { SqlError } from '../../error.js';
import type { Arena } from '../../arena/arena.js';
import { Batch, type BatchColumn } from '../../memory/batch.js';
import { bitAt, setBit } from './bits.js';
import { answers, type ValueCondition } from './column-run.js';
import { notNull, placeOf, widthOf } from './store.js';

/** Rows by the numbers of their values, from the `from`-th on. */
export interface NumberedRows {
  readonly numbers: ArrayLike<number>;
  readonly from: number;
  /** Which of eight rows have a value, a bit each, the first lowest; undefined where all have one. */
  readonly there: ((first: number) => number) | undefined;
}

/** What a condition is, as bits that eight rows can have beside each other: it is true; it is not null; it must not be told. */
const codes = { truth: 1, validity: 1 << 8, raises: 1 << 16 } as const;

export class Dictionary {
  readonly #batch: Batch;
  readonly #values: number;
  /** What conditions are for each value, and for null, which comes after the last one, in `codes`. */
  readonly #answers = new Map<ValueCondition, Int32Array>();
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
  gather(target: Batch, column: number, at: number, rows: number, { numbers, from, there }: NumberedRows): void {
    const width = widthOf(target, column);
    const source = placeOf(this.#batch, 0);
    const { values, validity } = placeOf(target, column);
    const { u8, i16, i32 } = target.arena.views;
    let bits = 0xff;
    for (let i = 0; i < rows; i++) {
      const row = at + i;
      if (there !== undefined && (i & 7) === 0) bits = there(i);
      let number = -1;
      if (((bits >> (i & 7)) & 1) === 1) {
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
    { numbers, from, there }: NumberedRows,
  ): boolean {
    const answer = this.#answer(condition, rows);
    if (answer === undefined) return false;
    const isNull = target.schema[condition.column]?.notNull === true ? codes.raises : (answer[this.#values] ?? 0);
    const { values, validity } = placeOf(target, column);
    const { u8 } = target.arena.views;
    for (let i = 0; i < rows; i += 8) {
      const bits = there === undefined ? 0xff : there(i);
      const count = Math.min(8, rows - i);
      let found = 0;
      for (let j = 0; j < count; j++) {
        const one = ((bits >> j) & 1) === 0 ? isNull : (answer[numbers[from + i + j] ?? -1] ?? codes.raises);
        found |= one << j;
      }
      if (found >= codes.raises) return false;
      orBits(u8, values * 8 + at + i, found & 0xff);
      orBits(u8, validity * 8 + at + i, found >> 8);
    }
    return true;
  }

  /** Undefined as long as fewer rows have come than there are values: asking these would cost more than asking the rows. */
  #answer(condition: ValueCondition, rows: number): Int32Array | undefined {
    const known = this.#answers.get(condition);
    if (known !== undefined) return known;
    this.#rows += rows;
    if (this.#rows < this.#values) return undefined;
    const asked = Int32Array.from(condition.ask(this.#batch), (answer) => codeOf[answer] ?? codes.raises);
    this.#answers.set(condition, asked);
    return asked;
  }

  /** Gives its memory back, to which rows of texts point. */
  free(): void {
    this.#batch.free();
  }
}

/** What raises an error for a value may be true for it or null too, as far as that was asked. */
const codeOf: Readonly<Record<number, number>> = {
  [answers.isFalse]: codes.validity,
  [answers.isTrue]: codes.truth | codes.validity,
  [answers.isNull]: 0,
};

/** Sets those of eight bits that are given; those beyond the last row are none. */
function orBits(bytes: Uint8Array, bit: number, bits: number): void {
  const at = bit >> 3;
  const shifted = bits << (bit & 7);
  bytes[at] = (bytes[at] ?? 0) | shifted;
  if (shifted > 0xff) bytes[at + 1] = (bytes[at + 1] ?? 0) | (shifted >> 8);
}
