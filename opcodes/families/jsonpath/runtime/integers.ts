/** Numerics → integers between two bounds, without an error where there is none. */
import { mark, release } from '../../numeric/runtime/decimal';
import { numeric_cmp } from '../../numeric/runtime/compare';
import { int8_numeric, numeric_int8 } from '../../numeric/runtime/integer-cast';
import { numeric_round } from '../../numeric/runtime/unary';
import { isSpecial } from '../../numeric/runtime/stored';
import { resultLength } from '../../json/runtime/result';

/** What was asked for last is an integer between the bounds. */
export let isInteger: bool = false;

/** The integer nearest to the numeric. */
export function integerOf(a: usize, length: i32, low: i64, high: i64): i64 {
  isInteger = false;
  if (isSpecial(a)) return 0;
  const at = mark();
  const rounded = numeric_round(a, length, 0);
  const roundedLength = resultLength();
  const lowest = int8_numeric(low);
  const lowestLength = resultLength();
  const highest = int8_numeric(high);
  const highestLength = resultLength();
  isInteger =
    numeric_cmp(rounded, roundedLength, lowest, lowestLength) >= 0 && numeric_cmp(rounded, roundedLength, highest, highestLength) <= 0;
  const result = isInteger ? numeric_int8(rounded, roundedLength) : 0;
  release(at);
  return result;
}
