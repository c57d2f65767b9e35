/** A predicate over the rows of a reader: what the input leaves open of its types, the predicate decides. */
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Reader } from '../inputs/reader.js';
import { supportedTypesHint } from '../sql/computed-types.js';
import type { CompileOptions } from './options.js';
import { predicate, type Predicate } from './predicate.js';

/** The most columns of which all combinations of types are tried. */
const mostMixed = 3;

/**
 * Compiles a predicate over the reader's columns. A column that may have other types than the reader's first choice takes the one that the predicate needs. Raises what
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
    const found = await withOtherTypes(reader, sql, compile);
    if (found === undefined) throw error;
    return checked(reader, found);
  }
}

/** Tries the other types that columns may have, one for all first. */
async function withOtherTypes(
  reader: Reader,
  sql: string,
  compile: (schema: Reader['schema']) => Promise<Predicate>,
): Promise<Predicate | undefined> {
  const { alternatives, schema } = reader;
  if (alternatives === undefined) return undefined;
  const columns = mentioned(reader, [...alternatives.keys()], sql);
  const choices = columns.map(
    (column) => [schema[column]?.type ?? 'text', ...(alternatives.get(column) ?? [])] as const,
  );
  const all = new Set(choices.flat());
  const same = [...all].map((type) => choices.map((types) => (types.includes(type) ? type : types[0])));
  const mixed = columns.length > 1 && columns.length <= mostMixed ? combinations(choices) : [];
  for (const chosen of [...same, ...mixed]) {
    const typeOf = new Map(columns.map((column, index) => [column, chosen[index] ?? 'text']));
    try {
      const found = await compile(schema.map((column, n) => ({ ...column, type: typeOf.get(n) ?? column.type })));
      for (const [column, type] of typeOf) reader.setType?.(column, type);
      return found;
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
    }
  }
  return undefined;
}

function combinations([first, ...rest]: readonly (readonly TypeName[])[]): TypeName[][] {
  if (first === undefined) return [[]];
  return combinations(rest).flatMap((others) => first.map((type) => [type, ...others]));
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
