/** The columns of an Arrow schema: the members of structs by their paths, and lists as arrays. */
import { types, type TypeName } from '../../catalog/types.js';
import type { SourceColumn } from '../columnar/column-run.js';
import { formOf } from '../columnar/value-form.js';
import { uniqueNames } from '../csv-header.js';
import type { ArrowField, ArrowType } from './type.js';
import { memberOf, type ArrowVector } from './vector.js';

/** A column, and how its vector is found. */
export interface ArrowColumn extends SourceColumn {
  /** The field of the schema, and the members of structs that lead to the column. */
  readonly field: number;
  readonly members: readonly number[];
}

export function columnsOf(fields: readonly ArrowField[]): readonly ArrowColumn[] {
  const found: ArrowColumn[] = [];
  const visit = (
    field: ArrowField,
    place: number,
    path: readonly string[],
    members: readonly number[],
    notNull: boolean,
  ): void => {
    const { layout } = field.type;
    if (layout.layout === 'struct' && layout.members.length > 0) {
      layout.members.forEach((member, index) => {
        visit(member, place, [...path, member.name], [...members, index], notNull && !member.nullable);
      });
      return;
    }
    const type = columnType(field.type);
    found.push({
      name: path.join('.'),
      type: type.name ?? 'text',
      notNull: notNull && field.type.kind?.kind !== 'null',
      opaque: type.refused,
      numbered: layout.layout === 'dictionary',
      field: place,
      members,
    });
  };
  fields.forEach((field, index) => {
    visit(field, index, [field.name], [], !field.nullable);
  });
  const { names } = uniqueNames(found.map(({ name }) => name));
  return found.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

interface ColumnType {
  readonly name?: TypeName;
  readonly refused?: string | undefined;
}

function columnType({ layout, kind, refused }: ArrowType): ColumnType {
  if (refused !== undefined) return { refused };
  if (kind !== undefined) return { name: formOf(kind).type };
  if (layout.layout !== 'list' && layout.layout !== 'fixed-list')
    return { refused: 'structs without members are not supported' };
  const { type } = layout.element;
  if (type.kind === undefined || type.refused !== undefined)
    return { refused: type.refused ?? 'lists of lists or of structs are not supported' };
  const name = `_${formOf(type.kind).type}`;
  return Object.hasOwn(types, name)
    ? { name: name as TypeName }
    : { refused: `there are no arrays of ${name.slice(1)}` };
}

/** The vector of a column, from that of its field. */
export const vectorOf = (field: ArrowVector, { members }: ArrowColumn): ArrowVector =>
  members.reduce((vector, member) => memberOf(vector, member), field);
