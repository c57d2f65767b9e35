/** What is known of a type: its names, how a value of it is held and stored, and the functions that read, write and compare it. */

/**
 * How a value is held: a WebAssembly number, or for `ref` a pointer and a length (two i32)
 * into linear memory.
 */
export type Representation = 'i32' | 'i64' | 'f32' | 'f64' | 'ref';

/** How a column stores a value: a bit, a number of that many bytes, or a 16-byte view of bytes that lie elsewhere. */
export type Storage = 'BOOL' | 'INT2' | 'INT4' | 'INT8' | 'FLOAT4' | 'FLOAT8' | 'TEXT';

/** A type that quern computes with, as its definition in a family says. */
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
