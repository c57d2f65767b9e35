/**
 * Three ways to count: PostgreSQL reports an error's position in characters (code points) from 1, its parser locates
 * nodes in bytes of UTF-8 from 0, and JavaScript indexes UTF-16 units.
 */

/** The position of the character that begins at a byte, or undefined for a location that is not known (-1). */
export function characterPosition(text: string, byte: number): number | undefined {
  if (byte < 0) return undefined;
  let bytes = 0;
  let position = 1;
  for (const character of text) {
    if (bytes >= byte) break;
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    position++;
  }
  return position;
}

/** How many characters a text has. */
export function characterCount(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
