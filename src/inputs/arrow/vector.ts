/** A vector of Arrow: the buffers of one column of a record batch, as bytes, whoever made them. */
import { SqlError } from '../../error.js';
import { bitAt } from '../columnar/bits.js';
import type { Numbers } from '../columnar/store.js';
import type { ArrowType } from './type.js';

export interface ArrowVector {
  readonly type: ArrowType;
  readonly rows: number;
  /** The bit of the first row in `validity` and in the values of bools; all else begins with the first row. */
  readonly bit: number;
  /** A bit a row that is there; undefined where all are. */
  readonly validity: Uint8Array | undefined;
  readonly values: Uint8Array;
  readonly offsets: Uint8Array;
  /** What views lead to. */
  readonly buffers: readonly Uint8Array[];
  readonly children: readonly ArrowVector[];
  /** The values of a dictionary, in parts. */
  readonly dictionary: readonly ArrowVector[];
}

/** An empty buffer. */
export const noBytes: Uint8Array = new Uint8Array(0);

export const vectorParts: Omit<ArrowVector, 'type' | 'rows'> = {
  bit: 0,
  validity: undefined,
  values: noBytes,
  offsets: noBytes,
  buffers: [],
  children: [],
  dictionary: [],
};

type Maker<T> = {
  new (buffer: ArrayBufferLike, offset: number, length: number): T;
  readonly BYTES_PER_ELEMENT: number;
};

/** The bytes as numbers, without a copy where they are aligned. Raises XX001 when there are fewer. */
export function numbersOf<T extends Numbers>(bytes: Uint8Array, count: number, Kind: Maker<T>): T {
  const needed = count * Kind.BYTES_PER_ELEMENT;
  mustHave(bytes, needed);
  const aligned = bytes.byteOffset % Kind.BYTES_PER_ELEMENT === 0 ? bytes : bytes.slice(0, needed);
  return new Kind(aligned.buffer, aligned.byteOffset, count);
}

/** Raises XX001 for a buffer that is too short. */
export function mustHave(bytes: Uint8Array, needed: number): void {
  if (bytes.length < needed)
    throw new SqlError('XX001', `a buffer of ${bytes.length} bytes should have ${needed}`, {
      hint: 'The Arrow data may have been cut off, or be damaged.',
    });
}

/** The offsets of runs of bytes or of lists, one more than rows. */
export function offsetsOf({ offsets, rows }: ArrowVector, large: boolean): Int32Array | Float64Array {
  // A vector without rows may be without offsets.
  if (rows === 0) return new Int32Array(1);
  if (!large) return numbersOf(offsets, rows + 1, Int32Array);
  return Float64Array.from(numbersOf(offsets, rows + 1, BigInt64Array), Number);
}

/** The integers of a dictionary's vector. */
export function indicesOf({ type, values, rows }: ArrowVector): ArrayLike<number> {
  const index = type.layout.layout === 'dictionary' ? type.layout.index.kind : undefined;
  if (index?.kind !== 'int') throw new SqlError('XX000', 'a vector without a dictionary is asked for numbers');
  switch (index.bits) {
    case 8:
      return index.signed ? numbersOf(values, rows, Int8Array) : numbersOf(values, rows, Uint8Array);
    case 16:
      return index.signed ? numbersOf(values, rows, Int16Array) : numbersOf(values, rows, Uint16Array);
    case 32:
      return index.signed ? numbersOf(values, rows, Int32Array) : numbersOf(values, rows, Uint32Array);
    default:
      return Float64Array.from(numbersOf(values, rows, BigInt64Array), Number);
  }
}

/** A member of a struct, null where the struct is. */
export function memberOf(struct: ArrowVector, member: number): ArrowVector {
  const child = struct.children[member];
  if (child === undefined) throw new SqlError('XX001', `a struct has no member ${member}`);
  if (child.rows < struct.rows)
    throw new SqlError('XX001', `a struct of ${struct.rows} rows has a member of ${child.rows}`);
  const { validity, bit, rows } = struct;
  if (validity === undefined) return { ...child, rows };
  mustHave(validity, (bit + rows + 7) >> 3);
  // The bits of a bool begin where those of its validity do.
  const both = new Uint8Array((child.bit + rows + 7) >> 3);
  for (let row = 0; row < rows; row++) {
    const there =
      bitAt(validity, bit + row) && (child.validity === undefined || bitAt(child.validity, child.bit + row));
    if (there) both[(child.bit + row) >> 3] = (both[(child.bit + row) >> 3] ?? 0) | (1 << ((child.bit + row) & 7));
  }
  return { ...child, rows, validity: both };
}
