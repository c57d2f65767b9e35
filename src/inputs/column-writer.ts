/**
 * Writes texts that lie in linear memory into a column of a batch. The commonest spellings of the commonest types are read here, without a call or an
 * allocation; all else, and every other type, by the type's input function. `Batch.set` does the same for a single value.
 */
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena, Views } from '../arena/arena.js';
import type { Batch, ColumnAddress } from '../memory/batch.js';
import { control } from '../arena/control.generated.js';
import { decodeText } from '../functions/text-value.js';
import { isoOfStyled, spellingOfIso, type DateStyle } from './date-style.js';
import { isoDays, isoMicroseconds } from './iso-moment.js';
import { modifiedValue, settableValue } from './modified-value.js';
import { decimalAt, integerAt, isPlainDecimal } from './number-text.js';
import { isUsualNull } from './null-words.js';
import { spelled, spellingOf } from './spelling.js';

/**
 * Stores the text at an address as the value of a row and says true, or says false when it has not the spelling that the column must have. `views`
 * are those of the arena, of this moment. Raises what the input function raises.
 */
export type WriteText = (views: Views, row: number, address: number, length: number) => boolean;

/** Stores the text if it has a spelling that is quickly read; only canonical ones do. */
type FastWriter = (column: ColumnAddress, arena: Arena) => WriteText;

const fastWriters: Readonly<Record<string, FastWriter>> = {
  int2: ({ values }) => {
    const first = values >> 1;
    return ({ u8, i16 }, row, at, length) => {
      const value = integerAt(u8, at, at + length);
      if (!(value >= -32768 && value <= 32767)) return false;
      i16[first + row] = value;
      return true;
    };
  },
  int4: ({ values }) => {
    const first = values >> 2;
    return ({ u8, i32 }, row, at, length) => {
      const value = integerAt(u8, at, at + length);
      if (!(value >= -2147483648 && value <= 2147483647)) return false;
      i32[first + row] = value;
      return true;
    };
  },
  int8: ({ values }) => {
    const first = values >> 2;
    return ({ u8, i32 }, row, at, length) => storeWhole(i32, first + row * 2, integerAt(u8, at, at + length));
  },
  float8: ({ values }, arena) => {
    const first = values >> 3;
    return ({ u8, f64 }, row, at, length) => {
      let value = decimalAt(u8, at, at + length);
      if (Number.isNaN(value)) value = shortestFloat(arena, at, length);
      if (Number.isNaN(value)) return false;
      f64[first + row] = value;
      return true;
    };
  },
  date: ({ values }) => {
    const first = values >> 2;
    return ({ u8, i32 }, row, at, length) => {
      const days = length === 10 ? isoDays(u8, at) : undefined;
      if (days === undefined) return false;
      i32[first + row] = days;
      return true;
    };
  },
  timestamp: ({ values }) => {
    const first = values >> 2;
    return ({ u8, i32 }, row, at, length) =>
      storeWhole(i32, first + row * 2, isoMicroseconds(u8, at, at + length) ?? Number.NaN);
  },
  text:
    ({ values }) =>
    (views, row, at, length) => {
      writeView(views, values + row * 16, at, length);
      return true;
    },
};

/** The number of more digits than `decimalAt` takes, if float8 prints it as it is written; NaN for all else. */
function shortestFloat({ runtime, views: { u8, i32 } }: Arena, at: number, length: number): number {
  if (!isPlainDecimal(u8, at, at + length)) return Number.NaN;
  const value = runtime.float8in(at, length);
  const next = i32[control.scratchNext >> 2] ?? 0;
  const printed = runtime.float8out(value);
  i32[control.scratchNext >> 2] = next;
  if (i32[control.resultLength >> 2] !== length) return Number.NaN;
  for (let i = 0; i < length; i++) if (u8[printed + i] !== u8[at + i]) return Number.NaN;
  return value;
}

/** What is known of how a column's values are written. */
export interface WrittenAs {
  readonly spelling: number;
  readonly typmod: number;
  /** How dates are written that ISO does not have. */
  readonly dateStyle?: DateStyle | undefined;
  /** Texts are known to be right and are stored as they are written, whatever the type. */
  readonly verbatim?: boolean;
  /** Is told the spellings of a value that was not read quickly. */
  readonly seen?: (mask: number) => void;
  /** No value has told yet what the column is: one that need not be a text is refused until a text has come. */
  undecided?: boolean;
}

