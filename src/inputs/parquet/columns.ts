/** The columns of a Parquet file: its leaves, with the members of structs by their paths, and what kind of value each has. */
import { isListLike, isMapLike } from 'hyparquet/src/schema.js';
import { parquetSchema } from 'hyparquet/src/metadata.js';
import type { FileMetaData, SchemaElement, SchemaTree } from 'hyparquet/src/types.js';
import { types, type TypeName } from '../../catalog/types.js';
import type { SourceColumn } from '../columnar/column-run.js';
import type { TimeUnit } from '../columnar/moment.js';
import { formOf, type ValueForm, type ValueKind } from '../columnar/value-form.js';
import { uniqueNames } from '../csv-header.js';

/** A column, and where its values are. */
export interface ParquetColumn extends SourceColumn {
  /** The place among all leaves, by which row groups have it. */
  readonly leaf: number;
  readonly path: readonly string[];
  readonly element: SchemaElement;
  /** Levels of a value that is there, and of a list's element. */
  readonly definition: number;
  readonly repetition: number;
  /** Of a list: the definition level at which the list itself is there, so that it has elements or is empty. */
  readonly listed: number;
  /** Of a value, or of an element. */
  readonly form: ValueForm;
  readonly kind: ValueKind;
}

export function columnsOf(metadata: FileMetaData): readonly ParquetColumn[] {
  const found: ParquetColumn[] = [];
  let leaf = 0;
  const visit = (node: SchemaTree, levels: Levels, refused: string | undefined): void => {
    const repetition = node.element.repetition_type;
    const own = {
      ...levels,
      definition: levels.definition + (repetition === 'REQUIRED' ? 0 : 1),
      repetition: levels.repetition + (repetition === 'REPEATED' ? 1 : 0),
    };
    if (node.children.length === 0) {
      found.push(columnOf(node, leaf++, own, refused));
      return;
    }
    const why = refused ?? refusal(node, levels);
    const list = isListLike(node) ? { name: node.path, listed: own.definition } : {};
    for (const child of node.children) visit(child, { ...own, ...list }, why);
  };
  for (const child of parquetSchema(metadata).children)
    visit(child, { definition: 0, repetition: 0, name: undefined, listed: 0 }, undefined);
  const { names } = uniqueNames(found.map(({ name }) => name));
  return found.map((column, index) => ({ ...column, name: names[index] ?? column.name }));
}

interface Levels {
  readonly definition: number;
  readonly repetition: number;
  /** The path by which a list is called, whose leaf is its element. */
  readonly name: readonly string[] | undefined;
  readonly listed: number;
}

function refusal(node: SchemaTree, levels: Levels): string | undefined {
  if (node.element.logical_type?.type === 'VARIANT') return 'values of type VARIANT are not supported';
  if (isMapLike(node)) return 'maps are not supported';
  if (levels.name !== undefined && levels.repetition > 0) return 'lists of structs or of lists are not supported';
  return undefined;
}

function columnOf(node: SchemaTree, leaf: number, levels: Levels, refused: string | undefined): ParquetColumn {
  const { element, path } = node;
  const kind = kindOf(element);
  const unsupported = refused ?? (typeof kind === 'string' ? kind : refusedLevels(levels));
  const value = typeof kind === 'string' ? ({ kind: 'bytes' } as const) : kind;
  const form = formOf(value);
  const arrayType = levels.repetition > 0 ? arrayOf(form.type) : form.type;
  return {
    name: (levels.name ?? path).join('.'),
    type: unsupported === undefined && arrayType !== undefined ? arrayType : 'text',
    notNull: levels.definition === 0,
    opaque: unsupported ?? (arrayType === undefined ? `there are no arrays of ${form.type}` : undefined),
    leaf,
    path,
    element,
    definition: levels.definition,
    repetition: levels.repetition,
    listed: levels.listed,
    form,
    kind: value,
  };
}

