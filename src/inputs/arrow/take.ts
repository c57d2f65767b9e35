/** Some rows of a vector, as a vector of the same type: their values are copied, a dictionary and the texts behind views are shared. */
import { SqlError } from '../../error.js';
import { bitAt, setBit } from '../columnar/bits.js';
import { mustHave, noBytes, offsetsOf, type ArrowVector } from './vector.js';

export interface TakenVector extends ArrowVector {
  readonly nulls: number;
  readonly children: readonly TakenVector[];
}

/** The rows with these numbers, ascending. Raises 0A000 for unions and other types whose rows cannot be taken. */
export function takeRows(vector: ArrowVector, rows: ArrayLike<number>): TakenVector {
  const { type, values, buffers, dictionary } = vector;
  const { layout } = type;
  const count = rows.length;
  const taken = { type, rows: count, bit: 0, ...takeValidity(vector, rows), buffers, dictionary };
  const plain = { ...taken, values: noBytes, offsets: noBytes, children: [] };
  switch (layout.layout) {
    case 'null':
      return { ...plain, nulls: count };
    case 'bits':
      return { ...plain, values: takeBits(values, vector.bit, rows) };
    case 'fixed':
      return { ...plain, values: takeFixed(values, layout.width, rows) };
    case 'views':
      return { ...plain, values: takeFixed(values, 16, rows) };
    case 'dictionary': {
      const index = layout.index.layout;
      return { ...plain, values: takeFixed(values, index.layout === 'fixed' ? index.width : 4, rows) };
    }
    case 'runs': {
      const { offsets, elements } = takeOffsets(vector, layout.large, rows);
      return { ...plain, offsets, values: takeRuns(values, elements) };
    }
    case 'list': {
      const { offsets, elements } = takeOffsets(vector, layout.large, rows);
      return { ...plain, offsets, children: [takeRows(childOf(vector, 0), numbersIn(elements))] };
    }
    case 'fixed-list': {
      const elements = Array.from(rows, (row): Range => ({ start: row * layout.size, end: (row + 1) * layout.size }));
      return { ...plain, children: [takeRows(childOf(vector, 0), numbersIn(elements))] };
    }
    case 'struct':
      return { ...plain, children: layout.members.map((_, member) => takeRows(childOf(vector, member), rows)) };
    case 'unread':
      throw new SqlError(
        '0A000',
        `rows cannot be taken from this table: ${type.refused ?? 'a type is not supported'}`,
        {
          hint: 'Leave out columns of this type before, for example with `table.select(…)`.',
        },
      );
  }
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function childOf({ children }: ArrowVector, place: number): ArrowVector {
  const child = children[place];
  if (child === undefined) throw new SqlError('XX001', 'a vector has fewer children than its type');
  return child;
}

function takeValidity(
  { validity, bit }: ArrowVector,
  rows: ArrayLike<number>,
): Pick<TakenVector, 'validity' | 'nulls'> {
  if (validity === undefined) return { validity: undefined, nulls: 0 };
  const bits = takeBits(validity, bit, rows);
  let there = 0;
  for (let i = 0; i < rows.length; i++) if (bitAt(bits, i)) there++;
  return { validity: bits, nulls: rows.length - there };
}

/** Padded to 8 bytes, as Arrow's buffers are. */
const padded = (bytes: number): Uint8Array => new Uint8Array((bytes + 7) & ~7);

function takeBits(bits: Uint8Array, bit: number, rows: ArrayLike<number>): Uint8Array {
  const taken = padded((rows.length + 7) >> 3);
  for (let i = 0; i < rows.length; i++) if (bitAt(bits, bit + (rows[i] ?? 0))) setBit(taken, i);
  return taken;
}

function takeFixed(bytes: Uint8Array, width: number, rows: ArrayLike<number>): Uint8Array {
  mustHave(bytes, ((rows[rows.length - 1] ?? -1) + 1) * width);
  const taken = padded(rows.length * width);
  for (let i = 0; i < rows.length; i++) {
    const start = (rows[i] ?? 0) * width;
    for (let byte = 0; byte < width; byte++) taken[i * width + byte] = bytes[start + byte] ?? 0;
  }
  return taken.subarray(0, rows.length * width);
}

function takeOffsets(
  vector: ArrowVector,
  large: boolean,
  rows: ArrayLike<number>,
): { readonly offsets: Uint8Array; readonly elements: readonly Range[] } {
  const before = offsetsOf(vector, large);
  const sums = new Float64Array(rows.length + 1);
  const elements = Array.from(rows, (row, i): Range => {
    const start = before[row] ?? 0;
    const end = before[row + 1] ?? 0;
    if (!(start >= 0 && end >= start)) throw new SqlError('XX001', 'the offsets of a column lead out of its bytes');
    sums[i + 1] = (sums[i] ?? 0) + end - start;
    return { start, end };
  });
  const offsets = large ? BigInt64Array.from(sums, BigInt) : Int32Array.from(sums);
  return { offsets: new Uint8Array(offsets.buffer), elements };
}

function takeRuns(bytes: Uint8Array, ranges: readonly Range[]): Uint8Array {
  const taken = padded(ranges.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const { start, end } of ranges) {
    mustHave(bytes, end);
    taken.set(bytes.subarray(start, end), at);
    at += end - start;
  }
  return taken.subarray(0, at);
}

function numbersIn(ranges: readonly Range[]): Float64Array {
  const numbers = new Float64Array(ranges.reduce((sum, { start, end }) => sum + end - start, 0));
  let at = 0;
  for (const { start, end } of ranges) for (let number = start; number < end; number++) numbers[at++] = number;
  return numbers;
}
