/** The three integer types: their ranges, how PostgreSQL's function names spell them, and their pairs. */
import type { ErrorName } from '../../language/errors.js';
import type { Example, ExampleValue, Tier } from '../../language/function.js';
import { bind, i64, type I32, type I64, type Num, type Term } from '../../language/term.js';

export type IntegerType = 'int2' | 'int4' | 'int8';

interface IntegerInfo {
  readonly min: bigint;
  readonly max: bigint;
  /** Raised by a result outside the range. */
  readonly outOfRange: ErrorName;
  readonly bits: number;
}
export const integers: Readonly<Record<IntegerType, IntegerInfo>> = {
  int2: { min: -(2n ** 15n), max: 2n ** 15n - 1n, outOfRange: 'SMALLINT_OUT_OF_RANGE', bits: 16 },
  int4: { min: -(2n ** 31n), max: 2n ** 31n - 1n, outOfRange: 'INTEGER_OUT_OF_RANGE', bits: 32 },
  int8: { min: -(2n ** 63n), max: 2n ** 63n - 1n, outOfRange: 'BIGINT_OUT_OF_RANGE', bits: 64 },
};

/** From the narrowest to the widest. */
export const integerTypes: readonly IntegerType[] = ['int2', 'int4', 'int8'];
export const integerPairs = integerTypes.flatMap((left) => integerTypes.map((right) => [left, right] as const));

export const widerOf = (left: IntegerType, right: IntegerType): IntegerType =>
  integers[left].bits > integers[right].bits ? left : right;

/** The file of `utils/adt` in which a function of these types is defined: `int8.c` as soon as one is int8. */
export const sourceOf = (...types: readonly IntegerType[]): string =>
  `src/backend/utils/adt/${types.includes('int8') ? 'int8.c' : 'int.c'}`;

/** How function names begin: `int4` for two of int4, `int48` for int4 and int8. */
export const prefixOf = (left: IntegerType, right: IntegerType): string =>
  left === right ? left : left + right.slice(3);

/** An integer as the library takes it. */
export const exampleInteger = (type: IntegerType, value: bigint): ExampleValue =>
  type === 'int8' ? value : Number(value);

/** What a function gives in mathematics: the example gives it where it is in range, and raises 22003 elsewhere. */
export function outcome(type: IntegerType, exact: bigint): Pick<Example, 'gives'> | { raises: string } {
  const { min, max } = integers[type];
  return exact < min || exact > max ? { raises: '22003' } : { gives: exampleInteger(type, exact) };
}

export const asI64 = (value: I32 | I64): I64 => (value.type === 'i64' ? value : i64.extend_i32_s(value));

/** Gives `body` an integer as an i64, extended once if it is narrower. */
export const withI64 = <R extends Num>(value: I32 | I64, body: (value: I64) => Term<R>): Term<R> =>
  value.type === 'i64' ? body(value) : bind(i64.extend_i32_s(value), body);

/** Filters compute with int4 and int8, also mixed; what has an int2 is called. */
export const tierOf = (...types: readonly IntegerType[]): Tier => (types.includes('int2') ? 'call' : 'inline');
