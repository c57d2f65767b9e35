/** TypeScript's view of a schema: which JavaScript values a column takes, so that wrong use does not compile. */
import type { TypeName } from '../catalog/types.js';
import type { ColumnAs, ParsedSchema } from './schema-types.js';

/**
 * What a value of a type may be given as, by every spelling of the type: the one place that a new type is added to, also by declaration merging. A Date stands
 * for date and timestamp; a text is read in PostgreSQL's syntax for those two.
 */
export interface SqlTypes {
  bool: boolean;
  boolean: boolean;
  int2: number;
  smallint: number;
  int4: number;
  int: number;
  integer: number;
  int8: number | bigint | string;
  bigint: number | bigint | string;
  float4: number;
  real: number;
  float8: number;
  float: number;
  'double precision': number;
  /** A number has the digits that JavaScript prints of it; a string may have more. */
  numeric: string | number | bigint;
  decimal: string | number | bigint;
  text: string;
  varchar: string;
  'character varying': string;
  char: string;
  character: string;
  bpchar: string;
  '"char"': string;
  name: string;
  date: Date | string;
  timestamp: Date | string;
  'timestamp without time zone': Date | string;
  timestamptz: Date | string;
  'timestamp with time zone': Date | string;
  time: string;
  'time without time zone': string;
  timetz: string;
  'time with time zone': string;
  /** A text in PostgreSQL's syntax, or the parts as node-postgres gives them: `{ days: 3, hours: 2 }`. */
  interval: string | object;
  uuid: string;
  oid: number;
  bytea: string | Uint8Array;
  bit: string;
  varbit: string;
  'bit varying': string;
  inet: string;
  cidr: string;
  macaddr: string;
  macaddr8: string;
  money: string;
  pg_lsn: string;
  int4range: string;
  int8range: string;
  numrange: string;
  tsrange: string;
  tstzrange: string;
  daterange: string;
  int4multirange: string;
  int8multirange: string;
  nummultirange: string;
  tsmultirange: string;
  tstzmultirange: string;
  datemultirange: string;
  /** `enum('sad', 'ok')`, which is declared in its place. */
  enum: string;
  /** A string is JSON's text, anything else the value. */
  json: string | number | boolean | object;
  jsonb: string | number | boolean | object;
  jsonpath: string;
  /** Types that no predicate computes with: their columns may be declared, and asked whether they are null. */
  point: string | object;
  line: string | object;
  lseg: string | object;
  box: string | object;
  path: string | object;
  polygon: string | object;
  circle: string | object;
  xml: string;
  tsvector: string;
  tsquery: string;
}

/** The element type of an array type: `int4[]`, `numeric[][]`, `text array`, `_int4`; `never` of others. */
type ElementOf<T> = T extends `${infer E}[${string}`
  ? E
  : T extends `${infer E} array${string}`
    ? E
    : T extends `_${infer E}`
      ? E
      : never;

/** What a value of a type may be given as, by the type's name. */
export type InputValue = SqlTypes;

/** A column's type, with NOT NULL if it is never null. Editors complete these; any case is right, too. */
export type ColumnDefinition = keyof SqlTypes | `${keyof SqlTypes} not null`;

/** A column's value: never null if it is declared so. A type that is not known takes anything. */
type Value<Type, NotNull> = Type extends keyof SqlTypes
  ? SqlTypes[Type] | (NotNull extends true ? never : null | undefined)
  : ElementOf<Type> extends keyof SqlTypes
    ? [ElementOf<Type>] extends [never]
      ? unknown
      : string | readonly unknown[] | (NotNull extends true ? never : null | undefined)
    : unknown;

/** From columns as `[name, type, not null]`, the rows that have them. */
type Rows<C extends readonly [string, string, boolean]> = {
  readonly [E in Extract<C, readonly [string, string, true]> as E[0]]: Value<E[1], true>;
} & {
  readonly [E in Extract<C, readonly [string, string, false]> as E[0]]?: Value<E[1], false>;
};

/** The columns of the object form. */
type ObjectColumns<S> = { [K in keyof S & string]: ColumnAs<K, Extract<S[K], string>> }[keyof S & string];

/**
 * The rows that a schema describes: `{ age: 'int4 not null', name: 'text' }` and `'age int4 not null, name text'` give
 * `{ age: number, name?: string | null }`. When the columns are not known while compiling (a list, or a text that is a variable), any object.
 */
export type RowOf<S> = S extends string
  ? string extends S
    ? object
    : ParsedSchema<S> extends infer C extends readonly [string, string, boolean]
      ? Rows<C>
      : object
  : S extends readonly unknown[]
    ? object
    : string extends keyof S
      ? object
      : Rows<Extract<ObjectColumns<S>, readonly [string, string, boolean]>>;

/** What a schema must be, too: no type in it is unknown. Of what is not known while compiling, nothing is asked. */
export type Checked<S> = S extends string
  ? string extends S
    ? unknown
    : WrongTypes<ParsedSchema<S>>
  : S extends readonly unknown[]
    ? unknown
    : { readonly [K in keyof S]: S[K] extends string ? CheckedDefinition<S[K]> : unknown };

type CheckedDefinition<D extends string> = string extends D
  ? unknown
  : [WrongType<ColumnAs<'', D>>] extends [never]
    ? unknown
    : ColumnDefinition;

type WrongTypes<C> = [WrongType<C>] extends [never] ? unknown : { readonly 'unknown type': WrongType<C> };

/** The unknown types of columns. One of a schema, `x.y`, is left to be looked up when it is compiled. */
type WrongType<C> = C extends readonly [string, infer T, boolean]
  ? T extends keyof SqlTypes | `${string}.${string}`
    ? never
    : ElementOf<T> extends infer E
      ? [E] extends [never]
        ? T
        : E extends keyof SqlTypes | `${string}.${string}`
          ? never
          : T
      : never
  : never;

/** A parameter's value, or null. */
export type ParamValue = InputValue[keyof InputValue] | null;

/** A parameter: `$n` by its place, `:name` by its name too. */
export interface Parameter {
  readonly name: string | undefined;
  readonly type: TypeName;
}

/** The values of `$1`, `$2`, … in order, or those of `:name` by name. */
export type Params = readonly ParamValue[] | Readonly<Record<string, ParamValue>>;

/** A value as it is given back: int8 is a bigint; date and timestamp are texts as PostgreSQL prints them. */
export type OutputValue = boolean | number | bigint | string;
