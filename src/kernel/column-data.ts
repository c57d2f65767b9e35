/** A column as Arrow lays it out, and its buffers in a kernel's memory. */
import { SqlError } from '../error.js';
import { decimalOf } from './decimal.js';
import { epochs, type KernelColumn } from './manifest.js';

type Numbers =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/**
 * The values of a column, in one of Arrow's layouts. `validity` has a bit for each row, lowest first, 1 where there is a value; without it no row is null. `offset`
 * is the first row in all buffers. A date is in days, a timestamp in microseconds from 1970-01-01, unless `factor` says of how many of these units one is.
 */
export type ColumnData = { readonly validity?: Uint8Array | null | undefined; readonly offset?: number } & (
  | { readonly values: Numbers; readonly factor?: number }
  /** Arrow's decimals of 128 bits, with as many decimal places as the column has. Such a column takes `values` of 64 bits, too: `numeric(12,2)` in hundredths. */
  | { readonly decimals: ArrayBufferView }
  /** Texts, one after another: row n's bytes lie from offsets[n] to offsets[n + 1]. */
  | { readonly offsets: Int32Array | BigInt64Array; readonly bytes: Uint8Array }
  /** Arrow's views of 16 bytes, and the buffers that they show into. */
  | { readonly views: Uint8Array; readonly buffers: readonly Uint8Array[] }
  /** Texts as JavaScript has them. */
  | { readonly texts: readonly (string | null)[] }
);

const forms = { plain: 0, offsets: 1, largeOffsets: 2, views: 3, scaled: 5, decimals: 6 };
const widths: Readonly<Record<string, number>> = {
  int2: 2,
  int4: 4,
  int8: 8,
  float4: 4,
  float8: 8,
  date: 4,
  time: 8,
  timestamp: 8,
  timestamptz: 8,
  oid: 4,
  char: 4,
};

/** Puts bytes into the kernel's memory and says where they are. */
export type Place = (bytes: ArrayBufferView | Uint8Array) => number;

/** The eight words of a column's descriptor. Raises 42804 where the data are not of the column's type, 22000 where they are too short. */
export function describe(column: KernelColumn, data: ColumnData, rows: number, place: Place): Int32Array {
  const words = new Int32Array(8);
  const offset = data.offset ?? 0;
  if (!Number.isInteger(offset) || offset < 0)
    throw new SqlError('22000', `column "${column.name}" begins at row ${offset}, which is no row`);
  const { validity } = data;
  const end = offset + rows;
  if (validity) {
    enough(column, 'validity', validity.length * 8, end);
    words[2] = place(validity);
  }
  words[1] = offset;
  if ('texts' in data) return texts(column, data.texts, rows, words, place);
  if ('decimals' in data) {
    if (column.form !== 'decimal') throw mismatch(column);
    enough(column, 'decimals', data.decimals.byteLength >> 4, end);
    words[0] = forms.decimals;
    words[3] = place(data.decimals);
    return words;
  }
  if (isText(column) !== !('values' in data)) throw mismatch(column);
  if ('values' in data) {
    if (column.form === 'bits') {
      if (!(data.values instanceof Uint8Array)) throw mismatch(column);
      enough(column, 'values', data.values.length * 8, end);
    } else {
      const isFloat = data.values instanceof Float32Array || data.values instanceof Float64Array;
      const width = column.form === 'decimal' ? 8 : widths[column.type];
      if (data.values.BYTES_PER_ELEMENT !== width || isFloat !== column.type.startsWith('float'))
        throw mismatch(column);
      enough(column, 'values', data.values.length, end);
    }
    words[3] = place(data.values);
    const epoch = epochs[column.type];
    if (epoch === undefined) return words;
    words[0] = forms.scaled;
    words[5] = data.factor ?? 1;
    new BigInt64Array(words.buffer)[3] = -epoch;
    return words;
  }
  if ('offsets' in data) {
    enough(column, 'offsets', data.offsets.length, end + 1);
    ordered(column, data.offsets, offset, end, data.bytes.length);
    words[0] = data.offsets instanceof Int32Array ? forms.offsets : forms.largeOffsets;
    words[3] = place(data.offsets);
    words[4] = place(data.bytes);
    return words;
  }
  enough(column, 'views', data.views.length, end * 16);
  within(column, data.views, data.buffers, offset, end);
  words[0] = forms.views;
  words[3] = place(data.views);
  words[4] = place(Int32Array.from(data.buffers, (buffer) => place(buffer)));
  return words;
}

function texts(
  column: KernelColumn,
  list: readonly (string | null)[],
  rows: number,
  words: Int32Array,
  place: Place,
): Int32Array {
  enough(column, 'texts', list.length, rows);
  if (column.form === 'decimal') {
    const values = list.slice(0, rows).map((text, row) => (text === null ? 0n : decimalOf(column, text, row)));
    const validity = place(bitsOf(list.slice(0, rows)));
    words.set([forms.plain, 0, validity, place(BigInt64Array.from(values))]);
    return words;
  }
  if (!isText(column)) throw mismatch(column);
  const encoder = new TextEncoder();
  const encoded = list.slice(0, rows).map((text) => (text === null ? undefined : encoder.encode(text)));
  const offsets = new Int32Array(rows + 1);
  encoded.forEach((bytes, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + (bytes?.length ?? 0);
  });
  const bytes = new Uint8Array(offsets[rows] ?? 0);
  encoded.forEach((one, row) => {
    if (one !== undefined) bytes.set(one, offsets[row]);
  });
  words.set([forms.offsets, 0, place(bitsOf(list.slice(0, rows))), place(offsets), place(bytes)]);
  return words;
}

const isText = ({ form }: KernelColumn): boolean => form === 'bytes' || form === 'input';

/** A bit for each, set where it is not null. */
function bitsOf(list: readonly (string | null)[]): Uint8Array {
  const bits = new Uint8Array((list.length + 7) >> 3);
  list.forEach((text, row) => {
    if (text !== null) bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
  });
  return bits;
}

const mismatch = ({ name, type }: KernelColumn): SqlError =>
  new SqlError('42804', `the data of column "${name}" are not laid out as ${type} is`);

function enough({ name }: KernelColumn, what: string, there: number, needed: number): void {
  if (!(there >= needed))
    throw new SqlError('22000', `column "${name}" has ${there} ${what}, where ${needed} are needed`);
}

/** Offsets that do not rise, or that lead out of the bytes, would have the kernel read what is not the column's. */
function ordered(
  column: KernelColumn,
  offsets: Int32Array | BigInt64Array,
  from: number,
  to: number,
  bytes: number,
): void {
  let last = 0;
  for (let n = from; n <= to; n++) {
    const at = Number(offsets[n]);
    if (!(at >= last && at <= bytes))
      throw new SqlError('22000', `column "${column.name}" has the offset ${at} out of order`, {
        row: Math.max(n - 1 - from, 0),
      });
    last = at;
  }
}

function within(
  { name }: KernelColumn,
  views: Uint8Array,
  buffers: readonly Uint8Array[],
  from: number,
  to: number,
): void {
  const view = new DataView(views.buffer, views.byteOffset, views.byteLength);
  for (let n = from; n < to; n++) {
    const length = view.getInt32(n * 16, true);
    const buffer = length <= 12 ? undefined : buffers[view.getInt32(n * 16 + 8, true)];
    const start = view.getInt32(n * 16 + 12, true);
    if (length < 0 || (length > 12 && !(start >= 0 && start + length <= (buffer?.length ?? -1))))
      throw new SqlError('22000', `column "${name}" has a view that shows out of its buffers`, { row: n - from });
  }
}
