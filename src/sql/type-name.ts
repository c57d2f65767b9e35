/** The name of a type, written in SQL, becomes a type of the catalog (parser/parse_type.c: LookupTypeName, typenameType). */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import { findType, formatType } from '../catalog/catalog.js';
import { inCatalog, nameParts } from './names.js';

/** How an error is raised at the name. */
export interface TypeNameErrors {
  readonly error: (code: string, message: string) => Error;
  readonly unsupported: (what: string) => Error;
}

/** The name in pg_type. Types with which quern does not compute are found too; modifiers and arrays are refused. */
export function resolveTypeName(name: ParsedTypeName, errors: TypeNameErrors): string {
  const parts = nameParts(name.names);
  const last = parts.at(-1) ?? '';
  const array = name.arrayBounds === undefined ? '' : '[]';
  const type = inCatalog(parts, errors.error) ? findType(last) : undefined;
  if (type === undefined) {
    if (parts.length === 2 && parts[0] === 'information_schema') throw errors.unsupported(`type ${parts.join('.')}`);
    throw errors.error('42704', `type "${parts.join('.')}${array}" does not exist`);
  }
  if (name.arrayBounds !== undefined || name.setof) throw errors.unsupported(`type ${formatType(type.name)}${array}`);
  if (name.typmods !== undefined) {
    if (!modifiable.has(type.name)) throw errors.error('42601', `type modifier is not allowed for type "${last}"`);
    throw errors.unsupported(`a modifier of type ${formatType(type.name)}`);
  }
  return type.name;
}

/** The types that have a typmodin function. */
const modifiable = new Set(['bpchar', 'varchar', 'bit', 'varbit', 'numeric', 'interval', 'time', 'timetz', 'timestamp', 'timestamptz']);
