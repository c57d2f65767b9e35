/** Intervals times and by a number: fractions of months spill into days, those of days into time (interval_mul and interval_div). */
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { ERR_DIVISION_BY_ZERO, ERR_INTERVAL_OUT_OF_RANGE } from './errors.generated.ts';
import { interval_um } from './interval-add';
import { signOf } from './interval-compare';
import { daysOf, infiniteInterval, isInfinite, makeInterval, monthsOf, timeOf } from './interval-value';
import { narrow, overflowed } from './overflow';

const SECONDS_PER_DAY: f64 = 86400;

function toInt32(value: f64): i32 {
  if (!(value >= -2147483648 && value < 2147483648)) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return <i32>value;
}

/** Rounds to microseconds what should be exact but for the binary fraction. */
function roundedToMicroseconds(value: f64): f64 {
  return nearest(value * 1000000) / 1000000;
}

/** The interval whose parts are these numbers, which may have fractions. */
function spill(months: f64, days: f64, time: f64): usize {
  const wholeMonths = toInt32(months);
  const wholeDays = toInt32(days);
  const monthRest = roundedToMicroseconds((months - <f64>wholeMonths) * 30);
  const extraDays = <i32>monthRest;
  let seconds = roundedToMicroseconds((days - <f64>wholeDays + monthRest - <f64>extraDays) * SECONDS_PER_DAY);
  let result: i64 = wholeDays;
  if (abs(seconds) >= SECONDS_PER_DAY) {
    const whole = <i32>(seconds / SECONDS_PER_DAY);
    result = narrow(result + whole);
    if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
    seconds -= <f64>whole * SECONDS_PER_DAY;
  }
  const allDays = narrow(result + extraDays);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const microseconds = nearest(time + seconds * 1000000);
  if (!(microseconds >= -9223372036854775808.0 && microseconds < 9223372036854775808.0)) fail(ERR_INTERVAL_OUT_OF_RANGE);
  const interval = makeInterval(wholeMonths, allDays, <i64>microseconds);
  if (isInfinite(interval)) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return interval;
}

/** a × b. */
export function interval_mul(a: usize, aLength: i32, b: f64): usize {
  if (b != b) fail(ERR_INTERVAL_OUT_OF_RANGE);
  if (isInfinite(a)) {
    if (b == 0) fail(ERR_INTERVAL_OUT_OF_RANGE);
    return b < 0 ? interval_um(a, 16) : textResult(a, 16);
  }
  if (abs(b) == Infinity) {
    const sign = signOf(a);
    if (sign == 0) fail(ERR_INTERVAL_OUT_OF_RANGE);
    return infiniteInterval(b * <f64>sign < 0);
  }
  return spill(<f64>monthsOf(a) * b, <f64>daysOf(a) * b, <f64>timeOf(a) * b);
}

export function mul_d_interval(b: f64, a: usize, aLength: i32): usize {
  return interval_mul(a, aLength, b);
}

/** a ÷ b. */
export function interval_div(a: usize, aLength: i32, b: f64): usize {
  if (b == 0) fail(ERR_DIVISION_BY_ZERO);
  if (b != b) fail(ERR_INTERVAL_OUT_OF_RANGE);
  if (isInfinite(a)) {
    if (abs(b) == Infinity) fail(ERR_INTERVAL_OUT_OF_RANGE);
    return b < 0 ? interval_um(a, 16) : textResult(a, 16);
  }
  return spill(<f64>monthsOf(a) / b, <f64>daysOf(a) / b, <f64>timeOf(a) / b);
}
