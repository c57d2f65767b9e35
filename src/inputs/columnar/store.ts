/**
 * Puts runs of values into a column of a batch: copied as they lie where the layouts agree, one by one where they do not. Under a null the values are 0, as
 * a batch wants it; whoever calls has cleared the validity of the rows.
 */
import { storageOfColumn } from '../../catalog/scaled.js';
import { widths } from '../../catalog/types.js';
import { SqlError } from '../../error.js';
import type { Batch, ColumnAddress } from '../../memory/batch.js';
import { validPrefix } from '../utf8.js';
import { bitAt, copyBits, setBits } from './bits.js';
import type { RawValue, ValueForm } from './value-form.js';

export type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Is the i-th of the rows null? */
export type IsNull = (index: number) => boolean;

/** The column's place. Raises XX000 where the batch has no room for it. */
export function placeOf(batch: Batch, column: number): ColumnAddress {
  const found = batch.columns[column];
  if (found === undefined || found.validity === 0)
    throw new SqlError('XX000', `the batch has no room for column ${column}`);
  return found;
}

/** Bytes of a value of the column; 0 for the bits of bool. */
export const widthOf = (batch: Batch, column: number): 0 | 2 | 4 | 8 | 16 =>
  widths[storageOfColumn(batch.schema[column] ?? { type: 'text' })];

/** Notes that all the rows are there. */
export function setValid(batch: Batch, column: number, at: number, rows: number): void {
  setBits(batch.arena.views.u8, placeOf(batch, column).validity * 8 + at, rows);
}

/** Notes which of the rows are there. Raises 23502 for a null in a NOT NULL column. */
export function copyValidity(
  batch: Batch,
  column: number,
  at: number,
  rows: number,
  validity: Uint8Array,
  bit: number,
): void {
  copyBits(validity, bit, batch.arena.views.u8, placeOf(batch, column).validity * 8 + at, rows);
  if (batch.schema[column]?.notNull !== true) return;
  for (let i = 0; i < rows; i++) if (!bitAt(validity, bit + i)) throw notNull(batch, column, at + i);
}

export const notNull = (batch: Batch, column: number, row: number): SqlError =>
  new SqlError('23502', `null value in column "${batch.schema[column]?.name ?? ''}" violates not-null constraint`, {
    row,
  });

/** Makes the values of the rows 0. */
export function clearValues(batch: Batch, column: number, at: number, rows: number): void {
  const width = widthOf(batch, column);
  const { values } = placeOf(batch, column);
  batch.arena.views.u8.fill(0, values + at * width, values + (at + rows) * width);
}

/** Makes the values under nulls 0. */
export function clearNulls(batch: Batch, column: number, at: number, rows: number, isNull: IsNull): void {
  const width = widthOf(batch, column);
  const { values } = placeOf(batch, column);
  const { u8 } = batch.arena.views;
  for (let i = 0; i < rows; i++) if (isNull(i)) u8.fill(0, values + (at + i) * width, values + (at + i + 1) * width);
}

/** Stores one value by one. */
export function storeEach(
  batch: Batch,
  column: number,
  at: number,
  rows: number,
  { stored, text }: ValueForm,
  raw: (index: number) => RawValue | null,
): void {
  clearValues(batch, column, at, rows);
  let i = 0;
  try {
    for (; i < rows; i++) {
      const value = raw(i);
      if (value === null) {
        if (batch.schema[column]?.notNull === true) throw notNull(batch, column, at + i);
        continue;
      }
      if (text && value instanceof Uint8Array) mustBeText(value);
      const made = stored(value);
      if (typeof made === 'object') batch.setText(column, at + i, made);
      else batch.set(column, at + i, made);
    }
  } catch (error) {
    throw error instanceof SqlError ? error.with({ row: at + i }) : error;
  }
}

/** Copies numbers that the column stores as the source has them. */
export function copyNumbers(
  batch: Batch,
  column: number,
  at: number,
  rows: number,
  source: Numbers,
  from: number,
): void {
  const width = widthOf(batch, column);
  const { values } = placeOf(batch, column);
  const first = source.byteOffset + from * width;
  batch.arena.views.u8.set(new Uint8Array(source.buffer, first, rows * width), values + at * width);
}

/** Half of an integer's range of doubles: within it, the sum of a number and a shift is exact. */
const exactHigh = 2 ** 20;

