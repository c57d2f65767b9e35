/** Names, as the parser gives them: dotted, and cut to the length of an identifier. */
import type { Node } from 'libpg-query';

/** The parts of a name; a star is not one. */
export function nameParts(fields: readonly Node[] | undefined): string[] {
  return (fields ?? []).flatMap((field) => ('String' in field ? [field.String.sval ?? ''] : []));
}

/** A name as PostgreSQL would keep it: at most 63 bytes of UTF-8, and no half character (parser/scansup.c, truncate_identifier). */
export function truncateIdentifier(name: string): string {
  const bytes = new TextEncoder().encode(name);
  return bytes.length <= 63 ? name : new TextDecoder().decode(bytes.subarray(0, 63)).replace(/\ufffd$/, '');
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
