/**
 * The types quern computes with: how each is named, written and represented.
 * The engines know only the representation; the names and casts are PostgreSQL's.
 */

/** A supported type, under its name in pg_type. */
export type TypeName = 'bool' | 'int2' | 'int4' | 'int8' | 'float4' | 'float8' | 'text' | 'date' | 'timestamp';

/**
 * How a value is held: a WebAssembly number, or for `ref` a pointer and a length (two i32)
 * into linear memory.
 */
export type Representation = 'i32' | 'i64' | 'f32' | 'f64' | 'ref';

/**
 * A value outside the engines: bool, int2, int4 and date (days from 2000-01-01) are numbers (bool 0 or 1),
 * int8 and timestamp (microseconds from 2000-01-01) are bigints, float4 and float8 are numbers, text is a string.
 * The infinities of date are the extremes of int4, those of timestamp the extremes of int8.
 */
export type Value = number | bigint | string;

export interface TypeInfo {
  readonly name: TypeName;
  /** PostgreSQL's object identifier in pg_type. */
  readonly oid: number;
  /** As `format_type` prints it. */
  readonly sqlName: string;
  readonly representation: Representation;
  /** Bytes of one value in a column; for bool a bit is stored, so 0. Text has 16-byte views. */
  readonly width: 0 | 2 | 4 | 8 | 16;
  /** The C functions that read and write the type's text form. */
  readonly input: string;
  readonly output: string;
}

export const types: Readonly<Record<TypeName, TypeInfo>> = {
  bool: {
    name: 'bool',
    oid: 16,
    sqlName: 'boolean',
    representation: 'i32',
    width: 0,
    input: 'boolin',
    output: 'boolout',
  },
  int2: {
    name: 'int2',
    oid: 21,
    sqlName: 'smallint',
    representation: 'i32',
    width: 2,
    input: 'int2in',
    output: 'int2out',
  },
  int4: {
    name: 'int4',
    oid: 23,
    sqlName: 'integer',
    representation: 'i32',
    width: 4,
    input: 'int4in',
    output: 'int4out',
  },
  int8: {
    name: 'int8',
    oid: 20,
    sqlName: 'bigint',
    representation: 'i64',
    width: 8,
    input: 'int8in',
    output: 'int8out',
  },
  float4: {
    name: 'float4',
    oid: 700,
    sqlName: 'real',
    representation: 'f32',
    width: 4,
    input: 'float4in',
    output: 'float4out',
  },
  float8: {
    name: 'float8',
    oid: 701,
    sqlName: 'double precision',
    representation: 'f64',
    width: 8,
    input: 'float8in',
    output: 'float8out',
  },
  text: {
    name: 'text',
    oid: 25,
    sqlName: 'text',
    representation: 'ref',
    width: 16,
    input: 'textin',
    output: 'textout',
  },
  date: {
    name: 'date',
    oid: 1082,
    sqlName: 'date',
    representation: 'i32',
    width: 4,
    input: 'date_in',
    output: 'date_out',
  },
  timestamp: {
    name: 'timestamp',
    oid: 1114,
    sqlName: 'timestamp without time zone',
    representation: 'i64',
    width: 8,
    input: 'timestamp_in',
    output: 'timestamp_out',
  },
};
