/** A predicate over the rows of a reader: what the input leaves open of its types, the predicate decides. */
import type { TypeName } from '../catalog/types.js';
import { types } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Reader } from '../inputs/reader.js';
import { supportedTypesHint } from '../sql/computed-types.js';
import type { CompileOptions } from './options.js';
import { predicate, type Predicate } from './predicate.js';

/** The types that a column without values is tried with, when text will not do. */
const candidates: readonly TypeName[] = (
  ['int8', 'float8', 'numeric', 'bool', 'date', 'timestamp', 'timestamptz'] as const
).filter((name): name is Exclude<typeof name, 'numeric' | 'timestamptz'> => Object.hasOwn(types, name));
/** The most columns without values of which all combinations are tried. */
const mostOpen = 3;

/**
 * Compiles a predicate over the reader's columns. A column of which the reader has seen no value takes the type that the predicate needs. Raises what
 * `predicate` raises; 0A000 when a column is computed with that can only be copied; and, where the predicate does not fit the columns but the input is
 * malformed, that error.
 */
export async function predicateFor(reader: Reader, sql: string, options: CompileOptions = {}): Promise<Predicate> {
  const compile = (schema: Reader['schema']): Promise<Predicate> =>
    predicate(sql, options.table === undefined ? { ...options, schema } : options);
  try {
    return checked(reader, await compile(reader.schema));
  } catch (error) {
    if (!(error instanceof SqlError) || error.code === '42601') throw error;
    if (reader.foreseen !== undefined) throw reader.foreseen;
    const opaque = mentioned(reader, [...reader.opaque.keys()], sql)[0];
    if (opaque !== undefined) throw notComputable(reader, opaque);
    const found = await withOpenTypes(reader, mentioned(reader, reader.open, sql), compile);
    if (found === undefined) throw error;
    return checked(reader, found);
  }
}

/** Tries types for the open columns, one for all first. */
async function withOpenTypes(
  reader: Reader,
  open: readonly number[],
  compile: (schema: Reader['schema']) => Promise<Predicate>,
): Promise<Predicate | undefined> {
  if (open.length === 0) return undefined;
  const same = candidates.map((type) => open.map(() => type));
  const mixed = open.length > 1 && open.length <= mostOpen ? combinations(open.length) : [];
  for (const chosen of [...same, ...mixed]) {
    const typeOf = new Map(open.map((column, index) => [column, chosen[index] ?? 'text']));
    const schema = reader.schema.map((column, index) => ({ ...column, type: typeOf.get(index) ?? column.type }));
    try {
      const found = await compile(schema);
      for (const [column, type] of typeOf) reader.setType(column, type);
      return found;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
    }
  }
  return undefined;
}

function combinations(length: number): TypeName[][] {
  if (length === 0) return [[]];
  const all: readonly TypeName[] = ['text', ...candidates];
  return combinations(length - 1).flatMap((rest) => all.map((type) => [...rest, type]));
}

/** Those of the columns whose names the text has somewhere. */
function mentioned(reader: Reader, columns: readonly number[], sql: string): number[] {
  const text = sql.toLowerCase();
  return columns.filter((column) => text.includes((reader.schema[column]?.name ?? '').toLowerCase()));
}

function checked(reader: Reader, made: Predicate): Predicate {
  const opaque = made.computedColumns.find((column) => reader.opaque.has(column));
  if (opaque !== undefined) throw notComputable(reader, opaque);
  return made;
}

/** A column that can only be copied is computed with. */
export const notComputable = (reader: Reader, column: number): SqlError =>
  new SqlError(
    '0A000',
    `column "${reader.schema[column]?.name ?? ''}" cannot be computed with: ${reader.opaque.get(column) ?? ''}`,
    { hint: supportedTypesHint },
  );
