/** Circular functions of radians, and the inverse hyperbolic functions (utils/adt/float.c). */
import { cosine, sine, tangent } from './circular';
import { checkBetween, checkFinite, finite, nonZero } from './range';

const RADIANS_PER_DEGREE: f64 = 0.0174532925199432957692;

/** The sine. */
export function dsin(a: f64): f64 {
  checkFinite(a);
  return sine(a);
}

/** The cosine. */
export function dcos(a: f64): f64 {
  checkFinite(a);
  return cosine(a);
}

/** The tangent, which may be infinite. */
export function dtan(a: f64): f64 {
  checkFinite(a);
  return tangent(a);
}

/** The cotangent, which may be infinite. */
export function dcot(a: f64): f64 {
  checkFinite(a);
  return 1.0 / tangent(a);
}

/** The arc sine. */
export function dasin(a: f64): f64 {
  checkBetween(a, -1, 1);
  return NativeMath.asin(a);
}

/** The arc cosine. */
export function dacos(a: f64): f64 {
  checkBetween(a, -1, 1);
  return NativeMath.acos(a);
}

/** The arc tangent. */
export function datan(a: f64): f64 {
  return NativeMath.atan(a);
}

/** The arc tangent of a / b, in the quadrant of both. */
export function datan2(a: f64, b: f64): f64 {
  return NativeMath.atan2(a, b);
}

/** The inverse hyperbolic sine. */
export function dasinh(a: f64): f64 {
  return NativeMath.asinh(a);
}

/** The inverse hyperbolic cosine. */
export function dacosh(a: f64): f64 {
  checkBetween(a, 1, Infinity);
  return NativeMath.acosh(a);
}

/** The inverse hyperbolic tangent. */
export function datanh(a: f64): f64 {
  checkBetween(a, -1, 1);
  if (abs<f64>(a) == 1) return a * Infinity;
  return NativeMath.atanh(a);
}

/** Radians as degrees. */
export function degrees(a: f64): f64 {
  const result = a / RADIANS_PER_DEGREE;
  return abs<f64>(a) == Infinity ? result : finite(result);
}

/** Degrees as radians. */
export function radians(a: f64): f64 {
  const result = a * RADIANS_PER_DEGREE;
  return a == 0 ? result : nonZero(result);
}

/** π. */
export function dpi(): f64 {
  return 3.14159265358979323846;
}
