/** What the functions of enums import: the numbers of labels, and the labels of numbers, which the schema's declarations hold. */
import { enumBounds, enumLabel, enumValue } from '../catalog/declared-types.js';
import type { Arena } from '../arena/arena.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export function enumImports(arena: Arena): Record<string, (...args: number[]) => number> {
  return {
    /** The number of the label at an address. Raises 22P02. */
    enum_value: (oid = 0, text = 0, length = 0) =>
      enumValue(oid, decoder.decode(arena.views.u8.subarray(text, text + length))),
    /** The label of a number: writes it at an address and gives its length. */
    enum_label(value = 0, at = 0) {
      const { written } = encoder.encodeInto(enumLabel(value), arena.views.u8.subarray(at, at + 64));
      return written;
    },
    /** The number of an enum's first label, or with 1 that of the last; 0 when it has none. */
    enum_bound: (oid = 0, isLast = 0) => enumBounds(oid)?.[isLast === 1 ? 'last' : 'first'] ?? 0,
  };
}
