/** The values of a vector in the forms that are stored: numbers, runs of bytes, bits, or one value after another. */
import { SqlError } from '../../error.js';
import type { Numbers } from '../columnar/store.js';
import type { Values } from '../columnar/values.js';
import type { ValueKind } from '../columnar/value-form.js';
import { mustHave, numbersOf, offsetsOf, type ArrowVector } from './vector.js';

/** Of a vector of single values, without a dictionary. Raises XX001 for buffers that are too short. */
export function valuesOf(vector: ArrowVector): Values {
  const { type, rows, values, bit } = vector;
  const { layout, kind } = type;
  switch (layout.layout) {
    case 'bits':
      mustHave(values, (bit + rows + 7) >> 3);
      return { kind: 'bits', bytes: values, first: bit };
    case 'runs':
      return { kind: 'runs', bytes: values, offsets: offsetsOf(vector, layout.large) };
    case 'views':
      mustHave(values, rows * 16);
      return { kind: 'each', at: viewReader(vector) };
    case 'fixed':
      if (kind === undefined) break;
      return fixedValues(values, rows, kind, layout.width);
    default:
  }
  throw new SqlError('XX000', `a vector of the layout ${layout.layout} has no single values`);
}

function fixedValues(bytes: Uint8Array, rows: number, kind: ValueKind, width: number): Values {
  mustHave(bytes, rows * width);
  if (kind.kind === 'decimal' && width > 8) {
    const words = numbersOf(bytes, (rows * width) / 8, BigUint64Array);
    return { kind: 'each', at: (row) => wideInteger(words, row, width / 8) };
  }
  const isNumber = kind.kind !== 'bytes' && kind.kind !== 'uuid' && !(kind.kind === 'interval' && width > 4);
  if (!isNumber) return { kind: 'each', at: (row) => bytes.subarray(row * width, (row + 1) * width) };
  return { kind: 'numbers', array: numbers(bytes, rows, kind, width) };
}

function numbers(bytes: Uint8Array, rows: number, kind: ValueKind, width: number): Numbers {
  const signed = isSigned(kind);
  switch (width) {
    case 1:
      return signed ? numbersOf(bytes, rows, Int8Array) : numbersOf(bytes, rows, Uint8Array);
    case 2:
      return signed ? numbersOf(bytes, rows, Int16Array) : numbersOf(bytes, rows, Uint16Array);
    case 4:
      if (kind.kind === 'float') return numbersOf(bytes, rows, Float32Array);
      return signed ? numbersOf(bytes, rows, Int32Array) : numbersOf(bytes, rows, Uint32Array);
    default:
      if (kind.kind === 'float') return numbersOf(bytes, rows, Float64Array);
      return signed ? numbersOf(bytes, rows, BigInt64Array) : numbersOf(bytes, rows, BigUint64Array);
  }
}

/** A float of 16 bits is read as its bits. */
const isSigned = (kind: ValueKind): boolean => (kind.kind === 'int' ? kind.signed : kind.kind !== 'float');

/** An integer of several words, the lowest first, in two's complement. */
function wideInteger(words: BigUint64Array, row: number, count: number): bigint {
  let value = 0n;
  for (let word = count - 1; word >= 0; word--) value = (value << 64n) | (words[row * count + word] ?? 0n);
  return BigInt.asIntN(count * 64, value);
}

/** A view has the length and then the value, or its first 4 bytes, a buffer and where in it the value is. */
function viewReader({ values, buffers }: ArrowVector): (row: number) => Uint8Array {
  const view = new DataView(values.buffer, values.byteOffset, values.byteLength);
  return (row) => {
    const length = view.getInt32(row * 16, true);
    if (length >= 0 && length <= 12) return values.subarray(row * 16 + 4, row * 16 + 4 + length);
    const buffer = buffers[view.getInt32(row * 16 + 8, true)];
    const start = view.getInt32(row * 16 + 12, true);
    if (buffer === undefined || start < 0 || length < 0 || start + length > buffer.length)
      throw new SqlError('XX001', 'a view leads out of its buffers');
    return buffer.subarray(start, start + length);
  };
}