function refusedLevels({ repetition, name }: Levels): string | undefined {
  if (repetition > 1) return 'lists of lists are not supported';
  return repetition === 1 && name === undefined
    ? 'repeated values that are not marked as a list are not supported'
    : undefined;
}

const arrayOf = (type: TypeName): TypeName | undefined => {
  const name = `_${type}`;
  return Object.hasOwn(types, name) ? (name as TypeName) : undefined;
};

const units: Readonly<Record<string, TimeUnit>> = { MILLIS: 'millisecond', MICROS: 'microsecond', NANOS: 'nanosecond' };

/** The kind of a leaf's values; a text says why it has none. */
function kindOf({
  type,
  type_length: width,
  converted_type: converted,
  logical_type: logical,
  scale,
}: SchemaElement): ValueKind | string {
  if (logical?.type === 'DECIMAL' || converted === 'DECIMAL')
    return { kind: 'decimal', scale: logical?.type === 'DECIMAL' ? logical.scale : (scale ?? 0) };
  if (logical?.type === 'NULL') return { kind: 'null' };
  switch (type) {
    case 'BOOLEAN':
      return { kind: 'bool' };
    case 'INT32':
    case 'INT64':
      return integerKind(type, converted, logical);
    case 'INT96':
      return { kind: 'timestamp', unit: 'nanosecond', zone: false };
    case 'FLOAT':
      return { kind: 'float', bits: 32 };
    case 'DOUBLE':
      return { kind: 'float', bits: 64 };
    case 'BYTE_ARRAY':
      if (converted === 'BSON' || logical?.type === 'BSON') return 'values of type BSON are not supported';
      if (converted === 'JSON' || logical?.type === 'JSON') return { kind: 'json' };
      return converted === 'UTF8' || converted === 'ENUM' || logical?.type === 'STRING' || logical?.type === 'ENUM'
        ? { kind: 'text' }
        : { kind: 'bytes' };
    case 'FIXED_LEN_BYTE_ARRAY':
      if (logical?.type === 'UUID' && width === 16) return { kind: 'uuid' };
      if (logical?.type === 'FLOAT16' && width === 2) return { kind: 'float', bits: 16 };
      if (converted === 'INTERVAL' && width === 12) return { kind: 'interval', unit: 'month-day-milli' };
      return { kind: 'bytes' };
    default:
      return `values of the type ${String(type)} are not known`;
  }
}

function integerKind(
  type: 'INT32' | 'INT64',
  converted: SchemaElement['converted_type'],
  logical: SchemaElement['logical_type'],
): ValueKind {
  const bits = type === 'INT32' ? 32 : 64;
  if (logical?.type === 'TIMESTAMP')
    return { kind: 'timestamp', unit: units[logical.unit] ?? 'microsecond', zone: logical.isAdjustedToUTC };
  if (logical?.type === 'TIME') return { kind: 'time', unit: units[logical.unit] ?? 'microsecond' };
  if (logical?.type === 'INTEGER')
    return { kind: 'int', bits: Math.min(logical.bitWidth, bits), signed: logical.isSigned };
  if (logical?.type === 'DATE' || converted === 'DATE') return { kind: 'date', unit: 'day' };
  switch (converted) {
    case 'TIMESTAMP_MILLIS':
      return { kind: 'timestamp', unit: 'millisecond', zone: true };
    case 'TIMESTAMP_MICROS':
      return { kind: 'timestamp', unit: 'microsecond', zone: true };
    case 'TIME_MILLIS':
      return { kind: 'time', unit: 'millisecond' };
    case 'TIME_MICROS':
      return { kind: 'time', unit: 'microsecond' };
    default: {
      const [, sign, width] = /^(U?)INT_(\d+)$/.exec(converted ?? '') ?? [];
      return { kind: 'int', bits: width === undefined ? bits : Number(width), signed: sign !== 'U' };
    }
  }
}
