/** TypeScript's view of a schema: which JavaScript values a column takes, so that wrong use does not compile. */
import type { TypeName } from '../catalog/types.js';
import type { SchemaObject } from '../sql/schema.js';

/** What a value of a type may be given as. A Date stands for date and timestamp; a text is read in PostgreSQL's syntax for those two and for int8. */
export interface InputValue {
  bool: boolean;
  int2: number;
  int4: number;
  int8: number | bigint | string;
  float4: number;
  float8: number;
  text: string;
  date: Date | string;
  timestamp: Date | string;
}

/** The spellings of types that TypeScript understands; PostgreSQL's others are taken as `unknown`. */
interface Spelling extends InputValue {
  boolean: boolean;
  smallint: number;
  int: number;
  integer: number;
  bigint: number | bigint | string;
  real: number;
  'double precision': number;
}

type Column<D extends string> = D extends `${infer T} not null` ? ColumnType<T> : ColumnType<D> | null | undefined;
type ColumnType<T extends string> = T extends keyof Spelling ? Spelling[T] : unknown;

/** The rows that a schema describes: `{ age: 'int4 not null', name: 'text' }` gives `{ age: number, name?: string | null }`. */
export type RowOf<S> = S extends SchemaObject
  ? { readonly [K in keyof S as S[K] extends `${string} not null` ? K : never]: Column<S[K]> } & {
      readonly [K in keyof S as S[K] extends `${string} not null` ? never : K]?: Column<S[K]>;
    }
  : Readonly<Record<string, unknown>>;

/** A parameter's value, or null. */
export type ParamValue = InputValue[TypeName] | null;

/** A value as it is given back: int8 is a bigint; date and timestamp are texts as PostgreSQL prints them. */
export type OutputValue = boolean | number | bigint | string;
