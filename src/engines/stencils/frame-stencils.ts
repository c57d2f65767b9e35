/** Stencils that belong to no opcode: what a kernel reads from its frame before the first row. `at` is the place in the frame. */
import type { Representation } from '../../catalog/types.js';
import { parseStencil, type Stencil } from './stencil.js';

const at = { name: 'at', kind: 'number' } as const;
const slot = [at, { name: 'slot', kind: 'out' }] as const;
const baked = [{ name: 'value', kind: 'const' }, slot[1]] as const;

/** A constant's value, from its slot's cell into its locals. */
export const readSlot: Readonly<Record<Representation, Stencil>> = {
  i32: parseStencil('20{frame} 2802{@at} 21{slot}', slot),
  i64: parseStencil('20{frame} 2903{@at} 21{slot}', slot),
  f32: parseStencil('20{frame} 2a02{@at} 21{slot}', slot),
  f64: parseStencil('20{frame} 2b03{@at} 21{slot}', slot),
  // The length is 4 bytes behind the pointer.
  ref: parseStencil('20{frame} 2802{@at} 21{slot_pointer} 20{frame} 4104 6a 2802{@at} 21{slot_length}', slot),
};

/** A constant's value as part of the code. Where a text is differs from frame to frame. */
export const bakedSlot: Readonly<Record<Exclude<Representation, 'ref'>, Stencil>> = {
  i32: parseStencil('41{#value} 21{slot}', baked),
  i64: parseStencil('42{#value} 21{slot}', baked),
  f32: parseStencil('43{#value} 21{slot}', baked),
  f64: parseStencil('44{#value} 21{slot}', baked),
};

/** The addresses of a column's values and validity. */
export const readColumn: Stencil = parseStencil(
  '20{frame} 2802{@at} 21{column_values} 20{frame} 4104 6a 2802{@at} 21{column_validity}',
  [at, { name: 'column', kind: 'column' }],
);

/** The address of a table or of the results. */
export const readAddress: Stencil = parseStencil('20{frame} 2802{@at} 21{address}', [
  at,
  { name: 'address', kind: 'address' },
]);

/** The address of the arguments' cells, which lie in the frame itself. */
export const cellsAddress: Stencil = parseStencil('20{frame} 41{#at} 6a 21{address}', [
  at,
  { name: 'address', kind: 'address' },
]);

/** The address of a parameter's cell. */
export const paramCell: Stencil = parseStencil('20{frame} 41{#at} 6a 21{param}', [
  at,
  { name: 'param', kind: 'param' },
]);

/** Over heap pages, where the program has no version for plain tuples: none are all plain. */
export const noPlain: Stencil = parseStencil('4100 21{all_plain}', []);
