/**
 * Writes texts that lie in linear memory into a column of a batch: parsed by the type's input function, or, for text, referred to where
 * they are. `Batch.set` does the same for a single value; this is made for millions, with the addresses and the function at hand.
 */
import { types, widths } from '../catalog/types.js';
import { storedBytes } from '../functions/stored-value.js';
import { decodeText, parseValue } from '../functions/text-value.js';
import { SqlError } from '../error.js';
import type { Views } from '../arena/arena.js';
import type { Batch } from '../memory/batch.js';

/** Stores the text at an address as the value of a row. `views` are those of the arena, of this moment. Raises what the input function raises. */
export type WriteText = (views: Views, row: number, address: number, length: number) => void;

/** How texts get into the column. A text must stay where it is as long as the batch needs it. */
export function columnWriter(batch: Batch, column: number): WriteText {
  const definition = batch.schema[column];
  const address = batch.columns[column];
  if (definition === undefined || address === undefined) throw new SqlError('42703', `there is no column ${column}`);
  const { validity, values } = address;
  const { boolin, int2in, int4in, int8in, float4in, float8in, date_in, timestamp_in } = batch.arena.runtime;
  const shift = Math.log2(Math.max(widths[types[definition.type].storage], 1));
  const first = values >> shift;
  switch (definition.type) {
    case 'bool':
      return (views, row, at, length) => {
        setBit(views.u8, values, row, boolin(at, length) !== 0);
        setBit(views.u8, validity, row, true);
      };
    case 'int2':
      return (views, row, at, length) => {
        views.i16[first + row] = int2in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'int4':
      return (views, row, at, length) => {
        views.i32[first + row] = int4in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'date':
      return (views, row, at, length) => {
        views.i32[first + row] = date_in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'int8':
      return (views, row, at, length) => {
        views.i64[first + row] = int8in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'timestamp':
      return (views, row, at, length) => {
        views.i64[first + row] = timestamp_in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'float4':
      return (views, row, at, length) => {
        views.f32[first + row] = float4in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'float8':
      return (views, row, at, length) => {
        views.f64[first + row] = float8in(at, length);
        setBit(views.u8, validity, row, true);
      };
    case 'text':
      return (views, row, at, length) => {
        writeView(views, values + row * 16, at, length);
        setBit(views.u8, validity, row, true);
      };
    default:
      return anyWriter(batch, column);
  }
}

/** For a type without a way of its own: by its input function, into the batch's own memory. */
function anyWriter(batch: Batch, column: number): WriteText {
  const { arena } = batch;
  const type = batch.schema[column]?.type ?? 'text';
  return (views, row, at, length) => {
    const text = decodeText(views.u8, at, length);
    if (types[type].representation === 'ref') batch.setText(column, row, storedBytes(arena, type, text));
    else batch.set(column, row, parseValue(arena, type, text));
  };
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

function setBit(u8: Uint8Array, bitmap: number, row: number, bit: boolean): void {
  const at = bitmap + (row >> 3);
  const mask = 1 << (row & 7);
  u8[at] = bit ? (u8[at] ?? 0) | mask : (u8[at] ?? 0) & ~mask;
}
