/** The logarithm of the gamma function as musl computes it (FreeBSD's e_lgamma_r.c). */
import { isInfinite, finite } from './range';
import { sineOfPi } from './sine-of-pi';

/** Where gamma is least, and its logarithm there in two parts. */
const LEAST_AT: f64 = 1.46163214496836224576;
const LEAST: f64 = -1.21486290535849611461e-1;
const LEAST_TAIL: f64 = -3.63867699703950536541e-18;

/** y below 2. */
function belowTwo(y: f64): f64 {
  const z = y * y;
  const even = 7.72156649015328655494e-2 + z * (6.73523010531292681824e-2 + z * (7.38555086081402883957e-3 +
    z * (1.19270763183362067845e-3 + z * (2.20862790713908385557e-4 + z * 2.52144565451257326939e-5))));
  const odd = z * (3.22467033424113591611e-1 + z * (2.05808084325167332806e-2 + z * (2.89051383673415629091e-3 +
    z * (5.10069792153511336608e-4 + z * (1.08011567247583939954e-4 + z * 4.48640949618915160150e-5)))));
  return y * even + odd - 0.5 * y;
}

/** y from where it is least. */
function nearLeast(y: f64): f64 {
  const z = y * y;
  const w = z * y;
  const p1 = 4.83836122723810047042e-1 + w * (-3.27885410759859649565e-2 + w * (6.10053870246291332635e-3 +
    w * (-1.40346469989232843813e-3 + w * 3.15632070903625950361e-4)));
  const p2 = -1.47587722994593911752e-1 + w * (1.79706750811820387126e-2 + w * (-3.68452016781138256760e-3 +
    w * (8.81081882437654011382e-4 + w * -3.12754168375120860518e-4)));
  const p3 = 6.46249402391333854778e-2 + w * (-1.03142241298341437450e-2 + w * (2.25964780900612472250e-3 +
    w * (-5.38595305356740546715e-4 + w * 3.35529192635519073543e-4)));
  return LEAST + (z * p1 - (LEAST_TAIL - w * (p2 + y * p3)));
}

/** y above 1. */
function aboveOne(y: f64): f64 {
  const p = y * (-7.72156649015328655494e-2 + y * (6.32827064025093366517e-1 + y * (1.45492250137234768737 +
    y * (9.77717527963372745603e-1 + y * (2.28963728064692451092e-1 + y * 1.33810918536787660377e-2)))));
  const q = 1.0 + y * (2.45597793713041134822 + y * (2.12848976379893395361 + y * (7.69285150456672783825e-1 +
    y * (1.04222645593369134254e-1 + y * 3.21709242282423911810e-3))));
  return -0.5 * y + p / q;
}

function lessThanTwo(x: f64, size: u32): f64 {
  if (size > 0x3feccccc) {
    if (size >= 0x3ffbb4c3) return belowTwo(2.0 - x);
    return size >= 0x3ff3b4c4 ? nearLeast(x - LEAST_AT) : aboveOne(x - 1.0);
  }
  // From the next unit: lgamma(x) = lgamma(x + 1) - log(x).
  const start = -NativeMath.log(x);
  if (size >= 0x3fe76944) return start + belowTwo(1.0 - x);
  return start + (size >= 0x3fcda661 ? nearLeast(x - (LEAST_AT - 1.0)) : aboveOne(x));
}

function lessThanEight(x: f64): f64 {
  const whole = <i32>x;
  const y = x - <f64>whole;
  const p = y * (-7.72156649015328655494e-2 + y * (2.14982415960608852501e-1 + y * (3.25778796408930981787e-1 +
    y * (1.46350472652464452805e-1 + y * (2.66422703033638609560e-2 + y * (1.84028451407337715652e-3 +
    y * 3.19475326584100867617e-5))))));
  const q = 1.0 + y * (1.39200533467621045958 + y * (7.21935547567138069525e-1 + y * (1.71933865632803078993e-1 +
    y * (1.86459191715652901344e-2 + y * (7.77942496381893596434e-4 + y * 7.32668430744625636189e-6)))));
  const r = 0.5 * y + p / q;
  if (whole == 2) return r;
  let product: f64 = 1.0;
  for (let i = whole - 1; i >= 2; i--) product *= y + <f64>i;
  return r + NativeMath.log(product);
}

function large(x: f64): f64 {
  const z = 1.0 / x;
  const y = z * z;
  const w = 4.18938533204672725052e-1 + z * (8.33333333333329678849e-2 + y * (-2.77777777728775536470e-3 +
    y * (7.93650558643019558500e-4 + y * (-5.95187557450339963135e-4 + y * (8.36339918996282139126e-4 +
    y * -1.63092934096575273989e-3)))));
  return (x - 0.5) * (NativeMath.log(x) - 1.0) + w;
}

function ofPositive(x: f64): f64 {
  if (x == 1 || x == 2) return 0;
  const size = <u32>(reinterpret<u64>(x) >> 32);
  if (size < 0x40000000) return lessThanTwo(x, size);
  if (size < 0x40200000) return lessThanEight(x);
  return size < 0x43900000 ? large(x) : x * (NativeMath.log(x) - 1.0);
}

/** The logarithm of |Γ(x)|, infinite at poles. */
function logGamma(a: f64): f64 {
  const x = abs<f64>(a);
  if (x < 8.470329472543003e-22) return -NativeMath.log(x);
  if (a > 0) return ofPositive(a);
  const sine = abs<f64>(sineOfPi(x));
  return sine == 0 ? Infinity : NativeMath.log(Math.PI / (sine * x)) - ofPositive(x);
}

/** The natural logarithm of the gamma function's absolute value. */
export function dlgamma(a: f64): f64 {
  if (a != a) return a;
  return isInfinite(a) ? Infinity : finite(logGamma(a));
}
