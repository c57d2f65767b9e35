/** Values as a file has them, one for each row whether it is null or not, and how a run of them is stored in a column of a batch. */
import type { Batch } from '../../memory/batch.js';
import { copyBits } from './bits.js';
import {
  clearNulls,
  copyNumbers,
  placeOf,
  shiftNumbers,
  storeEach,
  storeRuns,
  widthOf,
  type ByteRuns,
  type IsNull,
  type Numbers,
} from './store.js';
import type { RawValue, ValueForm } from './value-form.js';

export type Values =
  | { readonly kind: 'numbers'; readonly array: Numbers }
  | ({ readonly kind: 'runs' } & ByteRuns)
  /** A bit a row, from the bit `first` on. */
  | { readonly kind: 'bits'; readonly bytes: Uint8Array; readonly first: number }
  | { readonly kind: 'each'; readonly at: (row: number) => RawValue };

/** What the values of a column are, and whether none of them is null. */
export interface Column {
  readonly form: ValueForm;
  readonly values: Values;
}

/** Stores the values from `from` on. The rows' validity is set by whoever calls; a value that is stored sets its own as well. */
export function storeValues(
  batch: Batch,
  column: number,
  at: number,
  rows: number,
  { form, values }: Column,
  from: number,
  isNull: IsNull | undefined,
): void {
  const asked = isNull ?? never;
  switch (values.kind) {
    case 'numbers': {
      const { array } = values;
      if (form.same === true && array.BYTES_PER_ELEMENT === widthOf(batch, column)) {
        copyNumbers(batch, column, at, rows, array, from);
        if (isNull !== undefined) clearNulls(batch, column, at, rows, isNull);
      } else if (isShifted(form) && (array instanceof BigInt64Array || array instanceof BigUint64Array))
        shiftNumbers(batch, column, at, rows, array, from, form, asked);
      else storeEach(batch, column, at, rows, form, (i) => (asked(i) ? null : (array[from + i] ?? 0)));
      return;
    }
    case 'runs':
      storeRuns(batch, column, at, rows, values, from, form, asked);
      return;
    case 'bits': {
      const bit = placeOf(batch, column).values * 8 + at;
      copyBits(values.bytes, values.first + from, batch.arena.views.u8, bit, rows);
      const { u8 } = batch.arena.views;
      if (isNull !== undefined)
        for (let i = 0; i < rows; i++)
          if (isNull(i)) u8[(bit + i) >> 3] = (u8[(bit + i) >> 3] ?? 0) & ~(1 << ((bit + i) & 7));
      return;
    }
    case 'each':
      storeEach(batch, column, at, rows, form, (i) => (asked(i) ? null : values.at(from + i)));
  }
}

const never: IsNull = () => false;

const isShifted = (form: ValueForm): form is ValueForm & { readonly shift: number } => form.shift !== undefined;
