/**
 * The schema of a heap file: column definitions of any type that PostgreSQL has, because a tuple's values can only be found by walking past
 * those before them. Dropped columns keep their place, under any name, with the type that they had.
 */
import type { TypeName as ParsedTypeName } from 'libpg-query';
import type { Attribute, HeapTable, TableColumn } from '../catalog/attribute.js';
import { findType, type CatalogType } from '../catalog/catalog.js';
import { types, type Storage, type TypeName } from '../catalog/types.js';
import { SqlError } from '../error.js';
import { isComputed, supportedTypesHint } from './computed-types.js';
import { missingValue } from './analyze/missing-value.js';
import { parseColumns, type ErrorAt } from './column-definitions.js';
import { parseColumnObject, type SchemaObject } from './schema.js';
import type { SimplifyOptions } from './simplify/simplifier.js';
import { resolveStoredType } from './resolve/type-name.js';

/** MaxHeapAttributeNumber (access/htup_details.h). */
const MAX_ATTRIBUTES = 1600;

type UnplacedAttribute = Omit<Attribute, 'column'>;

/**
 * A table from its column definitions: `a int4 not null, g numeric(12,2), n int4 default 7`. A DEFAULT is what tuples have that were written
 * before the column was added; it must be a constant, which `folding` computes. The parser must be loaded. Raises 42601, 42701, 42704, 42804,
 * 42P16, 54011, 0A000, or what a DEFAULT raises, with the position.
 */
export function parseHeapTable(text: string, folding: SimplifyOptions): HeapTable {
  return placed(parseAttributes(text, folding));
}

/** A table from either form of a schema, or one that is made already. */
export function heapTableFrom(table: string | SchemaObject | HeapTable, folding: SimplifyOptions): HeapTable {
  if (typeof table === 'string') return parseHeapTable(table, folding);
  return isTable(table) ? table : placed(parseColumnObject(table, (text) => parseAttributes(text, folding)));
}

const isTable = (table: SchemaObject | HeapTable): table is HeapTable => Array.isArray(table.attributes);

/** Gives each attribute that quern computes with its column. */
function placed(unplaced: readonly UnplacedAttribute[]): HeapTable {
  if (unplaced.length > MAX_ATTRIBUTES)
    throw new SqlError('54011', `tables can have at most ${MAX_ATTRIBUTES} columns`);
  const columns: TableColumn[] = [];
  const attributes = unplaced.map((attribute): Attribute => {
    const { name, type, notNull } = attribute;
    const isRead = isComputed(type) && isReadInPlace(type, attribute.length);
    return { ...attribute, column: isRead ? columns.push({ name, type, notNull }) - 1 : undefined };
  });
  return { attributes, columns };
}

/** Bytes of a number in a tuple, by how a column stores it. */
const lengths: Readonly<Record<Storage, number>> = {
  BOOL: 1,
  INT2: 2,
  INT4: 4,
  INT8: 8,
  FLOAT4: 4,
  FLOAT8: 8,
  TEXT: -1,
};

/** Deforming reads numbers of the width that columns have, varlenas, and bytes of a fixed length. */
function isReadInPlace(type: TypeName, length: number): boolean {
  const { storage } = types[type];
  return lengths[storage] === length || storage === 'TEXT';
}

function parseAttributes(text: string, folding: SimplifyOptions): UnplacedAttribute[] {
  return parseColumns(text, (column) => {
    const { name, typeName, notNull, errorAt } = column;
    const { name: type, length, align } = storedType(name, typeName, errorAt);
    const missing = isComputed(type) ? missingValue(column, type, text, folding) : null;
    return { name, type, length, align, notNull, missing };
  });
}

function storedType(column: string, name: ParsedTypeName, errorAt: ErrorAt): CatalogType {
  const type = resolveStoredType(name, {
    error: (code, message) => errorAt(code, message, name.location, code === '42704' ? userTypeHint : undefined),
    unsupported: (what) => errorAt('0A000', `${what} is not supported`, name.location, supportedTypesHint),
  });
  const pseudo = [type, findType(type.element ?? '')].find((one) => one?.kind === 'p');
  if (pseudo !== undefined)
    throw errorAt('42P16', `column "${column}" has pseudo-type ${pseudo.sqlName}`, name.location);
  // PostgreSQL 16 gave it another length and alignment, and a page does not say of which version it is.
  if (type.name === 'aclitem' || type.element === 'aclitem') {
    throw errorAt(
      '0A000',
      `type ${type.sqlName} is not supported`,
      name.location,
      'How it is stored depends on the version of PostgreSQL.',
    );
  }
  return type;
}

const userTypeHint = 'Write oid for an enum, and for a domain its base type.';