/** Whether the commonest spellings of the type are values of the column as they are, so that they may be read in another way than by its writer. */
export const isQuick = (type: TypeName, { spelling, typmod, undecided }: WrittenAs): boolean =>
  undecided !== true && typmod < 0 && spelling !== spelled.utc && (type !== 'bool' || spelling !== spelled.boolLetter);

const never: WriteText = () => false;

/** How texts get into the column. A text must stay where it is as long as the batch needs it. With a spelling, one of `spelled`, others are refused; `typmod` is the modifier that values are brought to. */
export function columnWriter(
  batch: Batch,
  column: number,
  written: WrittenAs = { spelling: 0, typmod: -1 },
): WriteText {
  const { spelling, typmod, seen } = written;
  const definition = batch.schema[column];
  const address = batch.columns[column];
  if (definition === undefined || address === undefined) throw new SqlError('42703', `there is no column ${column}`);
  const { type } = definition;
  // What is quickly read has no zone, and keeps all its digits.
  const fast =
    (spelling === spelled.utc || typmod >= 0
      ? undefined
      : fastWriters[written.verbatim === true ? 'text' : type]?.(address, batch.arena)) ?? never;
  const { validity } = address;
  const { arena } = batch;
  return (views, row, at, length) => {
    if (written.undecided === true) {
      if (spellingOf(views.u8, at, at + length) !== 0 || isStyled(views.u8, at, length, written)) return false;
      written.undecided = isUsualNull(views.u8, at, at + length);
    }
    if (!fast(views, row, at, length)) {
      const text = decodeText(views.u8, at, length);
      const iso = isoText(type, text, written);
      if (spelling !== 0) {
        const mask = iso === undefined ? spellingOf(views.u8, at, at + length) : spellingOfIso(iso);
        if ((mask & spelling) === 0) return false;
        seen?.(mask);
      }
      batch.set(column, row, settableValue(arena, type, iso ?? readable(type, text, spelling), typmod));
    }
    const byte = validity + (row >> 3);
    views.u8[byte] = (views.u8[byte] ?? 0) | (1 << (row & 7));
    return true;
  };
}

const isStyled = (bytes: Uint8Array, at: number, length: number, { dateStyle }: WrittenAs): boolean =>
  dateStyle !== undefined && isoOfStyled(decodeText(bytes, at, length), dateStyle) !== undefined;

const moments: ReadonlySet<TypeName> = new Set(['date', 'timestamp', 'timestamptz']);

/** The ISO form of a moment that is written in the style that dates have here, if it is. */
const isoText = (type: TypeName, text: string, { dateStyle }: WrittenAs): string | undefined =>
  dateStyle !== undefined && moments.has(type) ? isoOfStyled(text, dateStyle) : undefined;

/** A value that is not in linear memory. Raises what the input function raises. */
export const writtenValue = (arena: Arena, type: TypeName, text: string, written: WrittenAs): Value =>
  modifiedValue(arena, type, isoText(type, text, written) ?? text, written.typmod);

/** A timestamp's input function would leave a zone out; it is UTC where this spelling is asked for. */
const readable = (type: TypeName, text: string, spelling: number): string =>
  type === 'timestamp' && spelling === spelled.utc ? text.replace(/ ?(UTC|Z)$|[+-]00(:?00)?$/, '') : text;

/** Stores a whole number as int8, in two words; false for what is none that a double holds. */
function storeWhole(i32: Int32Array, word: number, value: number): boolean {
  if (Number.isNaN(value)) return false;
  i32[word] = value | 0;
  i32[word + 1] = Math.floor(value / 4294967296);
  return true;
}

/** A text's view: see `Batch`. */
function writeView({ u8, i32 }: Views, view: number, at: number, length: number): void {
  const word = view >> 2;
  i32[word] = length;
  i32[word + 1] = 0;
  i32[word + 2] = 0;
  i32[word + 3] = 0;
  const copied = length > 12 ? 4 : length;
  for (let i = 0; i < copied; i++) u8[view + 4 + i] = u8[at + i] ?? 0;
  if (length > 12) i32[word + 3] = at;
}
