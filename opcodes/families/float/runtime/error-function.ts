/** The error function and its complement as musl computes them (FreeBSD's s_erf.c): a quotient of polynomials for each range of |x|. */

/** erf(1), rounded to 24 bits. */
const ERF_ONE: f64 = 8.45062911510467529297e-1;
/** 8 (2/√π - 1). */
const EIGHTFOLD: f64 = 1.02703333676410069053;

// @ts-ignore: decorator
@inline
function sizeOf(x: f64): u32 {
  return <u32>(reinterpret<u64>(x) >> 32) & 0x7fffffff;
}

/** (erf(x) - x) / x below 0.84375. */
function nearZero(x: f64): f64 {
  const z = x * x;
  const p = 1.28379167095512558561e-1 + z * (-3.25042107247001499370e-1 + z * (-2.84817495755985104766e-2 +
    z * (-5.77027029648944159157e-3 + z * -2.37630166566501626084e-5)));
  const q = 1.0 + z * (3.97917223959155352819e-1 + z * (6.50222499887672944485e-2 + z * (5.08130628187576562776e-3 +
    z * (1.32494738004321644526e-4 + z * -3.96022827877536812320e-6))));
  return p / q;
}

/** erfc(|x|) from 0.84375 to 1.25. */
function nearOne(x: f64): f64 {
  const s = abs<f64>(x) - 1;
  const p = -2.36211856075265944077e-3 + s * (4.14856118683748331666e-1 + s * (-3.72207876035701323847e-1 +
    s * (3.18346619901161753674e-1 + s * (-1.10894694282396677476e-1 + s * (3.54783043256182359371e-2 +
    s * -2.16637559486879084300e-3)))));
  const q = 1 + s * (1.06420880400844228286e-1 + s * (5.40397917702171048937e-1 + s * (7.18286544141962662868e-2 +
    s * (1.26171219808761642112e-1 + s * (1.36370839120290507362e-2 + s * 1.19844998467991074170e-2)))));
  return 1 - ERF_ONE - p / q;
}

/** The exponent's rest from 1.25 to 1 / 0.35. */
function middleRest(s: f64): f64 {
  const r = -9.86494403484714822705e-3 + s * (-6.93858572707181764372e-1 + s * (-1.05586262253232909814e+1 +
    s * (-6.23753324503260060396e+1 + s * (-1.62396669462573470355e+2 + s * (-1.84605092906711035994e+2 +
    s * (-8.12874355063065934246e+1 + s * -9.81432934416914548592))))));
  const q = 1.0 + s * (1.96512716674392571292e+1 + s * (1.37657754143519042600e+2 + s * (4.34565877475229228821e+2 +
    s * (6.45387271733267880336e+2 + s * (4.29008140027567833386e+2 + s * (1.08635005541779435134e+2 +
    s * (6.57024977031928170135 + s * -6.04244152148580987438e-2)))))));
  return r / q;
}

/** The same from there on. */
function farRest(s: f64): f64 {
  const r = -9.86494292470009928597e-3 + s * (-7.99283237680523006574e-1 + s * (-1.77579549177547519889e+1 +
    s * (-1.60636384855821916062e+2 + s * (-6.37566443368389627722e+2 + s * (-1.02509513161107724954e+3 +
    s * -4.83519191608651397019e+2)))));
  const q = 1.0 + s * (3.03380607434824582924e+1 + s * (3.25792512996573918826e+2 + s * (1.53672958608443695994e+3 +
    s * (3.19985821950859553908e+3 + s * (2.55305040643316442583e+3 + s * (4.74528541206955367215e+2 +
    s * -2.24409524465858183362e+1))))));
  return r / q;
}

/** erfc(|x|) from 0.84375 to 28. */
function tail(size: u32, x: f64): f64 {
  if (size < 0x3ff40000) return nearOne(x);
  const a = abs<f64>(x);
  const s = 1 / (a * a);
  const rest = size < 0x4006db6d ? middleRest(s) : farRest(s);
  // The square of the upper half of the bits is exact.
  const high = reinterpret<f64>(reinterpret<u64>(a) & 0xffffffff00000000);
  return NativeMath.exp(-high * high - 0.5625) * NativeMath.exp((high - a) * (high + a) + rest) / a;
}

/** The error function. */
export function derf(a: f64): f64 {
  const size = sizeOf(a);
  if (a != a) return a;
  if (size < 0x3e300000) return 0.125 * (8 * a + EIGHTFOLD * a);
  if (size < 0x3feb0000) return a + a * nearZero(a);
  return copysign<f64>(size < 0x40180000 ? 1 - tail(size, a) : 1, a);
}

/** 1 - erf(a), exact where that is small. */
export function derfc(a: f64): f64 {
  const size = sizeOf(a);
  if (a != a) return a;
  if (size < 0x3c700000) return 1.0 - a;
  if (size < 0x3feb0000) {
    const y = nearZero(a);
    return a < 0.25 ? 1.0 - (a + a * y) : 0.5 - (a - 0.5 + a * y);
  }
  if (size >= 0x403c0000) return a < 0 ? 2 : 0;
  return a < 0 ? 2 - tail(size, a) : tail(size, a);
}
