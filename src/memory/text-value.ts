/** Values to and from their text form, through the runtime's input and output functions, which are PostgreSQL's. */
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from './arena.js';
import { control } from './control.generated.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text in linear memory. */
export function decodeText(bytes: Uint8Array, address: number, length: number): string {
  return decoder.decode(bytes.subarray(address, address + length));
}

/** The value that a text in PostgreSQL's input syntax stands for. Raises what the type's input function raises. */
export function parseValue(arena: Arena, type: TypeName, text: string): Value {
  if (type === 'text') {
    if (text.includes('\0')) throw new SqlError('22021', 'invalid byte sequence for encoding "UTF8": 0x00');
    return text;
  }
  const bytes = encoder.encode(text);
  const { u8, i32 } = arena.views;
  const address = i32[control.scratchNext >> 2] ?? 0;
  if (address + bytes.length > (i32[control.scratchEnd >> 2] ?? 0)) throw new SqlError('53200', 'out of memory');
  u8.set(bytes, address);
  return parseAt(arena, type, address, bytes.length);
}

/** The value of a text that lies in linear memory. */
function parseAt({ runtime }: Arena, type: Exclude<TypeName, 'text'>, address: number, length: number): Value {
  switch (type) {
    case 'bool':
      return runtime.boolin(address, length);
    case 'int2':
      return runtime.int2in(address, length);
    case 'int4':
      return runtime.int4in(address, length);
    case 'int8':
      return runtime.int8in(address, length);
    case 'float4':
      return runtime.float4in(address, length);
    case 'float8':
      return runtime.float8in(address, length);
    case 'date':
      return runtime.date_in(address, length);
    case 'timestamp':
      return runtime.timestamp_in(address, length);
  }
}

/** The value as PostgreSQL prints it. */
export function formatValue(arena: Arena, type: TypeName, value: Value): string {
  if (type === 'text') return String(value);
  const { i32 } = arena.views;
  const next = i32[control.scratchNext >> 2] ?? 0;
  const address = formatted(arena, type, value);
  const text = decodeText(arena.views.u8, address, i32[control.resultLength >> 2] ?? 0);
  i32[control.scratchNext >> 2] = next;
  return text;
}

/** Calls the output function: the address of the text, whose length is then in the control area. */
function formatted({ runtime }: Arena, type: Exclude<TypeName, 'text'>, value: Value): number {
  switch (type) {
    case 'bool':
      return runtime.boolout(Number(value));
    case 'int2':
      return runtime.int2out(Number(value));
    case 'int4':
      return runtime.int4out(Number(value));
    case 'int8':
      return runtime.int8out(BigInt(value));
    case 'float4':
      return runtime.float4out(Number(value));
    case 'float8':
      return runtime.float8out(Number(value));
    case 'date':
      return runtime.date_out(Number(value));
    case 'timestamp':
      return runtime.timestamp_out(BigInt(value));
  }
}
