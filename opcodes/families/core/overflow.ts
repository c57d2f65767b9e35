/**
 * Integer arithmetic that raises where the result does not fit, as a term for each width. Addition and
 * subtraction wrap and are then compared with an operand; products are checked by exact arithmetic.
 */
import type { ErrorName } from '../../language/errors.js';
import { bind, checked, f64, i32, i64, select, when, type I32, type I64, type Term } from '../../language/term.js';

export interface Arithmetic<N extends 'i32' | 'i64'> {
  readonly pl: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly mi: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly mul: (a: Term<N>, b: Term<N>) => Term<N>;
  /** `narrower` says that a is of a narrower type, so that it is never the least number. */
  readonly div: (a: Term<N>, b: Term<N>, narrower: boolean) => Term<N>;
  readonly mod: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly um: (a: Term<N>) => Term<N>;
  readonly abs: (a: Term<N>) => Term<N>;
}

/** The primitives of one width that the arithmetic of int4 and int8 share. */
interface Primitives<N extends 'i32' | 'i64'> {
  readonly add: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly sub: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly div_s: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly rem_s: (a: Term<N>, b: Term<N>) => Term<N>;
  readonly eq: (a: Term<N>, b: Term<N>) => I32;
  readonly lt_s: (a: Term<N>, b: Term<N>) => I32;
  readonly gt_s: (a: Term<N>, b: Term<N>) => I32;
  readonly eqz: (a: Term<N>) => I32;
}

function fullWidth<N extends 'i32' | 'i64'>(
  is: Primitives<N>,
  zero: Term<N>,
  minusOne: Term<N>,
  min: Term<N>,
  outOfRange: ErrorName,
  mul: Arithmetic<N>['mul'],
): Arithmetic<N> {
  const negated = (a: Term<N>) => is.sub(zero, a);
  return {
    // A sum is less than `a` exactly when a negative number was added, unless it wrapped.
    pl: (a, b) => bind(is.add(a, b), (sum) => checked(i32.ne(is.lt_s(b, zero), is.lt_s(sum, a)), outOfRange, sum)),
    mi: (a, b) => bind(is.sub(a, b), (rest) => checked(i32.ne(is.gt_s(b, zero), is.lt_s(rest, a)), outOfRange, rest)),
    mul,
    div: (a, b, narrower) =>
      checked(
        is.eqz(b),
        'DIVISION_BY_ZERO',
        narrower ? is.div_s(a, b) : checked(i32.and(is.eq(b, minusOne), is.eq(a, min)), outOfRange, is.div_s(a, b)),
      ),
    // The least number % -1 is 0 here, as in PostgreSQL: unlike div_s, rem_s does not trap on it.
    mod: (a, b) => checked(is.eqz(b), 'DIVISION_BY_ZERO', is.rem_s(a, b)),
    um: (a) => checked(is.eq(a, min), outOfRange, negated(a)),
    abs: (a) => checked(is.eq(a, min), outOfRange, select(is.lt_s(a, zero), negated(a), a)),
  };
}

/**
 * The product is also computed in f64. There it is exact up to 2^53 and stays at least that large beyond, so it
 * differs from the wrapped one exactly when that wrapped. (An i64 would do as well, but is a BigInt in JavaScript.)
 */
const mulI32 = (a: I32, b: I32): I32 =>
  bind(i32.mul(a, b), (product) =>
    checked(
      f64.ne(f64.mul(f64.convert_i32_s(a), f64.convert_i32_s(b)), f64.convert_i32_s(product)),
      'INTEGER_OUT_OF_RANGE',
      product,
    ),
  );

const leastI64 = i64.const(-(2n ** 63n));
const fitsI32 = (a: I64): I32 => i64.eq(a, i64.extend_i32_s(i32.wrap_i64(a)));

/**
 * Two factors of 32 bits have a product of 64. Otherwise the product is divided by a factor, which gives the
 * other one exactly when it did not wrap. A division by 0 or of the least number by -1 would trap.
 */
const mulI64 = (a: I64, b: I64): I64 =>
  when(
    i32.and(fitsI32(a), fitsI32(b)),
    i64.mul(a, b),
    bind(i64.mul(a, b), (product) =>
      checked(
        when(
          i64.eqz(a),
          i32.const(0),
          when(i64.eq(a, i64.const(-1n)), i64.eq(b, leastI64), i64.ne(i64.div_s(product, a), b)),
        ),
        'BIGINT_OUT_OF_RANGE',
        product,
      ),
    ),
  );

/** An int2 is computed in 32 bits, where nothing wraps; the result must survive being cut to 16. */
const narrow = (value: I32): I32 =>
  bind(value, (v) => checked(i32.ne(v, i32.extend16_s(v)), 'SMALLINT_OUT_OF_RANGE', v));

export const int2Arithmetic: Arithmetic<'i32'> = {
  pl: (a, b) => narrow(i32.add(a, b)),
  mi: (a, b) => narrow(i32.sub(a, b)),
  mul: (a, b) => narrow(i32.mul(a, b)),
  div: (a, b) => checked(i32.eqz(b), 'DIVISION_BY_ZERO', narrow(i32.div_s(a, b))),
  mod: (a, b) => checked(i32.eqz(b), 'DIVISION_BY_ZERO', i32.rem_s(a, b)),
  um: (a) => narrow(i32.sub(i32.const(0), a)),
  abs: (a) => narrow(select(i32.lt_s(a, i32.const(0)), i32.sub(i32.const(0), a), a)),
};
export const int4Arithmetic = fullWidth<'i32'>(
  i32,
  i32.const(0),
  i32.const(-1),
  i32.const(-(2 ** 31)),
  'INTEGER_OUT_OF_RANGE',
  mulI32,
);
export const int8Arithmetic = fullWidth<'i64'>(
  i64,
  i64.const(0n),
  i64.const(-1n),
  leastI64,
  'BIGINT_OUT_OF_RANGE',
  mulI64,
);
