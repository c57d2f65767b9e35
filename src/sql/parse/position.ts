/**
 * Three ways to count: PostgreSQL reports an error's position in characters (code points) from 1, its parser locates
 * nodes in bytes of UTF-8 from 0, and JavaScript indexes UTF-16 units.
 */
import { tokens } from './scan.js';

/** Where an error is: its first character from 1, and the character after its word. */
export interface Span {
  readonly position: number | undefined;
  readonly end: number | undefined;
}

/** The word that begins at a byte; nothing for a location that is not known (-1). */
export function spanAt(text: string, byte: number): Span {
  return spanOf(text, characterPosition(text, byte));
}

/** The word that begins at a position. */
export function spanOf(text: string, position: number | undefined): Span {
  if (position === undefined) return { position, end: undefined };
  const [token] = tokens(text, unitOf(text, position));
  if (token === undefined) return { position, end: position };
  return { position, end: position + characterCount(text.slice(token.start, token.end)) };
}

/** The UTF-16 unit at which the character of a position begins. */
export function unitOf(text: string, position: number): number {
  let unit = 0;
  for (let character = 1; character < position && unit < text.length; character++)
    unit += (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
  return unit;
}

/** How many bytes of UTF-8 a text has. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOf(character);
  return bytes;
}

function bytesOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** The position of the character that begins at a byte, or undefined for a location that is not known (-1). */
export function characterPosition(text: string, byte: number): number | undefined {
  if (byte < 0) return undefined;
  let bytes = 0;
  let position = 1;
  for (const character of text) {
    if (bytes >= byte) break;
    bytes += bytesOf(character);
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
