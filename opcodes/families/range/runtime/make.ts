/** A range from its bounds: checked, and brought to the one form that a range of a discrete type has (make_range). */
import { fail } from '../../core/runtime/raise';
import { compareBoundValues, copyBound, isInclusive, isInfinite, setBound } from './bound';
import {
  ERR_BIGINT_OUT_OF_RANGE,
  ERR_BOUNDS_ORDER,
  ERR_DATE_OUT_OF_RANGE,
  ERR_INTEGER_OUT_OF_RANGE,
} from './errors.generated.ts';
import { lowerOf, newRange, setEmpty, subtypeIn, upperOf } from './stored';
import { DATE, INT4, INT8, isDiscrete } from './subtype';

/** The first day after those that PostgreSQL has, from 2000-01-01. */
const DATE_END: i32 = 2145031949;

/** Adds one to a bound's value. */
function increment(subtype: i32, bound: usize): void {
  if (subtype == INT8) {
    if (load<i64>(bound) == i64.MAX_VALUE) fail(ERR_BIGINT_OUT_OF_RANGE);
    store<i64>(bound, load<i64>(bound) + 1);
    return;
  }
  const value = load<i32>(bound);
  if (subtype == INT4 && value == i32.MAX_VALUE) fail(ERR_INTEGER_OUT_OF_RANGE);
  if (subtype == DATE && value + 1 >= DATE_END) fail(ERR_DATE_OUT_OF_RANGE);
  store<i32>(bound, value + 1);
}

/** An infinite date is a value that has no next one. */
function isFiniteDate(subtype: i32, bound: usize): bool {
  return subtype != DATE || (load<i32>(bound) != i32.MIN_VALUE && load<i32>(bound) != i32.MAX_VALUE);
}

/** Checks the order of the bounds; the range may be found to be empty. */
function settle(range: usize): void {
  const lower = lowerOf(range);
  const upper = upperOf(range);
  const order = compareBoundValues(subtypeIn(range), lower, upper);
  if (order > 0) fail(ERR_BOUNDS_ORDER);
  if (order == 0 && !(isInclusive(lower) && isInclusive(upper))) setEmpty(range);
}

/** `[)`, the form of a discrete range. */
function canonicalize(range: usize): void {
  const subtype = subtypeIn(range);
  const lower = lowerOf(range);
  const upper = upperOf(range);
  if (!isInfinite(lower) && !isInclusive(lower) && isFiniteDate(subtype, lower)) {
    increment(subtype, lower);
    setBound(lower, false, true, true);
  }
  if (!isInfinite(upper) && isInclusive(upper) && isFiniteDate(subtype, upper)) {
    increment(subtype, upper);
    setBound(upper, false, false, false);
  }
  settle(range);
}

/** The range with these bounds. */
export function make(type: i32, lower: usize, upper: usize): usize {
  const range = newRange(type);
  copyBound(lowerOf(range), lower);
  copyBound(upperOf(range), upper);
  settle(range);
  if (load<i32>(range, 8) == 0 && isDiscrete(subtypeIn(range))) canonicalize(range);
  return range;
}

/** The empty range. */
export function makeEmpty(type: i32): usize {
  const range = newRange(type);
  setEmpty(range);
  return range;
}
