/** a^b: by repeated squaring where b is a whole number of 32 bits, else e^(b × ln a); scales and limits as PostgreSQL chooses them. */
import { ERR_DIVISION_BY_ZERO } from '../../core/runtime/errors.generated.ts';
import { fail } from '../../core/runtime/raise';
import { LEAST_SIGNIFICANT, MOST_DISPLAY_SCALE } from './arithmetic';
import { Decimal, alias, decimalOf, digitAt, mark, zero } from './decimal';
import { ERR_NEGATIVE_TO_FRACTIONAL_POWER, ERR_VALUE_OVERFLOWS_NUMERIC, ERR_ZERO_TO_NEGATIVE_POWER } from './errors.generated.ts';
import { LOG10_E, MOST_RESULT_SCALE, exponential, significantScale } from './exponential';
import { toDouble } from './float-cast';
import { fitsIn64, toInt64 } from './integer-cast';
import { logarithm, logarithmWeight } from './logarithm';
import { isOdd, isWhole, specialPower } from './power-special';
import { multiply } from './product';
import { divide } from './quotient';
import { round } from './rounding';
import { MOST_WEIGHT, isSpecial, pack, signOf, unpack } from './stored';

/** About log10 of base^exponent. */
function estimate(base: Decimal, exponent: i32): f64 {
  if (base.count == 0) return 0;
  let leading = <f64>digitAt(base, 0);
  let power = base.weight * 4;
  for (let i = 1; i < base.count && i < 4; i++) {
    leading = leading * 10000 + <f64>digitAt(base, i);
    power -= 4;
  }
  return <f64>exponent * (Math.log10(leading) + <f64>power);
}

/** base^n by squaring, with enough digits for the scale; the intermediate results have no more places than they need. */
function bySquaring(base: Decimal, n: i32, scale: i32, significant: i32): Decimal {
  let bits: u32 = n < 0 ? 0 - <u32>n : <u32>n;
  let square = alias(base);
  let result = (bits & 1) != 0 ? alias(base) : decimalOf(1);
  for (bits >>= 1; bits != 0; bits >>= 1) {
    square = multiply(square, square, max(min(significant - 2 * square.weight * 4, 2 * square.scale), 0));
    if ((bits & 1) != 0) {
      const places = significant - (square.weight + result.weight) * 4;
      result = multiply(square, result, max(min(places, square.scale + result.scale), 0));
    }
    if (square.weight > MOST_WEIGHT || result.weight > MOST_WEIGHT) {
      if (n > 0) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
      return zero(scale);
    }
  }
  if (n < 0) return divide(decimalOf(1), result, scale, true);
  round(result, scale);
  return result;
}

/** base^n for a whole number n that was written with `exponentScale` places. */
function wholePower(base: Decimal, n: i32, exponentScale: i32): Decimal {
  const weight = estimate(base, n);
  if (weight > <f64>((MOST_WEIGHT + 1) * 4)) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
  if (weight + 1 < -<f64>MOST_DISPLAY_SCALE) return zero(MOST_DISPLAY_SCALE);
  const scale = significantScale(<i32>weight, max(base.scale, exponentScale));
  if (n == 0) {
    const one = decimalOf(1);
    one.scale = scale;
    return one;
  }
  if (n == 1) {
    const same = alias(base);
    round(same, scale);
    return same;
  }
  if (n == -1) return divide(decimalOf(1), base, scale, true);
  if (n == 2) return multiply(base, base, scale);
  if (base.count == 0) {
    if (n < 0) fail(ERR_DIVISION_BY_ZERO);
    return zero(scale);
  }
  const significant = 1 + scale + <i32>weight + <i32>Math.log(abs(<f64>n)) + 8;
  return bySquaring(base, n, scale, significant);
}

/** e^(exponent × ln base) for a positive base. */
function byLogarithm(base: Decimal, exponent: Decimal): Decimal {
  const lnWeight = logarithmWeight(base);
  // First with eight digits, to learn how large the result is.
  const rough = max(8 - lnWeight, 0);
  let weight = toDouble(multiply(logarithm(base, rough), exponent, rough));
  if (abs(weight) > <f64>MOST_RESULT_SCALE * 3.01) {
    if (weight > 0) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
    return zero(MOST_DISPLAY_SCALE);
  }
  weight *= LOG10_E;
  const scale = significantScale(<i32>weight, max(base.scale, exponent.scale));
  const local = max(max(scale + <i32>weight, 0) - lnWeight + 8, 0);
  return exponential(multiply(logarithm(base, local), exponent, local), scale);
}

function power(base: Decimal, exponent: Decimal): Decimal {
  if (isWhole(exponent)) {
    const n = toInt64(alias(exponent));
    if (fitsIn64 && n >= i32.MIN_VALUE && n <= i32.MAX_VALUE) return wholePower(base, <i32>n, exponent.scale);
  }
  if (base.count == 0) return zero(LEAST_SIGNIFICANT);
  if (!base.negative) return byLogarithm(base, exponent);
  if (!isWhole(exponent)) fail(ERR_NEGATIVE_TO_FRACTIONAL_POWER);
  const magnitude = alias(base);
  magnitude.negative = false;
  const result = byLogarithm(magnitude, exponent);
  result.negative = isOdd(exponent) && result.count > 0;
  return result;
}

export function numeric_power(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  if (isSpecial(a) || isSpecial(b)) return specialPower(a, aLength, b, bLength);
  if (signOf(a, aLength) == 0 && signOf(b, bLength) < 0) fail(ERR_ZERO_TO_NEGATIVE_POWER);
  const from = mark();
  return pack(power(unpack(a, aLength), unpack(b, bLength)), from);
}
