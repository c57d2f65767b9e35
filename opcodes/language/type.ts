/** What a type is: one definition, from which the catalog's table, the storage in columns and the way in and out of text follow. */
import type { Representation } from './value.js';

/** How a column stores a value: a bit, a number of that many bytes, or a 16-byte view of bytes that lie elsewhere. */
export type Storage = 'BOOL' | 'INT2' | 'INT4' | 'INT8' | 'FLOAT4' | 'FLOAT8' | 'TEXT';

export interface TypeDefinition {
  /** The name in pg_type. */
  readonly name: string;
  /** The object identifier in pg_type. */
  readonly oid: number;
  /** As `format_type` prints it. */
  readonly sqlName: string;
  /** A `ref` points at the bytes that PostgreSQL stores for the value, without the header that says how many they are. */
  readonly representation: Representation;
  readonly storage: Storage;
  /** The stored bytes are the text form itself, so nothing is read or written. */
  readonly textual?: true;
  /** The C functions that read and write the text form; both are functions of the type's family, or of core. */
  readonly input: string;
  readonly output: string;
  /** The C function of the type's `=`, by which IN searches; absent where the type has none. */
  readonly equal?: string;
  /** The C function that gives an i32 hash, equal for equal values; absent where no hash table can be built. */
  readonly hash?: string;
  /** The type takes a modifier, `numeric(10,2)`: its input function takes the modifier as third argument. */
  readonly modifier?: true;
  /**
   * Of decimals whose modifier is a number of digits and of decimal places: up to so many digits, columns store them as 64-bit integers,
   * and the C function makes a value of such an integer and its decimal places.
   */
  readonly scaled?: { readonly digits: number; readonly value: string };
  /** Of an array: the type of its elements. */
  readonly element?: string;
  /** Its input function takes the type's own oid after the text, because it reads several types. */
  readonly ownOid?: true;
}

export const defineType = (definition: TypeDefinition): TypeDefinition => definition;
