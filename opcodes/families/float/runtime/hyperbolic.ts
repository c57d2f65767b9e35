/**
 * The hyperbolic functions as fdlibm's successors compute them, from exp(x) - 1. AssemblyScript's own evaluate its polynomial in another
 * order, which changes the last bit.
 */

/** ln 2, the first part with few enough bits that a multiple of it is exact. */
const LN2_HIGH: f64 = 6.93147180369123816490e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const INVERSE_LN2: f64 = 1.44269504088896338700;
const Q1: f64 = -3.33333333333331316428e-2;
const Q2: f64 = 1.58730158725481460165e-3;
const Q3: f64 = -7.93650757867487942473e-5;
const Q4: f64 = 4.00821782732936239552e-6;
const Q5: f64 = -2.01099218183624371326e-7;

// @ts-ignore: decorator
@inline
function powerOfTwo(k: i32): f64 {
  return reinterpret<f64>(<u64>(0x3ff + k) << 52);
}

/** The upper half of the bits, without the sign: it orders numbers by size. */
// @ts-ignore: decorator
@inline
function upperHalf(x: f64): u32 {
  return <u32>(reinterpret<u64>(x) >> 32) & 0x7fffffff;
}

/** exp(x) - 1 for a number whose exponential is finite. */
function expm1(x: f64): f64 {
  const size = upperHalf(x);
  // Below -56 ln 2 it is -1.
  if (size >= 0x4043687a && x < 0) return -1;
  let k = 0;
  let c: f64 = 0;
  if (size > 0x3fd62e42) {
    if (size < 0x3ff0a2b2) k = x < 0 ? -1 : 1;
    else k = <i32>(INVERSE_LN2 * x + copysign<f64>(0.5, x));
    const high = x - <f64>k * LN2_HIGH;
    const low = <f64>k * LN2_LOW;
    x = high - low;
    c = high - x - low;
  } else if (size < 0x3c900000) return x;
  const half = 0.5 * x;
  const square = x * half;
  const r = 1.0 + square * (Q1 + square * (Q2 + square * (Q3 + square * (Q4 + square * Q5))));
  const t = 3.0 - r * half;
  let e = square * ((r - t) / (6.0 - x * t));
  if (k == 0) return x - (x * e - square);
  e = x * (e - c) - c;
  e -= square;
  if (k == -1) return 0.5 * (x - e) - 0.5;
  if (k == 1) return x < -0.25 ? -2.0 * (e - (x + 0.5)) : 1.0 + 2.0 * (x - e);
  if (k < 0 || k > 56) {
    const y = x - e + 1.0;
    return (k == 1024 ? y * 2.0 * powerOfTwo(1023) : y * powerOfTwo(k)) - 1.0;
  }
  const inverse = powerOfTwo(-k);
  return (k < 20 ? x - e + (1 - inverse) : x - (e + inverse) + 1) * powerOfTwo(k);
}

/** Up to here the exponential is finite. */
const LARGE: u32 = 0x40862e42;
/** Below 2^-26 a function's next term is lost. */
const TINY: u32 = 0x3ff00000 - (26 << 20);

/** The hyperbolic sine, which may be infinite. */
export function dsinh(a: f64): f64 {
  const x = abs<f64>(a);
  const size = upperHalf(a);
  if (size >= LARGE) return NativeMath.sinh(a);
  if (size < TINY) return a;
  const half = copysign<f64>(0.5, a);
  const t = expm1(x);
  return size < 0x3ff00000 ? half * (2 * t - t * t / (t + 1)) : half * (t + t / (t + 1));
}

/** The hyperbolic cosine, which may be infinite. */
export function dcosh(a: f64): f64 {
  const size = upperHalf(a);
  if (size >= 0x3fe62e42) return NativeMath.cosh(a);
  if (size < TINY) return 1;
  const t = expm1(abs<f64>(a));
  return 1 + t * t / (2 * (1 + t));
}

/** The hyperbolic tangent. */
export function dtanh(a: f64): f64 {
  const x = abs<f64>(a);
  const size = upperHalf(a);
  let t: f64;
  if (size > 0x40340000) {
    t = 1 - 0 / x;
  } else if (size > 0x3fe193ea) {
    t = 1 - 2 / (expm1(2 * x) + 2);
  } else if (size > 0x3fd058ae) {
    t = expm1(2 * x);
    t = t / (t + 2);
  } else if (size >= 0x00100000) {
    t = expm1(-2 * x);
    t = -t / (t + 2);
  } else t = x;
  return copysign<f64>(t, a);
}
