/** What a function's constant arguments become when a program is loaded: the state that its runtime function makes of them. */
import type { TypeName, Value } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Arena } from '../arena/arena.js';
import { cellSize, writeCell } from './call.js';
import { instantiateFamily, ownStates } from './instances.js';
import { argumentOf } from './stored-value.js';

export interface Preparation {
  /** The family, and its function that makes the state. */
  readonly family: string;
  readonly make: string;
  readonly types: readonly TypeName[];
  readonly values: readonly Value[];
}

/** The state's address. The state, and the arguments, which it may refer to, are added to `owned`. */
export function makeState(arena: Arena, { family, make, types, values }: Preparation, owned: number[]): number {
  const f = instantiateFamily(arena, family)[make];
  if (f === undefined) throw new SqlError('XX000', `there is no runtime function ${make}`);
  const cells = arena.allocate(Math.max(values.length, 1) * cellSize);
  owned.push(cells);
  values.forEach((value, i) => {
    const argument = argumentOf(arena, types[i] ?? 'text', value);
    const kept = argument instanceof Uint8Array ? keep(arena, argument, owned) : argument;
    writeCell(arena, cells + i * cellSize, types[i] ?? 'text', kept);
  });
  return ownStates(owned, () => Number(f(cells, values.length)));
}

function keep(arena: Arena, bytes: Uint8Array, owned: number[]): { readonly address: number; readonly length: number } {
  const address = arena.allocate(bytes.length);
  owned.push(address);
  arena.views.u8.set(bytes, address);
  return { address, length: bytes.length };
}
