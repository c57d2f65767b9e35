/**
 * A schema for a file: what CREATE TABLE takes, as a list of columns or as the whole statement, after the enums and domains that it uses. Constraints, defaults and lengths of texts say nothing of how
 * values are read and are ignored; a column of a type that quern does not compute with is kept, to be copied.
 */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import { findType, formatType } from '../catalog/catalog.js';
import { types, type TypeName } from '../catalog/types.js';
import { isComputed, supportedTypesHint } from './computed-types.js';
import { enumOfColumn, takeDeclarations, type Declared } from './declared.js';
import { nameParts } from './parse/names.js';
import { resolveTypeName } from './resolve/type-name.js';
import { parseColumns, type ErrorAt, type ParsedColumn } from './column-definitions.js';
import { baseType } from './schema.js';

export interface FileColumn {
  readonly name: string;
  readonly type: TypeName;
  readonly notNull: boolean;
  /** The type's modifier, if it has one to which values are brought when they are read. */
  readonly typmod?: number;
  /** Why it can be copied but not computed with, if so; its type is text then. */
  readonly opaque?: string;
}

/** Up to the bracket that opens the columns. */
const createTable = /^\s*create\s+(?:[a-z]+\s+)*?table\s+(?:if\s+not\s+exists\s+)?(?:"(?:[^"]|"")*"|[^\s("]+)+\s*\(/i;

/** The columns. The parser must be loaded. Raises 42601, 42701 or 42704 with the position. */
export function parseFileSchema(text: string): FileColumn[] {
  const { text: table, declared } = takeDeclarations(text, baseType);
  return parseColumns(columnList(table), (column) => fileColumn(column, declared), 'constraints');
}

/** The list of a CREATE TABLE, at the place that it has in the text. */
function columnList(text: string): string {
  const [head] = createTable.exec(text) ?? [];
  const last = text.lastIndexOf(')');
  return head === undefined || last < head.length ? text : ' '.repeat(head.length) + text.slice(head.length, last);
}

/** What stands for a type and a sequence (parser/parse_utilcmd.c, transformColumnDefinition). */
const serials: Readonly<Record<string, TypeName>> = {
  smallserial: 'int2',
  serial2: 'int2',
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
};

/** Types whose modifier changes no value of a file that was written from such a column. Others cut or pad or round what they read. */
const looselyModified: ReadonlySet<string> = new Set(['varchar', 'varbit']);

function fileColumn({ name, typeName, notNull, errorAt }: ParsedColumn, declared: Declared): FileColumn {
  const domain = declared.domains.get(nameParts(typeName.names).at(-1) ?? '');
  if (domain !== undefined && typeName.arrayBounds === undefined)
    return { name, type: domain.type, notNull: notNull || domain.notNull };
  const enumeration = enumOfColumn(name, typeName);
  if (enumeration !== undefined) return { name, type: enumeration, notNull };
  const serial = serials[nameParts(typeName.names).join('.')];
  if (serial !== undefined) return { name, type: serial, notNull: true };
  const { name: type, typmod } = resolveTypeName(typeName, errorsAt(typeName, errorAt, declared));
  if (!isComputed(type)) {
    const opaque = `type ${formatType(type)} is not supported`;
    return { name, type: 'text', notNull, opaque };
  }
  const element = findType(type)?.element;
  const kept = looselyModified.has(element ?? type);
  // The elements of an array get their modifier from their input function only.
  if (element != null && typmod >= 0 && !kept && types[element as TypeName].modifier !== true)
    return {
      name,
      type: 'text',
      notNull,
      opaque: `type ${formatType(type)} is not supported with a modifier`,
    };
  return { name, type, notNull, ...(kept || typmod < 0 ? {} : { typmod }) };
}

const errorsAt = ({ location }: ParsedTypeName, errorAt: ErrorAt, declared: Declared) => ({
  declared: (name: string) => declared.types.get(name),
  error: (code: string, message: string) => errorAt(code, message, location),
  unsupported: (what: string) => errorAt('0A000', `${what} is not supported`, location, supportedTypesHint),
});
