/** What is printed of a row, as in a SELECT: columns, which are copied, and expressions, which are computed. */
import type { HeapTable } from '../catalog/attribute.js';
import type { TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import type { Reader } from '../inputs/reader.js';
import type { Batch } from '../memory/batch.js';
import type { HeapBatch } from '../memory/heap/batch.js';
import { supportedTypesHint, unreadableColumn } from '../sql/computed-types.js';
import { columnsOf, computedColumns } from '../sql/columns-of.js';
import { splitSelectList, type SelectItem } from '../sql/parse/select-items.js';
import type { CopiedColumn, OutputColumn } from '../outputs/output-column.js';
import { compileSql } from './front-end.js';
import { computedColumn } from './computed-column.js';
import type { CompileOptions } from './options.js';
import type { ParamValue } from './types.js';
import { notComputable } from './predicate-for.js';
import { systemColumn } from './system-column.js';

export interface SelectListOptions extends CompileOptions {
  /** The values of `$1`, `$2` and so on, or what gives them for the types that they were found to have. */
  readonly params?: readonly ParamValue[] | ((types: readonly TypeName[]) => readonly ParamValue[]);
}

/**
 * The columns that the text of a select list names: `name, price * 1.19 AS gross, *`. A column's name without quotes may be written in any case.
 * Raises 42601, 42703, 42701 or what `expression` raises, with the position in the text, and 08P01 or what `params` raises.
 */
export async function selectList<B extends Batch | HeapBatch>(
  reader: Reader<B>,
  text: string,
  { params = [], ...options }: SelectListOptions = {},
): Promise<OutputColumn<B>[]> {
  const types = [...(options.paramTypes ?? [])];
  let values: readonly ParamValue[] = [];
  const found: OutputColumn<B>[] = [];
  for (const item of splitSelectList(text)) {
    if (item.sql === '*') found.push(...reader.schema.map(({ name }, column) => ({ name, column })));
    else
      found.push(
        system(item, options.table) ??
          copied(reader, item, options.table) ??
          (await computed(reader, item, { ...options, paramTypes: types }, types, () => values)),
      );
  }
  values = typeof params === 'function' ? params(types.map((type) => type ?? 'text')) : params;
  const names = new Set<string>();
  for (const { name } of found) {
    if (names.has(name))
      throw new SqlError('42701', `column "${name}" is selected twice`, { hint: 'Give one another name with AS.' });
    names.add(name);
  }
  return found;
}

/** The item as a system column, which a heap file has. */
function system<B extends Batch | HeapBatch>(
  { sql, alias }: SelectItem,
  table: CompileOptions['table'],
): OutputColumn<B> | undefined {
  if (table === undefined) return undefined;
  return systemColumn(/^"(.*)"$/.exec(sql)?.[1] ?? sql.toLowerCase(), alias);
}

/** The item as a column: by its name as it stands there, then as SQL reads names. */
function copied(
  { schema }: Reader,
  { sql, alias }: SelectItem,
  table: CompileOptions['table'],
): CopiedColumn | undefined {
  const place = (wanted: string): number => schema.findIndex(({ name }) => name === wanted);
  const quoted = /^"((?:[^"]|"")+)"$/.exec(sql)?.[1]?.replaceAll('""', '"');
  let column = place(quoted ?? sql);
  if (column < 0 && quoted === undefined) column = place(sql.toLowerCase());
  if (column < 0 && quoted === undefined) {
    const alike = schema.flatMap(({ name }, index) => (name.toLowerCase() === sql.toLowerCase() ? [index] : []));
    if (alike.length === 1) column = alike[0] ?? -1;
  }
  const name = schema[column]?.name;
  if (name !== undefined) return { name: alias ?? name, column };
  if (quoted === undefined && !/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(sql)) return undefined;
  if (quoted === undefined && /^(true|false|null|current_\w+|localtime\w*)$/i.test(sql)) return undefined;
  const attributes = typeof table === 'object' && 'attributes' in table ? table.attributes : [];
  const unreadable = (attributes as HeapTable['attributes']).find(({ name }) => name === (quoted ?? sql.toLowerCase()));
  if (unreadable !== undefined)
    throw new SqlError('0A000', unreadableColumn(unreadable.name, unreadable.type), { hint: supportedTypesHint });
  const shown = schema.slice(0, 20).map((one) => one.name);
  throw new SqlError('42703', `column "${quoted ?? sql}" of --select does not exist`, {
    hint: `The columns are: ${shown.join(', ')}${schema.length > 20 ? ` and ${schema.length - 20} more` : ''}.`,
  });
}

async function computed<B extends Batch | HeapBatch>(
  reader: Reader<B>,
  { sql, alias, start }: SelectItem,
  options: CompileOptions,
  types: (TypeName | undefined)[],
  params: () => readonly ParamValue[],
): Promise<OutputColumn<B>> {
  const { table: _, ...others } = options;
  try {
    const compiled = await compileSql(sql, 'expression', { ...others, schema: reader.schema });
    compiled.params.forEach((type, index) => {
      types[index] = type;
    });
    const opaque = computedColumns(compiled.expr).find((column) => reader.opaque.has(column));
    if (opaque !== undefined) throw notComputable(reader, opaque);
    return computedColumn(compiled, alias ?? sql, columnsOf(compiled.expr), params);
  } catch (error) {
    if (!(error instanceof SqlError) || error.position === undefined) throw error;
    throw error.with({ position: error.position + start });
  }
}
