/** The gamma function as musl computes it, by Lanczos's approximation. */
import { pow_lut } from 'util/math';
import { fail } from '../../core/runtime/raise';
import { ERR_FLOAT_OVERFLOW } from '../../core/runtime/errors.generated.ts';
import { finite, isInfinite, nonZero } from './range';
import { sineOfPi } from './sine-of-pi';

/** Lanczos's g, less a half. */
const G: f64 = 5.524680040776729583740234375;

const numerator = memory.data<f64>([
  23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
  35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
  6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
  248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
  2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
  8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
  2.5066282746310002701649081771338373386264310793408,
]);
const denominator = memory.data<f64>([
  0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1,
]);
const TERMS: usize = 13;

/** Lanczos's sum for a positive number; large ones are divided by, so that nothing overflows. */
function sum(x: f64): f64 {
  let above: f64 = 0;
  let below: f64 = 0;
  for (let i: usize = 0; i < TERMS; i++) {
    const at = (x < 8 ? TERMS - 1 - i : i) << 3;
    above = (x < 8 ? above * x : above / x) + load<f64>(numerator + at);
    below = (x < 8 ? below * x : below / x) + load<f64>(denominator + at);
  }
  return above / below;
}

/** (n - 1)!, exact for n up to 23. */
function factorialBelow(n: f64): f64 {
  let product: f64 = 1;
  for (let factor: f64 = 2; factor < n; factor++) product *= factor;
  return product;
}

/** Γ(x); infinite, zero or NaN beyond the range and at poles. */
function gamma(x: f64): f64 {
  const size = abs<f64>(x);
  if (size < 5.5511151231257827e-17) return 1 / x;
  if (x == floor<f64>(x)) {
    if (x < 0) return NaN;
    if (x <= 23) return factorialBelow(x);
  }
  if (size >= 184) return x < 0 ? 0 : Infinity;
  const y = size + G;
  // What the sum lost.
  let lost = size > G ? y - size - G : y - G - size;
  let z = size - 0.5;
  let r = sum(size) * NativeMath.exp(-y);
  if (x < 0) {
    r = -Math.PI / (sineOfPi(size) * size * r);
    lost = -lost;
    z = -z;
  }
  r += lost * (G + 0.5) * r / y;
  const root = pow_lut(y, 0.5 * z);
  return r * root * root;
}

/** The gamma function. */
export function dgamma(a: f64): f64 {
  if (a != a) return a;
  if (isInfinite(a)) return a > 0 ? a : finite(a);
  const result = gamma(a);
  if (result != result) fail(ERR_FLOAT_OVERFLOW);
  return nonZero(finite(result));
}
