/**
 * The types quern computes with: how each is named, written and represented.
 * The engines know only the representation; the names and casts are PostgreSQL's.
 */
import { types, type TypeName } from './types.generated.js';

export { types, type TypeName };

/**
 * How a value is held: a WebAssembly number, or for `ref` a pointer and a length (two i32)
 * into linear memory.
 */
export type Representation = 'i32' | 'i64' | 'f32' | 'f64' | 'ref';

/** How a column stores a value: a bit, a number of that many bytes, or a 16-byte view of bytes that lie elsewhere. */
export type Storage = 'BOOL' | 'INT2' | 'INT4' | 'INT8' | 'FLOAT4' | 'FLOAT8' | 'TEXT';

/**
 * A value outside the engines: of a type that is held as a number, that number (bool 0 or 1, date in days and timestamp in microseconds from
 * 2000-01-01), as a bigint where it has 64 bits; of any other type the text that PostgreSQL prints for it.
 * The infinities of date are the extremes of int4, those of timestamp the extremes of int8.
 */
export type Value = number | bigint | string;

export interface TypeInfo {
  readonly name: string;
  /** The family whose functions compute with it. */
  readonly family: string;
  /** PostgreSQL's object identifier in pg_type. */
  readonly oid: number;
  /** As `format_type` prints it. */
  readonly sqlName: string;
  readonly representation: Representation;
  readonly storage: Storage;
  /** The stored bytes are the text form itself. */
  readonly textual?: true;
  /** The C functions that read and write the type's text form. */
  readonly input: string;
  readonly output: string;
  /** The C function of `=`. */
  readonly equal?: string;
  readonly hash?: string;
  /** It takes a modifier, which its input function takes too. */
  readonly modifier?: true;
  /** With a modifier of at most so many digits it is stored in columns as a scaled integer, of which the C function makes a value. */
  readonly scaled?: { readonly digits: number; readonly value: string };
  /** Of an array: the type of its elements. */
  readonly element?: string;
  /** Its input function takes the type's own oid after the text. */
  readonly ownOid?: true;
}

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
