/**
 * What a kernel's code depends on. Two programs of the same shape have the same steps over the same slots; they differ in their constants only, which are
 * in their frames. So they share one module: a literal is a parameter that nobody has named.
 */
import type { Program } from '../../program/program.js';

/** The shape as a text: equal texts, equal modules. `baked` are the constants that are part of the code. */
export function shapeOf(
  { layout, code, plain, slots, constants, params, tables, columns, cells }: Program,
  baked: ReadonlySet<number>,
): string {
  const values = [...baked].map((constant) => {
    const { representation, value } = constants[constant] ?? { representation: 'i32', value: 0 };
    return `${constant}=${representation}:${Object.is(value, -0) ? '-0' : value}`;
  });
  // The counts decide where things are in the frame.
  const sizes = [constants.length, params.length, columns.length, tables.length, cells];
  return [layout, code.join(), plain?.code.join() ?? '', slots.join(), sizes.join(), values.join()].join('|');
}
