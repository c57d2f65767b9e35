/** The name of a type, written in SQL, becomes a type of the catalog (parser/parse_type.c: LookupTypeName, typenameType). */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import { catalogType, findType, formatType, type CatalogType } from '../../catalog/catalog.js';
import type { TypeName } from '../../catalog/types.js';
import { inCatalog, nameParts } from '../parse/names.js';
import { takesModifier, typeModifier } from './type-modifier.js';

/** How an error is raised at the name. */
export interface TypeNameErrors {
  readonly error: (code: string, message: string) => Error;
  readonly unsupported: (what: string) => Error;
  /** The type that the schema declares under a name, if it does. */
  readonly declared?: (name: string) => TypeName | undefined;
}

/** A type as it is written: its name in pg_type, and its modifier, -1 without one. */
export interface WrittenType {
  readonly name: string;
  readonly typmod: number;
}

/** Types with which quern does not compute are found too. */
export function resolveTypeName(name: ParsedTypeName, errors: TypeNameErrors): WrittenType {
  const type = namedType(name, errors);
  if (name.setof) throw errors.unsupported(`type ${formatType(type.name)}`);
  if (name.typmods !== undefined) checkModifiable(type, name, errors);
  const typmod = typeModifier(type.element ?? type.name, name.typmods, errors.error);
  if (name.arrayBounds === undefined) return { name: type.name, typmod };
  if (type.array === null) throw missing(name, errors);
  return { name: type.array, typmod };
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
  const last = parts.at(-1) ?? '';
  const type = inCatalog(parts, errors.error) ? findType(last) : undefined;
  if (type !== undefined) return type;
  const declared = parts.length === 1 || parts[0] === 'public' ? errors.declared?.(last) : undefined;
  if (declared !== undefined) return catalogType(declared);
  if (parts.length === 2 && parts[0] === 'information_schema') throw errors.unsupported(`type ${parts.join('.')}`);
  throw missing(name, errors);
}

const missing = (name: ParsedTypeName, { error }: TypeNameErrors): Error =>
  error(
    '42704',
    `type "${nameParts(name.names).join('.')}${name.arrayBounds === undefined ? '' : '[]'}" does not exist`,
  );

function checkModifiable(type: CatalogType, name: ParsedTypeName, { error }: TypeNameErrors): void {
  if (!takesModifier(type.element ?? type.name))
    throw error('42601', `type modifier is not allowed for type "${nameParts(name.names).join('.')}"`);
}
