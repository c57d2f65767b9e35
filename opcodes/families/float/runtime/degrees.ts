/**
 * Circular functions of degrees, exact at the multiples of 30 and 45: each is computed in a part of the first quadrant, and divided by what the
 * same formula gives at the end of that part (sind_q1 and its like in utils/adt/float.c).
 */
import { checkBetween, checkFinite } from './range';

const RADIANS_PER_DEGREE: f64 = 0.0174532925199432957692;

function sine30(a: f64): f64 {
  const sin30 = NativeMath.sin(30.0 * RADIANS_PER_DEGREE);
  return NativeMath.sin(a * RADIANS_PER_DEGREE) / sin30 / 2.0;
}

function cosine60(a: f64): f64 {
  const most = 1.0 - NativeMath.cos(60.0 * RADIANS_PER_DEGREE);
  return 1.0 - (1.0 - NativeMath.cos(a * RADIANS_PER_DEGREE)) / most / 2.0;
}

function sineInQuadrant(a: f64): f64 {
  return a <= 30.0 ? sine30(a) : cosine60(90.0 - a);
}

function cosineInQuadrant(a: f64): f64 {
  return a <= 60.0 ? cosine60(a) : sine30(90.0 - a);
}

/** The signs of sine and cosine at the angle that `reduce` last brought into the first quadrant. */
let sineSign: f64 = 1;
let cosineSign: f64 = 1;

function reduce(a: f64): f64 {
  checkFinite(a);
  sineSign = 1;
  cosineSign = 1;
  a = NativeMath.mod(a, 360.0);
  if (a < 0.0) {
    a = -a;
    sineSign = -1;
  }
  if (a > 180.0) {
    a = 360.0 - a;
    sineSign = -sineSign;
  }
  if (a > 90.0) {
    a = 180.0 - a;
    cosineSign = -1;
  }
  return a;
}

/** The sine. */
export function dsind(a: f64): f64 {
  const angle = reduce(a);
  return sineSign * sineInQuadrant(angle);
}

/** The cosine. */
export function dcosd(a: f64): f64 {
  const angle = reduce(a);
  return cosineSign * cosineInQuadrant(angle);
}

/** A zero without its sign. */
function positiveZero(a: f64): f64 {
  return a == 0 ? 0 : a;
}

/** The tangent, which may be infinite. */
export function dtand(a: f64): f64 {
  const angle = reduce(a);
  const tan45 = sineInQuadrant(45.0) / cosineInQuadrant(45.0);
  return positiveZero(sineSign * cosineSign * (sineInQuadrant(angle) / cosineInQuadrant(angle) / tan45));
}

/** The cotangent, which may be infinite. */
export function dcotd(a: f64): f64 {
  const angle = reduce(a);
  const cot45 = cosineInQuadrant(45.0) / sineInQuadrant(45.0);
  return positiveZero(sineSign * cosineSign * (cosineInQuadrant(angle) / sineInQuadrant(angle) / cot45));
}

/** The degrees that the arc sine of a number up to 0.5 has. */
function lowArc(a: f64): f64 {
  return (NativeMath.asin(a) / NativeMath.asin(0.5)) * 30.0;
}

/** The degrees that the arc cosine of a number from 0.5 on has. */
function highArc(a: f64): f64 {
  return (NativeMath.acos(a) / NativeMath.acos(0.5)) * 60.0;
}

function arcSineInQuadrant(a: f64): f64 {
  return a <= 0.5 ? lowArc(a) : 90.0 - highArc(a);
}

/** The arc sine. */
export function dasind(a: f64): f64 {
  if (a != a) return a;
  checkBetween(a, -1, 1);
  return a >= 0.0 ? arcSineInQuadrant(a) : -arcSineInQuadrant(-a);
}

/** The arc cosine. */
export function dacosd(a: f64): f64 {
  if (a != a) return a;
  checkBetween(a, -1, 1);
  if (a < 0.0) return 90.0 + arcSineInQuadrant(-a);
  return a <= 0.5 ? 90.0 - lowArc(a) : highArc(a);
}

/** The arc tangent. */
export function datand(a: f64): f64 {
  return (NativeMath.atan(a) / NativeMath.atan(1.0)) * 45.0;
}

/** The arc tangent of a / b, in the quadrant of both. */
export function datan2d(a: f64, b: f64): f64 {
  return (NativeMath.atan2(a, b) / NativeMath.atan(1.0)) * 45.0;
}
