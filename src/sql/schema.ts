/**
 * A schema: column definitions in SQL (`a int4 not null, b text`) or as an object (`{ a: 'int4 not null', b: 'text' }`), with the type
 * names that PostgreSQL knows (parser/parse_utilcmd.c, transformColumnDefinition).
 */
import type { ColumnDef, Node, TypeName as ParsedTypeName } from 'libpg-query';
import { formatType } from '../catalog/catalog.js';
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { isComputed, supportedTypesHint } from './context.js';
import type { Column, Schema } from './expression.js';
import { parseColumnDefinitions } from './parse.js';
import { characterPosition } from './position.js';
import { resolveTypeName } from './type-name.js';

/** Column names to types, each with or without NOT NULL. */
export type SchemaObject = Readonly<Record<string, string>>;

/** A schema from its text. The parser must be loaded. Raises 42601, 42701, 42704 or 0A000 with the position. */
export function parseSchema(text: string): Schema {
  const { elements, offset } = parseColumnDefinitions(text);
  const errorAt = (code: string, message: string, location: number | undefined, hint?: string) =>
    new SqlError(code, message, { position: characterPosition(text, (location ?? -1) - offset), hint });
  const columns = elements.map((element) => column(element, errorAt));
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw new SqlError('42701', `column "${name}" specified more than once`);
    names.add(name);
  }
  return columns;
}

/** A schema from either form, or one that is made already. */
export function schemaFrom(schema: string | SchemaObject | Schema): Schema {
  if (typeof schema === 'string') return parseSchema(schema);
  return isSchema(schema) ? schema : Object.entries(schema).map(([name, type]) => ({ ...columnOf(name, type), name }));
}

const isSchema = (schema: SchemaObject | Schema): schema is Schema => Array.isArray(schema);

/** A column of the object form. The position of an error would be in a text that nobody wrote. */
function columnOf(name: string, type: string): Column {
  try {
    const [made, ...others] = parseSchema(`x ${type}`);
    if (made !== undefined && others.length === 0) return made;
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    throw new SqlError(error.code, `column "${name}": ${error.message}`, { hint: error.hint });
  }
  throw new SqlError('42601', `column "${name}": "${type}" is not a type`);
}

type ErrorAt = (code: string, message: string, location: number | undefined, hint?: string) => SqlError;

function column(element: Node, errorAt: ErrorAt): Column {
  if (!('ColumnDef' in element)) throw new SqlError('0A000', 'a schema has columns only; constraints of a table are not supported');
  const definition = element.ColumnDef;
  return { name: definition.colname ?? '', type: columnType(definition.typeName, errorAt), notNull: isNotNullColumn(definition, errorAt) };
}

function columnType(name: ParsedTypeName | undefined, errorAt: ErrorAt): TypeName {
  if (name === undefined) throw new SqlError('42601', 'a column has no type');
  const unsupported = (what: string) => errorAt('0A000', `${what} is not supported`, name.location, supportedTypesHint);
  const type = resolveTypeName(name, { error: (code, message) => errorAt(code, message, name.location), unsupported });
  if (!isComputed(type)) throw unsupported(`type ${formatType(type)}`);
  return type;
}

function isNotNullColumn({ constraints }: ColumnDef, errorAt: ErrorAt): boolean {
  let notNull = false;
  for (const node of constraints ?? []) {
    const constraint = 'Constraint' in node ? node.Constraint : undefined;
    if (constraint?.contype === 'CONSTR_NOTNULL') notNull = true;
    else if (constraint?.contype !== 'CONSTR_NULL') {
      throw errorAt('0A000', 'a constraint other than NOT NULL is not supported', constraint?.location);
    }
  }
  return notNull;
}
