/** An array in PostgreSQL's binary form, as it prints it (utils/adt/arrayfuncs.c, array_recv and array_out). */
import type { ByteReader } from './byte-reader.js';

const mostDimensions = 6;

/** Texts that would be read as something else without quotes. */
const needsQuotes = /^$|^null$|["\\{},\s]/i;

/** @param element gives the text of an element's bytes. Raises 22P03 for bytes that are no array. */
export function arrayText(reader: ByteReader, element: (bytes: Uint8Array) => string): string {
  const dimensions = reader.i32();
  if (dimensions < 0 || dimensions > mostDimensions) throw reader.wrong(`${dimensions} dimensions`);
  reader.i32(); // Whether there are nulls.
  reader.u32(); // The type of the elements, which the column's type tells.
  const bounds = Array.from({ length: dimensions }, () => {
    const size = reader.i32();
    return { size, lower: reader.i32() };
  });
  const total = dimensions === 0 ? 0 : bounds.reduce((product, { size }) => product * size, 1);
  // Each element has at least its length of four bytes.
  if (bounds.some(({ size }) => size < 0) || total * 4 > reader.left) throw reader.wrong(`${total} elements`);
  if (total === 0) return '{}';
  let level: string[] = Array.from({ length: total }, () => {
    const length = reader.i32();
    if (length === -1) return 'NULL';
    const text = element(reader.take(length));
    return needsQuotes.test(text) ? `"${text.replaceAll(/["\\]/g, '\\$&')}"` : text;
  });
  for (const { size } of bounds.toReversed()) {
    const groups: string[] = [];
    for (let i = 0; i < level.length; i += size) groups.push(`{${level.slice(i, i + size).join(',')}}`);
    level = groups;
  }
  const isPlain = bounds.every(({ lower }) => lower === 1);
  const prefix = bounds.map(({ size, lower }) => `[${lower}:${lower + size - 1}]`).join('');
  return (isPlain ? '' : `${prefix}=`) + level.join('');
}
