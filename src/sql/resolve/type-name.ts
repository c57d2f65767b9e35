/** The name of a type, written in SQL, becomes a type of the catalog (parser/parse_type.c: LookupTypeName, typenameType). */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import { findType, formatType, type CatalogType } from '../../catalog/catalog.js';
import { inCatalog, nameParts } from '../parse/names.js';

/** How an error is raised at the name. */
export interface TypeNameErrors {
  readonly error: (code: string, message: string) => Error;
  readonly unsupported: (what: string) => Error;
}

/** The name in pg_type. Types with which quern does not compute are found too; modifiers and arrays are refused. */
export function resolveTypeName(name: ParsedTypeName, errors: TypeNameErrors): string {
  const type = namedType(name, errors);
  if (name.arrayBounds !== undefined || name.setof)
    throw errors.unsupported(`type ${formatType(type.name)}${name.arrayBounds === undefined ? '' : '[]'}`);
  if (name.typmods !== undefined) {
    checkModifiable(type, name, errors);
    throw errors.unsupported(`a modifier of type ${formatType(type.name)}`);
  }
  return type.name;
}

/** The type that a column's values are stored as. An array is a type of its own; a modifier changes no value that is stored already. */
export function resolveStoredType(name: ParsedTypeName, errors: TypeNameErrors): CatalogType {
  const type = namedType(name, errors);
  if (name.setof) throw errors.error('42P16', `a column cannot be declared SETOF`);
  if (name.typmods !== undefined) checkModifiable(type, name, errors);
  if (name.arrayBounds === undefined) return type;
  const array = type.array === null ? undefined : findType(type.array);
  if (array === undefined) throw missing(name, errors);
  return array;
}

function namedType(name: ParsedTypeName, errors: TypeNameErrors): CatalogType {
  const parts = nameParts(name.names);
  const type = inCatalog(parts, errors.error) ? findType(parts.at(-1) ?? '') : undefined;
  if (type !== undefined) return type;
  if (parts.length === 2 && parts[0] === 'information_schema') throw errors.unsupported(`type ${parts.join('.')}`);
  throw missing(name, errors);
}

const missing = (name: ParsedTypeName, { error }: TypeNameErrors): Error =>
  error(
    '42704',
    `type "${nameParts(name.names).join('.')}${name.arrayBounds === undefined ? '' : '[]'}" does not exist`,
  );

function checkModifiable(type: CatalogType, name: ParsedTypeName, { error }: TypeNameErrors): void {
  if (!modifiable.has(type.name) && !modifiable.has(type.element ?? ''))
    throw error('42601', `type modifier is not allowed for type "${nameParts(name.names).join('.')}"`);
}

/** The types that have a typmodin function; an array type has its element's. */
const modifiable = new Set([
  'bpchar',
  'varchar',
  'bit',
  'varbit',
  'numeric',
  'interval',
  'time',
  'timetz',
  'timestamp',
  'timestamptz',
]);
