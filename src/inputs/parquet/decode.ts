/** The encoded values of a page as values, one for each that is there; then one for each row, with room where a null is. */
import { deltaBinaryUnpack, deltaByteArray, deltaLengthByteArray } from 'hyparquet/src/delta.js';
import { byteStreamSplit } from 'hyparquet/src/encoding.js';
import { readPlain } from 'hyparquet/src/plain.js';
import type { Encoding } from 'hyparquet/src/types.js';
import { SqlError } from '../../error.js';
import type { Numbers } from '../columnar/store.js';
import type { RawValue } from '../columnar/value-form.js';
import type { Values } from '../columnar/values.js';
import type { ParquetColumn } from './columns.js';
import { decodeHybrid } from './hybrid.js';

/** The numbers of values in the dictionary. */
export interface Numbered {
  readonly kind: 'numbered';
  readonly numbers: Int32Array;
}

/** Decodes `count` values. */
export function decodeValues(
  { element, kind }: ParquetColumn,
  encoding: Encoding,
  bytes: Uint8Array,
  count: number,
): Values | Numbered {
  const { type, type_length: width } = element;
  if (type === undefined) throw new SqlError('XX001', 'a column has no type');
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), offset: 0 };
  switch (encoding) {
    case 'PLAIN':
      if (type === 'BYTE_ARRAY') return plainRuns(bytes, count);
      return valuesOf(readPlain(reader, type, count, width), kind.kind === 'int' && !kind.signed);
    case 'PLAIN_DICTIONARY':
    case 'RLE_DICTIONARY': {
      const numbers = new Int32Array(count);
      if (count > 0) decodeHybrid(bytes, 1, bytes.length, bytes[0] ?? 33, numbers);
      return { kind: 'numbered', numbers };
    }
    case 'RLE': {
      const bits = new Uint8Array(count);
      const length = reader.view.getUint32(0, true);
      decodeHybrid(bytes, 4, Math.min(4 + length, bytes.length), 1, bits);
      return { kind: 'each', at: (row) => bits[row] ?? 0 };
    }
    case 'DELTA_BINARY_PACKED': {
      const numbers = type === 'INT32' ? new Int32Array(count) : new BigInt64Array(count);
      if (count > 0) deltaBinaryUnpack(reader, count, numbers);
      return valuesOf(numbers, kind.kind === 'int' && !kind.signed);
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
    case 'DELTA_BYTE_ARRAY': {
      const texts = new Array<Uint8Array>(count);
      const unpack = encoding === 'DELTA_BYTE_ARRAY' ? deltaByteArray : deltaLengthByteArray;
      if (count > 0) unpack(reader, count, texts);
      return eachOf(texts);
    }
    case 'BYTE_STREAM_SPLIT':
      return valuesOf(byteStreamSplit(reader, count, type, width), kind.kind === 'int' && !kind.signed);
    default:
      throw new SqlError('0A000', `the encoding ${String(encoding)} is not supported`, {
        hint: 'Write the file anew with one of Parquet 2: PLAIN, RLE_DICTIONARY, DELTA_… or BYTE_STREAM_SPLIT.',
      });
  }
}

type Decoded = ReturnType<typeof readPlain>;

function valuesOf(decoded: Decoded, unsigned: boolean): Values {
  if (Array.isArray(decoded)) return eachOf(decoded as RawValue[]);
  if (unsigned && decoded instanceof Int32Array)
    return { kind: 'numbers', array: new Uint32Array(decoded.buffer, decoded.byteOffset, decoded.length) };
  return { kind: 'numbers', array: decoded as Numbers };
}

const eachOf = (values: readonly RawValue[]): Values => ({
  kind: 'each',
  at: (row) => {
    const value = values[row];
    if (value === undefined) throw new SqlError('XX001', 'a page has fewer values than it says');
    return value;
  },
});

/** Texts with their lengths before them, moved together. */
function plainRuns(bytes: Uint8Array, count: number): Values {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const offsets = new Int32Array(count + 1);
  const joined = new Uint8Array(bytes.length);
  let at = 0;
  let end = 0;
  for (let i = 0; i < count; i++) {
    const length = view.getUint32(at, true);
    at += 4;
    if (at + length > bytes.length) throw new SqlError('XX001', 'a text extends past the end of its page');
    if (length < 32) for (let j = 0; j < length; j++) joined[end + j] = bytes[at + j] ?? 0;
    else joined.set(bytes.subarray(at, at + length), end);
    at += length;
    end += length;
    offsets[i + 1] = end;
  }
  return { kind: 'runs', bytes: joined.subarray(0, end), offsets };
}

/** The values of rows, of which only those whose level is the highest are there. */
export function spread(values: Values | Numbered, levels: Uint8Array, highest: number): Values | Numbered {
  const rows = levels.length;
  switch (values.kind) {
    case 'numbered':
      return { kind: 'numbered', numbers: spreadArray(values.numbers, new Int32Array(rows).fill(-1), levels, highest) };
    case 'numbers':
      return { kind: 'numbers', array: spreadNumbers(values.array, levels, highest) };
    case 'runs': {
      const offsets = new Int32Array(rows + 1);
      for (let row = 0, value = 0; row < rows; row++) {
        if (levels[row] === highest) value++;
        offsets[row + 1] = values.offsets[value] ?? 0;
      }
      return { ...values, offsets };
    }
    default: {
      const places = new Int32Array(rows);
      for (let row = 0, value = 0; row < rows; row++) places[row] = levels[row] === highest ? value++ : 0;
      const { at } = values as Extract<Values, { kind: 'each' }>;
      return { kind: 'each', at: (row) => at(places[row] ?? 0) };
    }
  }
}

function spreadNumbers(array: Numbers, levels: Uint8Array, highest: number): Numbers {
  if (array instanceof BigInt64Array) {
    // Moved as pairs of words, without a bigint for each.
    const words = new Int32Array(array.buffer, array.byteOffset, array.length * 2);
    const spreadWords = new Int32Array(levels.length * 2);
    for (let row = 0, value = 0; row < levels.length; row++) {
      if (levels[row] !== highest) continue;
      spreadWords[row * 2] = words[value * 2] ?? 0;
      spreadWords[row * 2 + 1] = words[value * 2 + 1] ?? 0;
      value++;
    }
    return new BigInt64Array(spreadWords.buffer);
  }
  if (array instanceof Float64Array) return spreadArray(array, new Float64Array(levels.length), levels, highest);
  if (array instanceof Float32Array) return spreadArray(array, new Float32Array(levels.length), levels, highest);
  if (array instanceof Uint32Array) return spreadArray(array, new Uint32Array(levels.length), levels, highest);
  return spreadArray(array as Int32Array, new Int32Array(levels.length), levels, highest);
}

function spreadArray<T extends Int32Array | Uint32Array | Float32Array | Float64Array>(
  source: T,
  target: T,
  levels: Uint8Array,
  highest: number,
): T {
  for (let row = 0, value = 0; row < levels.length; row++)
    if (levels[row] === highest) target[row] = source[value++] ?? 0;
  return target;
}
