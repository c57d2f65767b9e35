/** Rounding, roots, powers and logarithms (utils/adt/float.c). */
import { pow_lut } from 'util/math';
import { fail } from '../../core/runtime/raise';
import { ERR_COMPLEX_POWER, ERR_LOG_NEGATIVE, ERR_LOG_ZERO, ERR_SQRT_NEGATIVE, ERR_ZERO_POWER } from './errors.generated.ts';
import { finite, isInfinite, nonZero } from './range';

/** The least integer that is not less. */
export function dceil(a: f64): f64 {
  return ceil<f64>(a);
}

/** The greatest integer that is not greater. */
export function dfloor(a: f64): f64 {
  return floor<f64>(a);
}

/** The nearest integer, half to even. */
export function dround(a: f64): f64 {
  return nearest<f64>(a);
}

/** Without its fraction. */
export function dtrunc(a: f64): f64 {
  return trunc<f64>(a);
}

/** -1, 0 or 1; 0 for NaN. */
export function dsign(a: f64): f64 {
  return a > 0 ? 1 : a < 0 ? -1 : 0;
}

/** The square root. */
export function dsqrt(a: f64): f64 {
  if (a < 0) fail(ERR_SQRT_NEGATIVE);
  return sqrt<f64>(a);
}

/** The cube root. */
export function dcbrt(a: f64): f64 {
  return NativeMath.cbrt(a);
}

/** e to the power of a. */
export function dexp(a: f64): f64 {
  if (a != a) return a;
  if (isInfinite(a)) return a > 0 ? a : 0;
  return nonZero(finite(NativeMath.exp(a)));
}

function checkLogarithm(a: f64): void {
  if (a == 0) fail(ERR_LOG_ZERO);
  if (a < 0) fail(ERR_LOG_NEGATIVE);
}

/** The natural logarithm. */
export function dlog1(a: f64): f64 {
  checkLogarithm(a);
  return NativeMath.log(a);
}

/** The logarithm to the base 10. */
export function dlog10(a: f64): f64 {
  checkLogarithm(a);
  return NativeMath.log10(a);
}

function toInfinity(a: f64, b: f64): f64 {
  const size = abs<f64>(a);
  if (size == 1) return 1;
  return size > 1 == b > 0 ? Infinity : 0;
}

function ofInfinity(a: f64, b: f64): f64 {
  if (b == 0) return 1;
  if (a > 0) return b > 0 ? a : 0;
  const half = b / 2;
  const odd = half != floor<f64>(half);
  if (b > 0) return odd ? a : -a;
  return odd ? -0.0 : 0.0;
}

/** a to the power of b; 1 for any number, NaN too, to the power of 0, and for 1 to any power. */
export function dpow(a: f64, b: f64): f64 {
  if (a != a) return b == 0 ? 1 : a;
  if (b != b) return a == 1 ? 1 : b;
  if (a == 0 && b < 0) fail(ERR_ZERO_POWER);
  if (a < 0 && floor<f64>(b) != b) fail(ERR_COMPLEX_POWER);
  if (isInfinite(b)) return toInfinity(a, b);
  if (isInfinite(a)) return ofInfinity(a, b);
  const result = finite(pow_lut(a, b));
  return a == 0 ? result : nonZero(result);
}
