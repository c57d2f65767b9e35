/** e^x: the argument is halved until it is small, the Taylor series summed and the sum squared as often; scales as PostgreSQL chooses them. */
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { LEAST_SIGNIFICANT, MOST_DISPLAY_SCALE } from './arithmetic';
import { Decimal, alias, assign, decimalOf, mark, release, variable, zero } from './decimal';
import { ERR_VALUE_OVERFLOWS_NUMERIC } from './errors.generated.ts';
import { toDouble } from './float-cast';
import { multiply } from './product';
import { divideBySmall } from './quotient';
import { round } from './rounding';
import { MINUS_INFINITY, headerOf, isSpecial, pack, unpack } from './stored';
import { add } from './sum';

/** log10(e) and log10(2), as PostgreSQL's estimates use them. */
export const LOG10_E: f64 = 0.434294481903252;
export const LOG10_2: f64 = 0.301029995663981;
/** Twice as many digits as a result shows at most. */
export const MOST_RESULT_SCALE: i32 = 2 * MOST_DISPLAY_SCALE;

/** A scale with sixteen significant digits for a result of about 10^exponent, not less than the arguments'. */
export function significantScale(exponent: i32, scale: i32): i32 {
  return min(max(max(LEAST_SIGNIFICANT - exponent, scale), 0), MOST_DISPLAY_SCALE);
}

/** 1 + x + x²/2! + …, until the terms vanish at the scale. */
function series(x: Decimal, scale: i32): Decimal {
  const room = (max(scale, x.scale) >> 2) + 8;
  const sum = variable(room);
  const term = variable(room);
  const from = mark();
  assign(sum, add(decimalOf(1), x));
  assign(term, divideBySmall(multiply(x, x, scale), 2, scale));
  release(from);
  for (let n = 3; term.count != 0; n++) {
    assign(sum, add(sum, term));
    assign(term, divideBySmall(multiply(term, x, scale), n, scale));
    release(from);
  }
  return sum;
}

/** e^x to `scale` places. */
export function exponential(argument: Decimal, scale: i32): Decimal {
  let value = toDouble(argument);
  if (abs(value) >= MOST_RESULT_SCALE * 3) {
    if (value > 0) fail(ERR_VALUE_OVERFLOWS_NUMERIC);
    return zero(scale);
  }
  const exponent = <i32>(value * LOG10_E);
  let halvings = 0;
  let x = alias(argument);
  if (abs(value) > 0.01) {
    for (; halvings == 0 || abs(value) > 0.01; halvings++) value /= 2;
    x = divideBySmall(x, <u64>1 << halvings, x.scale + halvings);
  }
  // A squaring doubles the relative error.
  const significant = max(1 + exponent + scale + <i32>(<f64>halvings * LOG10_2), 0) + 8;
  let result = series(x, significant - 1);
  for (; halvings > 0; halvings--) {
    result = multiply(result, result, max(significant - result.weight * 2 * 4, 0));
  }
  round(result, scale);
  return result;
}

export function numeric_exp(a: usize, length: i32): usize {
  if (isSpecial(a)) return headerOf(a) == MINUS_INFINITY ? pack(zero(0), mark()) : textResult(a, length);
  const from = mark();
  const x = unpack(a, length);
  const exponent = min(max(toDouble(x) * LOG10_E, -<f64>MOST_RESULT_SCALE), <f64>MOST_RESULT_SCALE);
  return pack(exponential(x, significantScale(<i32>exponent, x.scale)), from);
}
