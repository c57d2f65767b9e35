/** Values to and from their text form, through the types' input and output functions, which are PostgreSQL's. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { callOn } from './call.js';
import { argumentOf, inputArguments, printed, valueOfResult } from './stored-value.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text in linear memory. */
export function decodeText(bytes: Uint8Array, address: number, length: number): string {
  return decoder.decode(bytes.subarray(address, address + length));
}

/** The value that a text in PostgreSQL's input syntax stands for; `typmod` is the type's modifier. Raises what the input function raises. */
export function parseValue(arena: Arena, type: TypeName, text: string, typmod = -1): Value {
  if (text.includes('\0')) throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
  if (types[type].textual && !(types[type].modifier && typmod >= 0)) return text;
  const value = callOn(arena, types[type].input, inputArguments(type, encoder.encode(text), typmod), (result, length) =>
    valueOfResult(arena, type, result, length),
  );
  return value ?? '';
}

/** The value as PostgreSQL prints it with the arena's settings. */
export function formatValue(arena: Arena, type: TypeName, value: Value): string {
  const isText = types[type].representation === 'ref' && (types[type].textual === true || arena.printsPlainly);
  return isText ? String(value) : printed(arena, type, argumentOf(arena, type, value));
}
