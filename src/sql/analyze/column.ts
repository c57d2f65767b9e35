/** Column references: there is one table, and a qualified name finds something only where the table's name is known (parser/parse_expr.c, transformColumnRef). */
import type { ColumnRef } from 'libpg-query';
import { supportedTypesHint, unreadableColumn } from '../computed-types.js';
import type { Context } from './context.js';
import type { Item } from './item.js';
import { nameParts } from '../parse/names.js';
import { nearNamesHint } from './near-names.js';

/** Columns that every table of PostgreSQL has. */
const systemColumns = new Set(['ctid', 'xmin', 'cmin', 'xmax', 'cmax', 'tableoid']);

/** With `onlyNull`, all that is asked of the column is whether it is null, which can be told of any type. */
export function analyzeColumn(context: Context, node: ColumnRef, onlyNull = false): Item {
  const location = context.at(node.location);
  const parts = nameParts(node.fields);
  const count = node.fields?.length ?? 0;
  const name = parts.at(-1) ?? '';
  if (count > 4)
    throw context.error('42601', `improper qualified name (too many dotted names): ${parts.join('.')}`, location);
  if (count === 4)
    throw context.error('0A000', `cross-database references are not implemented: ${parts.join('.')}`, location);
  if (count > 1 && !context.isTable(parts.slice(0, -1))) {
    const table = parts[count - 2] ?? name;
    const isOther = context.isTable([table]);
    const hint = isOther || !context.hasColumns ? undefined : qualifiedHint;
    const message = `${isOther ? 'invalid reference to' : 'missing'} FROM-clause entry for table "${table}"`;
    throw context.error('42P01', message, location, hint);
  }
  if (name === 'value' && count === 1 && context.domainValue !== undefined) return context.domainValue;
  const whole = count === 1 ? context.wholeName(name, location) : name;
  const found = context.column(whole, location);
  if (found) {
    const { index, column } = found;
    if (column.unsupported !== undefined && !onlyNull)
      throw context.error('0A000', unreadableColumn(whole, column.unsupported), location, unsupportedHint);
    return { kind: 'Var', type: column.type, column: index, name: column.name, notNull: column.notNull, location };
  }
  const type = context.attributeType(whole);
  if (type !== undefined) throw context.error('0A000', unreadableColumn(whole, type), location, supportedTypesHint);
  if (systemColumns.has(name) && context.hasColumns)
    throw context.unsupported(`system column "${name}"`, location, 'Only the columns of the schema can be used.');
  const missing = count === 1 ? `"${whole}"` : `${parts[count - 2] ?? ''}.${whole}`;
  throw context.error('42703', `column ${missing} does not exist`, location, missingColumnHint(context, whole));
}

const unsupportedHint = `It can be asked whether the column is null. ${supportedTypesHint}`;

const qualifiedHint = 'Name the column alone, or give the name of its table in the option "tableName".';

const noSchemaHint = `No columns were declared: give a schema, their names and types, such as { age: 'int4', name: 'text' } or 'age int4, name text'.`;

const missingColumnHint = (context: Context, name: string): string | undefined =>
  context.hasColumns ? nearNamesHint(name, context.columnNames) : noSchemaHint;