/** Stores 64-bit numbers with `shift` added, most of them without a bigint; `form` tells what is stored of those that are not exact as doubles. */
export function shiftNumbers(
  batch: Batch,
  column: number,
  at: number,
  rows: number,
  source: BigInt64Array | BigUint64Array,
  from: number,
  form: ValueForm & { readonly shift: number },
  isNull: IsNull,
): void {
  const words = new Int32Array(source.buffer, source.byteOffset, source.length * 2);
  const { i32 } = batch.arena.views;
  const first = (placeOf(batch, column).values >> 2) + at * 2;
  for (let i = 0; i < rows; i++) {
    const high = words[(from + i) * 2 + 1] ?? 0;
    if (isNull(i)) {
      i32[first + i * 2] = 0;
      i32[first + i * 2 + 1] = 0;
    } else if (high < exactHigh && high > -exactHigh) {
      const sum = high * 4294967296 + ((words[(from + i) * 2] ?? 0) >>> 0) + form.shift;
      i32[first + i * 2] = sum | 0;
      i32[first + i * 2 + 1] = Math.floor(sum / 4294967296);
    } else storeEach(batch, column, at + i, 1, form, () => source[from + i] ?? 0n);
  }
}

/** Texts or other bytes, one after another; the offsets have one more than there are values. */
export interface ByteRuns {
  readonly bytes: Uint8Array;
  readonly offsets: Int32Array | Float64Array;
}

/** Stores runs of bytes as views of one copy. Raises XX001 for offsets that lead elsewhere, 22021 for what should be text and is none. */
export function storeRuns(
  batch: Batch,
  column: number,
  at: number,
  rows: number,
  { bytes, offsets }: ByteRuns,
  from: number,
  form: ValueForm,
  isNull: IsNull,
): void {
  const first = offsets[from] ?? -1;
  let before = first;
  let hasLong = false;
  for (let i = 1; i <= rows; i++) {
    const next = offsets[from + i] ?? -1;
    if (next < before || before < 0 || next > bytes.length)
      throw new SqlError('XX001', 'the offsets of a column lead out of its bytes', { row: at + i - 1 });
    if (next - before > 12) hasLong = true;
    before = next;
  }
  if (form.text) mustBeTexts({ bytes, offsets }, from, rows, at, isNull);
  const kept = hasLong ? batch.keep(bytes.subarray(first, before)) : 0;
  const { u8, i32 } = batch.arena.views;
  const { values } = placeOf(batch, column);
  for (let i = 0; i < rows; i++) {
    const start = offsets[from + i] ?? 0;
    const length = isNull(i) ? 0 : (offsets[from + i + 1] ?? 0) - start;
    const view = values + (at + i) * 16;
    const word = view >> 2;
    i32[word] = length;
    i32[word + 1] = 0;
    i32[word + 2] = 0;
    i32[word + 3] = length > 12 ? kept + start - first : 0;
    const copied = length > 12 ? 4 : length;
    for (let j = 0; j < copied; j++) u8[view + 4 + j] = bytes[start + j] ?? 0;
  }
}

/** All bytes at once; one by one only if something is wrong, which may lie under a null. */
function mustBeTexts({ bytes, offsets }: ByteRuns, from: number, rows: number, at: number, isNull: IsNull): void {
  const first = offsets[from] ?? 0;
  const last = offsets[from + rows] ?? 0;
  let whole = validPrefix(bytes.subarray(first, last)).length === last - first;
  for (let i = 1; whole && i < rows; i++) whole = ((bytes[offsets[from + i] ?? 0] ?? 0) & 0xc0) !== 0x80;
  if (whole) return;
  for (let i = 0; i < rows; i++)
    if (!isNull(i)) mustBeText(bytes.subarray(offsets[from + i], offsets[from + i + 1]), at + i);
}

/** Raises 22021 for bytes that are no text of PostgreSQL's. */
export function mustBeText(bytes: Uint8Array, row?: number): void {
  const { length } = validPrefix(bytes);
  if (length === bytes.length) return;
  const shown = [...bytes.subarray(length, length + 4)].map((byte) => `0x${byte.toString(16).padStart(2, '0')}`);
  throw new SqlError('22021', `invalid byte sequence for encoding "UTF8": ${shown.join(' ')}`, {
    hint: 'The column is declared to be text.',
    row,
  });
}
