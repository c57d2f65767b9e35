/** Signs, and rounding to whole numbers and to places. */
import { resultIsNull } from '../../core/runtime/arguments';
import { textResult } from '../../core/runtime/scratch';
import { compareDecimals } from './compare';
import { Decimal, alias, decimalOf, digitAt, mark, strip } from './decimal';
import { round, truncate } from './rounding';
import {
  MINUS_INFINITY, MOST_SCALE, MOST_WEIGHT, NAN, PLUS_INFINITY,
  headerOf, isNan, isSpecial, pack, packSpecial, signOf, unpack,
} from './stored';
import { add, subtract } from './sum';

export function numeric_uplus(a: usize, length: i32): usize {
  return textResult(a, length);
}

export function numeric_uminus(a: usize, length: i32): usize {
  const header = headerOf(a);
  if (header >= NAN) {
    if (header == NAN) return textResult(a, length);
    return packSpecial(header == PLUS_INFINITY ? MINUS_INFINITY : PLUS_INFINITY);
  }
  const from = mark();
  const v = unpack(a, length);
  v.negative = !v.negative;
  return pack(v, from);
}

export function numeric_abs(a: usize, length: i32): usize {
  if (isSpecial(a)) return isNan(a) ? textResult(a, length) : packSpecial(PLUS_INFINITY);
  const from = mark();
  const v = unpack(a, length);
  v.negative = false;
  return pack(v, from);
}

export function numeric_sign(a: usize, length: i32): usize {
  return isNan(a) ? textResult(a, length) : pack(decimalOf(signOf(a, length)), mark());
}

/** The whole number below, or above. */
function wholeNumber(a: usize, length: i32, up: bool): usize {
  if (isSpecial(a)) return textResult(a, length);
  const from = mark();
  const v = unpack(a, length);
  const whole = alias(v);
  truncate(whole, 0);
  strip(whole);
  const moves = v.negative != up && compareDecimals(v, whole) != 0;
  const result = !moves ? whole : up ? add(whole, decimalOf(1)) : subtract(whole, decimalOf(1));
  return pack(result, from);
}

export function numeric_ceil(a: usize, length: i32): usize {
  return wholeNumber(a, length, true);
}
export function numeric_floor(a: usize, length: i32): usize {
  return wholeNumber(a, length, false);
}

/** The decimal digits that a numeric has before the point at most. */
const MOST_WHOLE_DIGITS: i32 = (MOST_WEIGHT + 1) * 4;

export function numeric_round(a: usize, length: i32, places: i32): usize {
  if (isSpecial(a)) return textResult(a, length);
  const from = mark();
  const v = unpack(a, length);
  round(v, min(max(places, -MOST_WHOLE_DIGITS - 1), MOST_SCALE));
  v.scale = max(v.scale, 0);
  return pack(v, from);
}

export function numeric_trunc(a: usize, length: i32, places: i32): usize {
  if (isSpecial(a)) return textResult(a, length);
  const from = mark();
  const v = unpack(a, length);
  truncate(v, min(max(places, -MOST_WHOLE_DIGITS), MOST_SCALE));
  v.scale = max(v.scale, 0);
  return pack(v, from);
}

/** The display scale; NaN and the infinities have none. */
export function numeric_scale(a: usize, length: i32): i32 {
  if (isSpecial(a)) {
    resultIsNull();
    return 0;
  }
  return unpack(a, length).scale;
}

/** The place of the last digit that is not zero, counted from the point; negative before it. Zero has none. */
export function lastPlace(v: Decimal): i32 {
  let place = (v.count - v.weight - 1) * 4;
  for (let last = digitAt(v, v.count - 1); last % 10 == 0; last /= 10) place--;
  return place;
}

/** The decimal places that the value needs. */
export function leastScale(v: Decimal): i32 {
  return v.count == 0 ? 0 : max(lastPlace(v), 0);
}

export function numeric_min_scale(a: usize, length: i32): i32 {
  if (isSpecial(a)) {
    resultIsNull();
    return 0;
  }
  return leastScale(unpack(a, length));
}

export function numeric_trim_scale(a: usize, length: i32): usize {
  if (isSpecial(a)) return textResult(a, length);
  const from = mark();
  const v = unpack(a, length);
  v.scale = leastScale(v);
  return pack(v, from);
}
