/**
 * The types quern computes with: how each is named, written and represented.
 * The engines know only the representation; the names and casts are PostgreSQL's.
 */
import type { Storage } from './type-info.js';
import { types, type TypeName } from './types.generated.js';

export type { Representation, Storage, TypeInfo } from './type-info.js';
export { types, type TypeName };

/**
 * A value outside the engines: of a type that is held as a number, that number (bool 0 or 1, date in days and timestamp in microseconds from
 * 2000-01-01), as a bigint where it has 64 bits; of any other type the text that PostgreSQL prints for it.
 * The infinities of date are the extremes of int4, those of timestamp the extremes of int8.
 */
export type Value = number | bigint | string;

/** Bytes of one value in a column; a bool is a bit, so 0; a reference is a 16-byte view. */
export const widths: Readonly<Record<Storage, 0 | 2 | 4 | 8 | 16>> = {
  BOOL: 0,
  INT2: 2,
  INT4: 4,
  INT8: 8,
  FLOAT4: 4,
  FLOAT8: 8,
  TEXT: 16,
};

/** The oid that a type's input function takes after the text: of an array that of its elements, else its own if it asks for it. */
export function oidForInput(type: TypeName): number | undefined {
  const { element, ownOid, oid } = types[type];
  return element === undefined ? (ownOid === true ? oid : undefined) : types[element as TypeName].oid;
}
