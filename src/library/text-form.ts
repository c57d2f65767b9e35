/** Values from and to PostgreSQL's text form, through the types' input and output functions. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import type { Arena } from '../memory/arena.js';
import { constantCaller } from './constant-call.js';

const constant = (type: TypeName, value: Value) => ({ kind: 'Const', type, value, location: -1 }) as const;

/** Reads a text as the type's input function does; raises 22P02, 22003, 22007 … as it does. */
export function valueFromText(arena: Arena, type: TypeName, text: string): Value {
  if (type === 'text') return text;
  return constantCaller(arena)(types[type].input, type, [constant('text', text)]) ?? 0;
}

/** Writes a value as PostgreSQL prints it. */
export function valueToText(arena: Arena, type: TypeName, value: Value): string {
  if (type === 'text') return String(value);
  return String(constantCaller(arena)(types[type].output, 'text', [constant(type, value)]));
}
