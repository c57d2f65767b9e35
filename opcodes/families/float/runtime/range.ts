/** The checks of results that PostgreSQL makes after a call to the C library (utils/float.h, utils/adt/float.c). */
import { fail } from '../../core/runtime/raise';
import { ERR_FLOAT_OVERFLOW, ERR_FLOAT_UNDERFLOW } from '../../core/runtime/errors.generated.ts';
import { ERR_INPUT_OUT_OF_RANGE } from './errors.generated.ts';

// @ts-ignore: decorator
@inline
export function isInfinite(a: f64): bool {
  return abs<f64>(a) == Infinity;
}

/** The result, unless it is infinite. */
export function finite(result: f64): f64 {
  if (isInfinite(result)) fail(ERR_FLOAT_OVERFLOW);
  return result;
}

/** The result, unless it is zero. */
export function nonZero(result: f64): f64 {
  if (result == 0) fail(ERR_FLOAT_UNDERFLOW);
  return result;
}

/** Raises unless the argument lies between two numbers; NaN may pass. */
export function checkBetween(a: f64, least: f64, greatest: f64): void {
  if (a < least || a > greatest) fail(ERR_INPUT_OUT_OF_RANGE);
}

/** Raises for the infinities. */
export function checkFinite(a: f64): void {
  if (isInfinite(a)) fail(ERR_INPUT_OUT_OF_RANGE);
}
