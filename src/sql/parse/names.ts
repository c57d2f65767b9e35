/** Names: as the parser gives them, dotted and cut to the length of an identifier, and as they were written. */
import type { Node } from 'libpg-query';
import { utf8Length } from './position.js';
import { tokens } from './scan.js';

/** The parts of a name; a star is not one. */
export function nameParts(fields: readonly Node[] | undefined): string[] {
  return (fields ?? []).flatMap((field) => ('String' in field ? [field.String.sval ?? ''] : []));
}

/** A name as PostgreSQL would keep it: at most 63 bytes of UTF-8, and no half character (parser/scansup.c, truncate_identifier). */
export function truncateIdentifier(name: string): string {
  const bytes = new TextEncoder().encode(name);
  return bytes.length <= 63 ? name : new TextDecoder().decode(bytes.subarray(0, 63)).replace(/\ufffd$/, '');
}

/** A name of at least so many bytes may have been cut: as many as fit into 63 without half a character. */
const mayBeCut = 60;

/** The whole of a name of which the parser may have left the first 63 bytes only. It was written at a byte of the text. */
export function wholeName(name: string, text: string, byte: number): string {
  if (byte < 0 || name.length > 63 || utf8Length(name) < mayBeCut) return name;
  const [token, ...following] = [...firstTokens(text, byte)];
  if (token === undefined) return name;
  if (!token.endsWith('"')) return token.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const unquoted = token.slice(token.indexOf('"') + 1, -1).replaceAll('""', '"');
  return token.startsWith('"') ? unquoted : unescaped(unquoted, following);
}

/** The first three tokens from a byte on: a name, and perhaps UESCAPE with its string. */
function* firstTokens(text: string, byte: number): Generator<string> {
  const written = new TextDecoder().decode(new TextEncoder().encode(text).subarray(byte));
  let count = 0;
  for (const { kind, start, end } of tokens(written)) {
    if (kind === 'space' || kind === 'comment' || kind === 'line comment') continue;
    yield written.slice(start, end);
    if (++count === 3) return;
  }
}

/** The name of U&"…", whose escapes the parser has found to be right (parser/parser.c, str_udeescape). */
function unescaped(name: string, [word, character]: readonly string[]): string {
  const mark = word?.toLowerCase() === 'uescape' && character !== undefined ? character.slice(1, 2) : '\\';
  const literal = /\w/.test(mark) ? mark : `\\${mark}`;
  const escapes = new RegExp(`${literal}(?:\\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4})|${literal})`, 'g');
  return name.replace(escapes, (_, long?: string, short?: string) => {
    const code = long ?? short;
    return code === undefined ? mark : String.fromCodePoint(Number.parseInt(code, 16));
  });
}

/** The schemas that every database has; only pg_catalog has types, functions and operators for expressions. */
const schemas = new Set(['pg_catalog', 'public', 'information_schema', 'pg_toast']);

/** Whether a name is looked up in pg_catalog. A schema that does not exist is an error, raised with `error`. */
export function inCatalog(parts: readonly string[], error: (code: string, message: string) => Error): boolean {
  const [schema] = parts;
  if (parts.length > 2) throw error('0A000', `cross-database references are not implemented: ${parts.join('.')}`);
  if (parts.length < 2 || schema === undefined || schema === 'pg_catalog') return true;
  if (!schemas.has(schema)) throw error('3F000', `schema "${schema}" does not exist`);
  return false;
}
