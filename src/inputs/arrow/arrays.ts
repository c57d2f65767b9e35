/** Typed arrays by name as the vectors of a table, with bitmaps of what is there where some values are missing. */
import { SqlError } from '../../error.js';
import type { Numbers } from '../columnar/store.js';
import type { Parts } from './table.js';
import type { ArrowType } from './type.js';
import { vectorParts } from './vector.js';

/** A column with what its array does not tell. */
export interface ArrayColumn {
  readonly values: Numbers;
  /** A bit a row, lowest first: 1 where there is a value. All are there unless given. */
  readonly validity?: Uint8Array | undefined;
  /**
   * What the numbers mean, unless they are numbers: `bool` of a Uint8Array with 0 and 1, `date` of an Int32Array with days from 1970, `timestamp` or
   * `timestamptz` of a BigInt64Array with microseconds from 1970.
   */
  readonly type?: 'bool' | 'date' | 'timestamp' | 'timestamptz' | undefined;
}

/** Columns of the same length, by name. */
export type ArrayColumns = Readonly<Record<string, Numbers | ArrayColumn>>;

/** Raises 42804 for what is no typed array, 22023 for arrays of different lengths or a bitmap that is too short. */
export function partsOfArrays(columns: ArrayColumns): Parts {
  const entries = Object.entries(columns).map(([name, given]) => {
    const column: ArrayColumn = ArrayBuffer.isView(given) ? { values: given } : given;
    if (!ArrayBuffer.isView(column.values) || column.values instanceof DataView)
      throw new SqlError('42804', `column "${name}": a typed array is expected`);
    return { name, column, type: typeOfArray(name, column) };
  });
  const rows = entries[0]?.column.values.length ?? 0;
  return {
    fields: entries.map(({ name, column, type }) => ({ name, type, nullable: column.validity !== undefined })),
    columns: entries.map(({ name, column: { values, validity }, type }) => {
      if (values.length !== rows)
        throw new SqlError('22023', `column "${name}" has ${values.length} values, and the first column ${rows}`);
      if (validity !== undefined && validity.length * 8 < rows)
        throw new SqlError(
          '22023',
          `column "${name}": ${validity.length} bytes of validity are too few for ${rows} rows`,
        );
      const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      return [{ ...vectorParts, type, rows, validity, values: bytes }];
    }),
  };
}

function typeOfArray(name: string, { values, type }: ArrayColumn): ArrowType {
  const layout = { layout: 'fixed', width: values.BYTES_PER_ELEMENT } as const;
  const bits = values.BYTES_PER_ELEMENT * 8;
  if (type === undefined) {
    if (values instanceof Float32Array || values instanceof Float64Array)
      return { layout, kind: { kind: 'float', bits } };
    const signed =
      values instanceof Int8Array ||
      values instanceof Int16Array ||
      values instanceof Int32Array ||
      values instanceof BigInt64Array;
    const known =
      signed ||
      values instanceof Uint8Array ||
      values instanceof Uint16Array ||
      values instanceof Uint32Array ||
      values instanceof BigUint64Array;
    if (known) return { layout, kind: { kind: 'int', bits, signed } };
    throw new SqlError('42804', `column "${name}": an array of this kind is not supported`, {
      hint: 'Give one of Int8Array to BigUint64Array, a Float32Array or a Float64Array.',
    });
  }
  if (type === 'bool' && values instanceof Uint8Array) return { layout, kind: { kind: 'bool' } };
  if (type === 'date' && values instanceof Int32Array) return { layout, kind: { kind: 'date', unit: 'day' } };
  if ((type === 'timestamp' || type === 'timestamptz') && values instanceof BigInt64Array)
    return { layout, kind: { kind: 'timestamp', unit: 'microsecond', zone: type === 'timestamptz' } };
  throw new SqlError('42804', `column "${name}": ${type} is not given by a ${values.constructor.name}`, {
    hint: 'A bool is a Uint8Array of 0 and 1, a date an Int32Array of days, a timestamp a BigInt64Array of microseconds, from 1970.',
  });
}
