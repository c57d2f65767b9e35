/**
 * A schema: column definitions in SQL (`a int4 not null, b text`) or as an object (`{ a: 'int4 not null', b: 'text' }`), with the type
 * names that PostgreSQL knows (parser/parse_utilcmd.c, transformColumnDefinition).
 */
import type { Constraint, Node, TypeName as ParsedTypeName } from 'libpg-query';
import { formatType } from '../catalog/catalog.js';
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { isComputed, supportedTypesHint } from './analyze/context.js';
import type { Schema } from './expression.js';
import { parseColumnDefinitions } from './parse/parse.js';
import { characterPosition } from './parse/position.js';
import { resolveTypeName } from './resolve/type-name.js';
import { takePaths } from './schema-path.js';

/** Column names to types, each with or without NOT NULL. */
export type SchemaObject = Readonly<Record<string, string>>;

/**
 * A schema from its text; of the same text, the same schema. The parser must be loaded. Raises 42601, 42701, 42704 or 0A000 with the position.
 */
export function parseSchema(text: string): Schema {
  let schema = parsed.get(text);
  if (schema === undefined) {
    schema = Object.freeze(schemaOf(text));
    const [oldest] = parsed.keys();
    if (oldest !== undefined && parsed.size >= mostParsed) parsed.delete(oldest);
    if (text.length <= longestParsed) parsed.set(text, schema);
  }
  return schema;
}

/** The latest schemas by their texts: whoever compiles thousands of predicates over a table neither waits for its schema nor keeps it thousands of times. */
const parsed = new Map<string, Schema>();
const mostParsed = 64;
const longestParsed = 100_000;

function schemaOf(given: string): Schema {
  const { text, paths } = takePaths(given);
  const columns = parseColumns(text, ({ name, typeName, notNull, defaultClause, errorAt }) => {
    if (defaultClause !== undefined) {
      const hint =
        'Only the schema of a heap file says with DEFAULT what tuples have that were written before the column was added.';
      throw errorAt('0A000', 'a constraint other than NOT NULL is not supported', defaultClause.location, hint);
    }
    return { name, type: columnType(typeName, errorAt), notNull };
  });
  return columns.map((column, i) => {
    const path = paths.get(i);
    return path === undefined ? column : { ...column, path };
  });
}

/** A schema from either form, or one that is made already. */
export function schemaFrom(schema: string | SchemaObject | Schema): Schema {
  if (typeof schema === 'string') return parseSchema(schema);
  return isSchema(schema) ? schema : parseColumnObject(schema, parseSchema);
}

const isSchema = (schema: SchemaObject | Schema): schema is Schema => Array.isArray(schema);

/** An error at a location of the parse tree. */
export type ErrorAt = (code: string, message: string, location: number | undefined, hint?: string) => SqlError;

/** What a column definition says, with its type and DEFAULT as they were parsed. */
export interface ParsedColumn {
  readonly name: string;
  readonly typeName: ParsedTypeName;
  readonly notNull: boolean;
  readonly defaultClause: Constraint | undefined;
  readonly errorAt: ErrorAt;
  /** Subtracted from a location, it gives the byte in the text. */
  readonly offset: number;
}

/** What `make` makes of each column definition; no two may have the same name. */
export function parseColumns<T extends { readonly name: string }>(
  text: string,
  make: (column: ParsedColumn) => T,
): T[] {
  const { elements, offset } = parseColumnDefinitions(text);
  const errorAt: ErrorAt = (code, message, location, hint) =>
    new SqlError(code, message, { position: characterPosition(text, (location ?? -1) - offset), hint });
  const columns = elements.map((element) => make(parsedColumn(element, errorAt, offset)));
  const names = new Set<string>();
  for (const { name } of columns) {
    if (names.has(name)) throw new SqlError('42701', `column "${name}" specified more than once`);
    names.add(name);
  }
  return columns;
}

/** The columns of the object form, by what parses the other one. The position of an error would be in a text that nobody wrote. */
export function parseColumnObject<T extends { readonly name: string }>(
  schema: SchemaObject,
  parse: (text: string) => readonly T[],
): T[] {
  return Object.entries(schema).map(([name, type]) => {
    try {
      const [made, ...others] = parse(`x ${type}`);
      if (made !== undefined && others.length === 0) return { ...made, name };
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      throw new SqlError(error.code, `column "${name}": ${error.message}`, { hint: error.hint });
    }
    throw new SqlError('42601', `column "${name}": "${type}" is not a type`);
  });
}

function parsedColumn(element: Node, errorAt: ErrorAt, offset: number): ParsedColumn {
  if (!('ColumnDef' in element))
    throw new SqlError('0A000', 'a schema has columns only; constraints of a table are not supported');
  const { colname: name = '', typeName, constraints } = element.ColumnDef;
  if (typeName === undefined) throw new SqlError('42601', 'a column has no type');
  let notNull = false;
  let defaultClause: Constraint | undefined;
  for (const node of constraints ?? []) {
    const constraint = 'Constraint' in node ? node.Constraint : undefined;
    if (constraint?.contype === 'CONSTR_NOTNULL') notNull = true;
    else if (constraint?.contype === 'CONSTR_DEFAULT') {
      if (defaultClause !== undefined)
        throw errorAt('42601', `multiple default values specified for column "${name}"`, constraint.location);
      defaultClause = constraint;
    } else if (constraint?.contype !== 'CONSTR_NULL') {
      throw errorAt('0A000', 'a constraint other than NOT NULL is not supported', constraint?.location);
    }
  }
  return { name, typeName, notNull, defaultClause, errorAt, offset };
}

function columnType(name: ParsedTypeName, errorAt: ErrorAt): TypeName {
  const unsupported = (what: string) => errorAt('0A000', `${what} is not supported`, name.location, supportedTypesHint);
  const type = resolveTypeName(name, { error: (code, message) => errorAt(code, message, name.location), unsupported });
  if (!isComputed(type)) throw unsupported(`type ${formatType(type)}`);
  return type;
}
