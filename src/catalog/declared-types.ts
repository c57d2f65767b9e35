/**
 * Types that a schema declares: enums. Each is entered into the table of types when it is first declared, under a name that says all of it, so that
 * the same declaration is the same type. The values of all enums are numbered together, in the order of their labels.
 */
import { SqlError } from '../error.js';
import { addType, catalogType, findType } from './catalog.js';
import { quoteIdentifier } from './quote-identifier.js';
import { types, type TypeInfo, type TypeName } from './types.js';

/** An enum as it is declared. */
export interface DeclaredEnum {
  readonly name: string;
  readonly labels: readonly string[];
}
/** What its labels are numbered from. */
interface EnumLabels extends DeclaredEnum {
  readonly first: number;
}

/** Who declares more would hold memory for ever. */
const mostTypes = 10_000;
/** PostgreSQL's first oid for what users make (access/transam.h, FirstNormalObjectId). */
let nextOid = 16_384;
let nextValue = 1;
const byOid = new Map<number, EnumLabels>();
const labelOfValue: string[] = [''];

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const table = types as Record<string, TypeInfo>;

/** The longest label, in bytes (catalog/pg_enum.c). */
const longestLabel = 63;

/** The enum of that name with these labels. Raises 42602, 42710 or 54000. */
export function enumType(name: string, labels: readonly string[]): TypeName {
  const key = `${quoteIdentifier(name)} enum(${labels.map(quote).join(', ')})`;
  if (Object.hasOwn(types, key)) return key as TypeName;
  const seen = new Set<string>();
  for (const label of labels) {
    if (new TextEncoder().encode(label).length > longestLabel) {
      throw new SqlError('42602', `invalid enum label "${label}"`, {
        detail: `Labels must be ${longestLabel} bytes or less.`,
      });
    }
    if (seen.has(label)) throw new SqlError('42710', `enum label "${label}" already exists`);
    seen.add(label);
  }
  if (byOid.size >= mostTypes) throw new SqlError('54000', `more than ${mostTypes} enums are declared`);
  enter(key, name, labels);
  return key as TypeName;
}

/** The enums in the order of their declarations, from one on: whoever declares the same in the same order has the same numbers. */
export const declaredEnums = (from = 0): DeclaredEnum[] =>
  [...byOid.values()].slice(from).map(({ name, labels }) => ({ name, labels }));

function enter(key: string, name: string, labels: readonly string[]): void {
  const oid = nextOid;
  nextOid += 2;
  byOid.set(oid, { name, first: nextValue, labels });
  labelOfValue.push(...labels);
  nextValue += labels.length;
  const sqlName = quoteIdentifier(name);
  addType({
    name: key,
    category: 'E',
    kind: 'e',
    preferred: false,
    element: null,
    array: `_${key}`,
    length: 4,
    align: 4,
    sqlName,
  });
  addType({ ...catalogType('_int4'), name: `_${key}`, element: key, sqlName: `${sqlName}[]` });
  table[key] = {
    ...types.int4,
    name: key,
    family: 'declared',
    oid,
    sqlName,
    input: 'enum_in',
    output: 'enum_out',
    ownOid: true,
  };
  table[`_${key}`] = { ...types._int4, name: `_${key}`, oid: oid + 1, sqlName: `${sqlName}[]`, element: key };
}

/** An enum, or an array of it, as a column's type is written: `enum('sad', 'ok')`; undefined for another type. */
export function enumDeclaration(type: string): string | undefined {
  const { element } = catalogType(type);
  const labels = byOid.get(table[element ?? type]?.oid ?? 0)?.labels;
  return labels === undefined ? undefined : `enum(${labels.map(quote).join(', ')})${element === null ? '' : '[]'}`;
}

/** The number of a label of an enum. Raises 22P02. */
export function enumValue(oid: number, label: string): number {
  const found = byOid.get(oid);
  const place = found?.labels.indexOf(label) ?? -1;
  if (found === undefined || place < 0)
    throw new SqlError('22P02', `invalid input value for enum ${quoteIdentifier(found?.name ?? '')}: "${label}"`);
  return found.first + place;
}

/** The label with that number. */
export const enumLabel = (value: number): string => labelOfValue[value] ?? '';

/** The numbers of an enum's first and last label, undefined when it has none. */
export function enumBounds(oid: number): { readonly first: number; readonly last: number } | undefined {
  const found = byOid.get(oid);
  if (found === undefined || found.labels.length === 0) return undefined;
  return { first: found.first, last: found.first + found.labels.length - 1 };
}

/** Whether a type is an enum. */
export const isEnum = (type: string): boolean => findType(type)?.kind === 'e';
