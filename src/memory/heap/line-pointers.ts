/** The function that finds a page's rows (wasm/scan/line-pointers.wat), over an arena's memory. */
import type { Arena } from '../../arena/arena.js';
import { decodeBase64 } from '../../platform/base64.js';
import { linePointersBase64 } from './line-pointers.generated.js';

/** Adds the rows of the page at an address to the batch's vectors behind those that there are; the result is how many there are then. */
export type LinePointers = (page: number, row: number) => number;

let module: WebAssembly.Module | undefined;
const made = new WeakMap<Arena, LinePointers>();

/** The function for an arena, made at its first use. */
export function linePointers(arena: Arena): LinePointers {
  let find = made.get(arena);
  if (find === undefined) {
    module ??= new WebAssembly.Module(decodeBase64(linePointersBase64));
    const { exports } = new WebAssembly.Instance(module, { env: { memory: arena.memory } });
    find = exports['line_pointers'] as LinePointers;
    made.set(arena, find);
  }
  return find;
}
