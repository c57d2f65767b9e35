/** The two float types, how PostgreSQL's function names spell them, their pairs and the infinities. */
import type { Tier } from '../../language/function.js';
import { bind, f32, f64, i32, when, type F32, type F64, type I32, type Num, type Term } from '../../language/term.js';

export type FloatType = 'float4' | 'float8';
export const floatTypes: readonly FloatType[] = ['float4', 'float8'];
export const floatPairs = floatTypes.flatMap((left) => floatTypes.map((right) => [left, right] as const));
export const floatSource = 'src/backend/utils/adt/float.c';

/** How function names begin: `float8` for two of float8, `float48` for float4 and float8. */
export const prefixOf = (left: FloatType, right: FloatType): string => (left === right ? left : left + right.slice(5));

/** The largest and the least positive (denormal) value. */
export const largest: Readonly<Record<FloatType, number>> = { float4: 3.4028234663852886e38, float8: Number.MAX_VALUE };
export const least: Readonly<Record<FloatType, number>> = { float4: 2 ** -149, float8: Number.MIN_VALUE };

/** The primitives that float functions use, of one width. */
export interface FloatPrimitives<N extends 'f32' | 'f64'> {
  readonly const: (value: number) => Term<N>;
  readonly add: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly sub: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly mul: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly div: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly eq: (a: Term<N>, b: Term<N>) => I32;
  readonly ne: (a: Term<N>, b: Term<N>) => I32;
  readonly ge: (a: Term<N>, b: Term<N>) => I32;
  readonly lt: (a: Term<N>, b: Term<N>) => I32;
  readonly abs: (a: Term<N>) => Term<N>;
  readonly nearest: (a: Term<N>) => Term<N>;
}

/** `isinf` in C; a NaN is not. */
export const isInfinite = <N extends 'f32' | 'f64'>(is: FloatPrimitives<N>, a: Term<N>): I32 =>
  is.eq(is.abs(a), is.const(Infinity));

/** A condition that is rarely true, and a second one that is computed only then. */
export const rarely = (first: I32, second: I32): I32 => when(first, second, i32.const(0));

/** Gives `body` a float as an f64, promoted once if it is narrower. */
export const withF64 = <R extends Num>(value: F32 | F64, body: (value: F64) => Term<R>): Term<R> =>
  value.type === 'f64' ? body(value) : bind(f64.promote_f32(value), body);

export const primitivesOf = { float4: f32, float8: f64 } satisfies {
  float4: FloatPrimitives<'f32'>;
  float8: FloatPrimitives<'f64'>;
};

/** Filters compute with float8; what has a float4 is called. */
export const tierOf = (...types: readonly FloatType[]): Tier => (types.includes('float4') ? 'call' : 'inline');
