/** Values outside the engines ↔ what linear memory holds of them: numbers in cells, and the bytes that PostgreSQL stores. */
import { scaledOfText, type Scaled } from '../catalog/scaled.js';
import { oidForInput, types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena, Views } from '../arena/arena.js';
import { callOn, type Argument } from './call.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Writes a value that is held as a number at a byte address. */
export function writeNumber({ i32, i64, f32, f64 }: Views, at: number, type: TypeName, value: Value): void {
  switch (types[type].representation) {
    case 'i32':
    case 'ref':
      i32[at >> 2] = Number(value);
      return;
    case 'i64':
      i64[at >> 3] = BigInt(value);
      return;
    case 'f32':
      f32[at >> 2] = Number(value);
      return;
    case 'f64':
      f64[at >> 3] = Number(value);
  }
}

/** The number at a byte address. */
export function readNumber({ i32, i64, f32, f64 }: Views, at: number, type: TypeName): number | bigint {
  switch (types[type].representation) {
    case 'i32':
    case 'ref':
      return i32[at >> 2] ?? 0;
    case 'i64':
      return i64[at >> 3] ?? 0n;
    case 'f32':
      return f32[at >> 2] ?? 0;
    case 'f64':
      return f64[at >> 3] ?? 0;
  }
}

/**
 * The bytes that are stored for a value whose text form is `text`: those of the text itself, or what the type's input function makes of it
 * and of the modifier, -1 for none.
 */
export function storedBytes(arena: Arena, type: TypeName, text: string, typmod = -1): Uint8Array {
  const bytes = encoder.encode(text);
  if (types[type].textual) return bytes;
  const stored = callOn(arena, types[type].input, inputArguments(type, bytes, typmod), (result, length) =>
    arena.views.u8.slice(Number(result), Number(result) + length),
  );
  return stored ?? new Uint8Array();
}

/** The integer as which a column stores the number that a text stands for, brought to the modifier. Raises what the input function raises. */
export function scaledValue(arena: Arena, type: TypeName, text: string, typmod = -1, form: Scaled): bigint {
  const found =
    scaledOfText(text, form) ?? scaledOfText(textOfBytes(arena, type, storedBytes(arena, type, text, typmod)), form);
  if (found === undefined) throw new SqlError('XX000', `${text} does not fit the column`);
  return found;
}

/** A value as an argument of a function. */
export function argumentOf(arena: Arena, type: TypeName, value: Value): Argument {
  switch (types[type].representation) {
    case 'ref':
      return storedBytes(arena, type, String(value));
    case 'i64':
      return BigInt(value);
    default:
      return Number(value);
  }
}

/** What a function gave, as a value. */
export function valueOfResult(arena: Arena, type: TypeName, result: number | bigint, length: number): Value {
  return types[type].representation === 'ref' ? textOfStored(arena, type, Number(result), length) : result;
}

/** What an input function is called with: the text, the oid that it asks for, and the modifier (-1: none) where the type has one. */
export function inputArguments(type: TypeName, bytes: Uint8Array, typmod = -1): readonly Argument[] {
  const { modifier } = types[type];
  const oid = oidForInput(type);
  return [bytes, ...(oid === undefined ? [] : [oid]), ...(modifier ? [typmod] : [])];
}

/** The text form of a value of which these are the stored bytes, as it is read again whatever the settings. */
export const textOfBytes = (arena: Arena, type: TypeName, bytes: Uint8Array): string =>
  types[type].textual ? decoder.decode(bytes) : arena.printingPlainly(() => printed(arena, type, bytes));

/** The same of a value that lies in memory as PostgreSQL stores it. */
export function textOfStored(arena: Arena, type: TypeName, address: number, length: number): string {
  if (types[type].textual) return decoder.decode(arena.views.u8.subarray(address, address + length));
  return arena.printingPlainly(() => printed(arena, type, { address, length }));
}

/** What the type's output function makes of a value. */
export function printed(arena: Arena, type: TypeName, value: Argument): string {
  const text = callOn(arena, types[type].output, [value], (result, length) =>
    decoder.decode(arena.views.u8.subarray(Number(result), Number(result) + length)),
  );
  return text ?? '';
}
