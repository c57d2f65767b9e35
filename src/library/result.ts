/** Reading the value that a scalar program has left for a row. */
import { types, type TypeName, type Value } from '../catalog/types.js';
import { readNumber, textOfStored } from '../functions/stored-value.js';
import type { Kernel } from '../engines/engine.js';
import type { Arena } from '../arena/arena.js';

/** The value of a row, or null. */
export function resultAt(kernel: Kernel, arena: Arena, type: TypeName, row: number): Value | null {
  const { i32 } = arena.views;
  const present = ((i32[(kernel.bitmap >> 2) + (row >> 5)] ?? 0) >>> (row & 31)) & 1;
  if (present === 0) return null;
  const at = kernel.results + row * 8;
  if (types[type].representation !== 'ref') return readNumber(arena.views, at, type);
  return textOfStored(arena, type, i32[at >> 2] ?? 0, i32[(at >> 2) + 1] ?? 0);
}
