/**
 * A schema: column definitions in SQL (`a int4 not null, b text`) or as an object (`{ a: 'int4 not null', b: 'text' }`), with the type
 * names that PostgreSQL knows (parser/parse_utilcmd.c, transformColumnDefinition).
 */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import { formatType } from '../catalog/catalog.js';
import { types, type TypeName } from '../catalog/types.js';
import { quoteIdentifier } from '../catalog/quote-identifier.js';
import { SqlError } from '../error.js';
import { isComputed, supportedTypesHint } from './computed-types.js';
import { checksOf, enumOfColumn, takeDeclarations, type Declared } from './declared.js';
import type { Column, Schema } from './expression.js';
import { nameParts } from './parse/names.js';
import { parseColumns, type ErrorAt, type ParsedColumn } from './column-definitions.js';
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
  const { text: withPaths, declared } = takeDeclarations(given, baseType);
  const { text, paths } = takePaths(withPaths);
  const columns = parseColumns(text, (column): Column => {
    const { name, defaultClause, errorAt } = column;
    if (defaultClause !== undefined) {
      const hint =
        'Only the schema of a heap file says with DEFAULT what tuples have that were written before the column was added.';
      throw errorAt('0A000', 'a constraint other than NOT NULL is not supported', defaultClause.location, hint);
    }
    return { name, ...typeOfColumn(column, declared) };
  });
  return columns.map((column, i) => {
    const path = paths.get(i);
    return path === undefined ? column : { ...column, path };
  });
}

/** A schema from either form, or one that is made already. */
export function schemaFrom(schema: string | SchemaObject | Schema): Schema {
  if (typeof schema === 'string') return parseSchema(schema);
  return isSchema(schema) ? checked(schema) : parseColumnObject(schema, parseColumn);
}

/** Types that the grammar has no word of its own for, so that their names in SQL are those in the catalog. */
const plainTypes: readonly TypeName[] = ['bool', 'int2', 'int4', 'int8', 'float4', 'float8', 'text', 'date'];

/** One column of the object form. Most need no parser, whose first use takes milliseconds. */
function parseColumn(text: string): Schema {
  const [, name = '', word = '', constraint] = /^(x) (\w+)( not null)?$/.exec(text) ?? [];
  const type = plainTypes.find((plain) => plain === word);
  return type === undefined ? parseSchema(text) : [{ name, type, notNull: constraint !== undefined }];
}

const isSchema = (schema: SchemaObject | Schema): schema is Schema => Array.isArray(schema);

/** A list says types by their names in pg_type. */
function checked(schema: Schema): Schema {
  for (const { name, type } of schema) {
    if (isComputed(type)) continue;
    const meant = Object.values(types).find(({ sqlName }) => sqlName === type)?.name;
    throw new SqlError('42704', `column "${name}": a list of columns has no type "${String(type)}"`, {
      hint: meant === undefined ? supportedTypesHint : `Write ${meant}, the name in pg_type.`,
    });
  }
  return schema;
}

/** The columns of the object form, by what parses the other one. The position of an error would be in a text that nobody wrote. */
export function parseColumnObject<T extends { readonly name: string }>(
  schema: SchemaObject,
  parse: (text: string) => readonly T[],
): T[] {
  return Object.entries(schema).map(([name, type]) => {
    try {
      // A type that is declared in its place has the column's name.
      const [made, ...others] = parse(`${/^\s*(enum|domain)\b/i.test(type) ? quoteIdentifier(name) : 'x'} ${type}`);
      if (made !== undefined && others.length === 0) return { ...made, name };
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      throw new SqlError(error.code, `column "${name}": ${error.message}`, { hint: error.hint });
    }
    throw new SqlError('42601', `column "${name}": "${type}" is not a type`);
  });
}

/** A column's type, and the domain that it is of. */
function typeOfColumn(
  { name, typeName, notNull, domain, errorAt }: ParsedColumn,
  declared: Declared,
): Pick<Column, 'type' | 'domain' | 'notNull' | 'typmod' | 'unsupported'> {
  const named = declared.domains.get(nameParts(typeName.names).at(-1) ?? '');
  if (named !== undefined && typeName.arrayBounds === undefined)
    return { type: named.type, domain: named, notNull: notNull || named.notNull };
  const enumeration = enumOfColumn(name, typeName);
  if (domain === undefined) {
    if (enumeration !== undefined) return { type: enumeration, notNull };
    const { name: found, typmod } = resolvedType(typeName, errorAt, declared);
    if (!isComputed(found)) return { type: 'text', notNull, unsupported: found };
    return { type: found, notNull, ...(typmod < 0 || types[found].scaled === undefined ? {} : { typmod }) };
  }
  const { name: type, typmod } =
    enumeration === undefined ? columnType(typeName, errorAt, declared) : { name: enumeration, typmod: -1 };
  return { type, notNull, domain: { name, type, typmod, notNull, checks: checksOf(name, domain) } };
}

/**
 * The type of a domain of CREATE DOMAIN.
 * @internal
 */
export const baseType = (name: ParsedTypeName, declared: Declared): { name: TypeName; typmod: number } =>
  columnType(name, (code, message, _location, hint) => new SqlError(code, message, { hint }), declared);

function columnType(name: ParsedTypeName, errorAt: ErrorAt, declared: Declared): { name: TypeName; typmod: number } {
  const { name: type, typmod } = resolvedType(name, errorAt, declared);
  if (!isComputed(type)) throw unsupported(name, errorAt)(`type ${formatType(type)}`);
  return { name: type, typmod };
}

const unsupported =
  ({ location }: ParsedTypeName, errorAt: ErrorAt) =>
  (what: string): Error =>
    errorAt('0A000', `${what} is not supported`, location, supportedTypesHint);

/** Any type that PostgreSQL has. */
const resolvedType = (name: ParsedTypeName, errorAt: ErrorAt, declared: Declared): ReturnType<typeof resolveTypeName> =>
  resolveTypeName(name, {
    error: (code, message) => errorAt(code, message, name.location),
    unsupported: unsupported(name, errorAt),
    declared: (word) => declared.types.get(word),
  });
