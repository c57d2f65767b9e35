/**
 * Calling a function outside of programs: literals are read and values printed so, constants folded, states prepared. Arguments and
 * results lie in the arena's scratch area for as long as the call takes.
 */
import type { Arena } from '../arena/arena.js';
import { control } from '../arena/control.generated.js';
import { SqlError } from '../error.js';
import { cellSize } from './cell.js';
import { functionInfo, functionNumber } from './functions.js';
import { instantiateFamily } from './instances.js';
import { functionsOver, type TableFunction } from './table.js';

/** A number, bytes that are copied for the call, or bytes that lie in memory; or null, for a function that is called with nulls. */
export type Argument = number | bigint | Uint8Array | { readonly address: number; readonly length: number } | null;

export { cellSize };

/**
 * Calls a function; `read` is given its result, and the length of a reference, before the scratch area is given back. `types` are those of the
 * arguments where the function's own are polymorphic.
 */
export function callOn<T>(
  arena: Arena,
  name: string,
  args: readonly Argument[],
  read: (result: number | bigint, length: number) => T,
  types?: readonly string[],
): T | null {
  const number = functionNumber(name);
  const info = functionInfo(number);
  if (info.family !== 'core') instantiateFamily(arena, info.family);
  const f = functionsOver(arena)[number];
  if (f === undefined) throw new SqlError('XX000', `the function ${name} is not in the table`);
  return withScratch(arena, () => {
    const result =
      info.convention === 'lanes' ? f(...lanesOf(arena, args)) : withCells(arena, f, types ?? info.args, args);
    const { i32 } = arena.views;
    if ((info.mayReturnNull || info.nulls === 'called') && i32[control.resultIsNull >> 2] !== 0) return null;
    return read(result, i32[control.resultLength >> 2] ?? 0);
  });
}

/** Does the work and gives back what it took of the scratch area. */
function withScratch<T>(arena: Arena, work: () => T): T {
  const next = arena.views.i32[control.scratchNext >> 2] ?? 0;
  try {
    return work();
  } finally {
    arena.views.i32[control.scratchNext >> 2] = next;
  }
}

function takeScratch(arena: Arena, bytes: number): number {
  const { i32 } = arena.views;
  const at = ((i32[control.scratchNext >> 2] ?? 0) + 15) & -16;
  if (at + bytes > (i32[control.scratchEnd >> 2] ?? 0)) throw new SqlError('53200', 'out of memory');
  i32[control.scratchNext >> 2] = at + ((bytes + 7) & -8);
  return at;
}

function place(arena: Arena, bytes: Uint8Array): { readonly address: number; readonly length: number } {
  const address = takeScratch(arena, bytes.length);
  arena.views.u8.set(bytes, address);
  return { address, length: bytes.length };
}

function lanesOf(arena: Arena, args: readonly Argument[]): (number | bigint)[] {
  return args.flatMap((arg) => {
    if (arg === null) throw new SqlError('XX000', 'a strict function is called with null');
    if (typeof arg === 'number' || typeof arg === 'bigint') return [arg];
    const { address, length } = arg instanceof Uint8Array ? place(arena, arg) : arg;
    return [address, length];
  });
}

function withCells(
  arena: Arena,
  f: TableFunction,
  argTypes: readonly string[],
  args: readonly Argument[],
): number | bigint {
  const cells = takeScratch(arena, Math.max(args.length, 1) * cellSize);
  args.forEach((arg, i) => {
    writeCell(arena, cells + i * cellSize, argTypes[Math.min(i, argTypes.length - 1)] ?? 'int4', arg);
  });
  arena.views.i32[control.resultIsNull >> 2] = 0;
  return f(cells, args.length);
}

/** Writes an argument into its cell. */
export function writeCell(arena: Arena, at: number, type: string, arg: Argument): void {
  const placed = arg instanceof Uint8Array ? place(arena, arg) : arg;
  const { i32, i64, f32, f64 } = arena.views;
  i32[(at >> 2) + 2] = placed === null ? 1 : 0;
  if (placed === null) return;
  if (typeof placed === 'bigint') i64[at >> 3] = placed;
  else if (typeof placed === 'object') {
    i32[at >> 2] = placed.address;
    i32[(at >> 2) + 1] = placed.length;
  } else if (type === 'float8') f64[at >> 3] = placed;
  else if (type === 'float4') f32[at >> 2] = placed;
  else i32[at >> 2] = placed;
}
