/** Reading the value that a scalar program has left for a row. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import type { Kernel } from '../engines/engine.js';
import type { Arena } from '../memory/arena.js';

const decoder = new TextDecoder();

/** The value of a row, or null. */
export function resultAt(kernel: Kernel, arena: Arena, type: TypeName, row: number): Value | null {
  const { u8, i32, i64, f32, f64 } = arena.views;
  const present = ((i32[(kernel.bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1;
  if (present === 0) return null;
  const at = kernel.results + row * 8;
  switch (types[type].representation) {
    case 'i32':
      return i32[at >> 2] ?? 0;
    case 'i64':
      return i64[at >> 3] ?? 0n;
    case 'f32':
      return f32[at >> 2] ?? 0;
    case 'f64':
      return f64[at >> 3] ?? 0;
    case 'ref': {
      const pointer = i32[at >> 2] ?? 0;
      return decoder.decode(u8.subarray(pointer, pointer + (i32[(at >> 2) + 1] ?? 0)));
    }
  }
}
