/** ln and log: the argument is brought near 1 by square roots, then z + z³/3 + z⁵/5 + … with z = (x - 1) / (x + 1); scales as in PostgreSQL. */
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { compareDecimals } from './compare';
import { Decimal, alias, assign, decimal, decimalOf, digitAt, mark, release, variable, zero } from './decimal';
import { ERR_LOGARITHM_OF_NEGATIVE, ERR_LOGARITHM_OF_ZERO } from './errors.generated.ts';
import { LOG10_2, significantScale } from './exponential';
import { multiply } from './product';
import { divide, divideBySmall } from './quotient';
import { squareRoot } from './root';
import { NAN, MINUS_INFINITY, PLUS_INFINITY, headerOf, isNan, isSpecial, pack, packSpecial, signOf, unpack } from './stored';
import { add, subtract } from './sum';

const LN_10: f64 = 2.302585092994046;
const NINE_TENTHS = memory.data<u16>([9000]);
const ELEVEN_TENTHS = memory.data<u16>([1, 1000]);

function nineTenths(): Decimal {
  return decimal(NINE_TENTHS, 1, -1, false, 1);
}
function elevenTenths(): Decimal {
  return decimal(ELEVEN_TENTHS, 2, 0, false, 1);
}

/** About log10(|ln v|); 0 where there is no logarithm, or it is 0. */
export function logarithmWeight(v: Decimal): i32 {
  if (v.negative || v.count == 0) return 0;
  if (compareDecimals(v, nineTenths()) >= 0 && compareDecimals(v, elevenTenths()) <= 0) {
    // ln(1 + x) is about x there.
    const x = subtract(v, decimalOf(1));
    return x.count == 0 ? 0 : x.weight * 4 + <i32>Math.log10(<f64>digitAt(x, 0));
  }
  let leading = digitAt(v, 0);
  let exponent = v.weight * 4;
  if (v.count > 1) {
    leading = leading * 10000 + digitAt(v, 1);
    exponent -= 4;
  }
  return <i32>Math.log10(abs(Math.log(<f64>leading) + <f64>exponent * LN_10));
}

/** z + z³/3 + z⁵/5 + … in place of z. */
function series(z: Decimal, scale: i32): Decimal {
  const room = (scale >> 2) + 8;
  const sum = variable(room);
  const power = variable(room);
  const square = multiply(z, z, scale);
  assign(sum, z);
  assign(power, z);
  const from = mark();
  for (let n = 3; ; n += 2) {
    assign(power, multiply(power, square, scale));
    const term = divideBySmall(power, n, scale);
    if (term.count == 0) break;
    const last = term.weight;
    assign(sum, add(sum, term));
    release(from);
    if (last < sum.weight - (scale * 2) / 4) break;
  }
  release(from);
  return sum;
}

/** ln v to `scale` places. */
export function logarithm(v: Decimal, scale: i32): Decimal {
  if (v.count == 0) fail(ERR_LOGARITHM_OF_ZERO);
  if (v.negative) fail(ERR_LOGARITHM_OF_NEGATIVE);
  const low = nineTenths();
  const high = elevenTenths();
  let x = alias(v);
  let factor: i64 = 2;
  let roots = 0;
  // Each root halves the weight, so the digits that are needed move before the point or after it.
  for (; compareDecimals(x, low) <= 0 || compareDecimals(x, high) >= 0; roots++) {
    x = squareRoot(x, scale - (x.weight * 4) / 2 + 8);
    factor *= 2;
  }
  const local = scale + <i32>(<f64>(roots + 1) * LOG10_2) + 8;
  const one = decimalOf(1);
  const z = divide(subtract(x, one), add(x, one), local, true);
  return multiply(series(z, local), decimalOf(factor), scale);
}

export function numeric_ln(a: usize, length: i32): usize {
  if (isSpecial(a)) {
    if (headerOf(a) == MINUS_INFINITY) fail(ERR_LOGARITHM_OF_NEGATIVE);
    return textResult(a, length);
  }
  const from = mark();
  const v = unpack(a, length);
  return pack(logarithm(v, significantScale(logarithmWeight(v), v.scale)), from);
}

/** The logarithm to a base when one of the two is not finite. */
function specialLogarithm(base: usize, baseLength: i32, a: usize, length: i32): usize {
  if (isNan(base) || isNan(a)) return packSpecial(NAN);
  const baseSign = signOf(base, baseLength);
  const sign = signOf(a, length);
  if (baseSign < 0 || sign < 0) fail(ERR_LOGARITHM_OF_NEGATIVE);
  if (baseSign == 0 || sign == 0) fail(ERR_LOGARITHM_OF_ZERO);
  if (!isSpecial(base)) return packSpecial(PLUS_INFINITY);
  return isSpecial(a) ? packSpecial(NAN) : pack(zero(0), mark());
}

/** The logarithm of the second argument to the base that is the first. */
export function numeric_log(base: usize, baseLength: i32, a: usize, length: i32): usize {
  if (isSpecial(base) || isSpecial(a)) return specialLogarithm(base, baseLength, a, length);
  const from = mark();
  const b = unpack(base, baseLength);
  const v = unpack(a, length);
  const baseWeight = logarithmWeight(b);
  const weight = logarithmWeight(v);
  const exponent = weight - baseWeight;
  const scale = significantScale(exponent, max(b.scale, v.scale));
  const lnBase = logarithm(b, max(scale + exponent - baseWeight + 8, 0));
  const ln = logarithm(v, max(scale + exponent - weight + 8, 0));
  return pack(divide(ln, lnBase, scale, true), from);
}
