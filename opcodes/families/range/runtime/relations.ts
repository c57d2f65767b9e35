/** How two ranges lie to each other (utils/adt/rangetypes.c, the functions that end in _internal). */
import { allocate } from '../../core/runtime/scratch';
import { BOUND_SIZE, compareBounds, compareBoundValues, isInclusive, isInfinite, turnBound } from './bound';
import { make } from './make';
import { isEmpty, lowerOf, subtypeIn, typeOf, upperOf } from './stored';
import { compareValues, isDiscrete } from './subtype';

export function contains(a: usize, b: usize): bool {
  if (isEmpty(b)) return true;
  if (isEmpty(a)) return false;
  const subtype = subtypeIn(a);
  return (
    compareBounds(subtype, lowerOf(a), lowerOf(b)) <= 0 && compareBounds(subtype, upperOf(a), upperOf(b)) >= 0
  );
}

/** Whether the value of a cell is in the range. */
export function containsValue(a: usize, cell: usize): bool {
  if (isEmpty(a)) return false;
  const lower = lowerOf(a);
  const upper = upperOf(a);
  const subtype = subtypeIn(a);
  if (!isInfinite(lower)) {
    const order = compareValues(subtype, lower, cell);
    if (order > 0 || (order == 0 && !isInclusive(lower))) return false;
  }
  if (!isInfinite(upper)) {
    const order = compareValues(subtype, upper, cell);
    if (order < 0 || (order == 0 && !isInclusive(upper))) return false;
  }
  return true;
}

export function equal(a: usize, b: usize): bool {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  const subtype = subtypeIn(a);
  return (
    compareBounds(subtype, lowerOf(a), lowerOf(b)) == 0 && compareBounds(subtype, upperOf(a), upperOf(b)) == 0
  );
}

/** Neither is empty, and a ends before b begins. */
export function before(a: usize, b: usize): bool {
  return !isEmpty(a) && !isEmpty(b) && compareBounds(subtypeIn(a), upperOf(a), lowerOf(b)) < 0;
}

export function overlaps(a: usize, b: usize): bool {
  if (isEmpty(a) || isEmpty(b)) return false;
  const subtype = subtypeIn(a);
  return (
    compareBounds(subtype, lowerOf(a), upperOf(b)) <= 0 && compareBounds(subtype, lowerOf(b), upperOf(a)) <= 0
  );
}

/** Neither is empty, and a does not end after b. */
export function overleft(a: usize, b: usize): bool {
  return !isEmpty(a) && !isEmpty(b) && compareBounds(subtypeIn(a), upperOf(a), upperOf(b)) <= 0;
}

/** Neither is empty, and a does not begin before b. */
export function overright(a: usize, b: usize): bool {
  return !isEmpty(a) && !isEmpty(b) && compareBounds(subtypeIn(a), lowerOf(a), lowerOf(b)) >= 0;
}

/** Whether nothing is between an upper bound and the lower bound of another range (bounds_adjacent). */
export function boundsMeet(type: i32, subtype: i32, upper: usize, lower: usize): bool {
  const order = compareBoundValues(subtype, upper, lower);
  if (order == 0) return isInclusive(upper) != isInclusive(lower);
  if (order > 0 || !isDiscrete(subtype)) return false;
  const from = allocate(BOUND_SIZE);
  const to = allocate(BOUND_SIZE);
  turnBound(from, upper);
  turnBound(to, lower);
  return isEmpty(make(type, from, to));
}

export function adjacent(a: usize, b: usize): bool {
  if (isEmpty(a) || isEmpty(b)) return false;
  const type = typeOf(a);
  const subtype = subtypeIn(a);
  return boundsMeet(type, subtype, upperOf(a), lowerOf(b)) || boundsMeet(type, subtype, upperOf(b), lowerOf(a));
}

/** An empty range is before all others; else by the lower bound, then by the upper one. */
export function compare(a: usize, b: usize): i32 {
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) == isEmpty(b) ? 0 : isEmpty(a) ? -1 : 1;
  const subtype = subtypeIn(a);
  const order = compareBounds(subtype, lowerOf(a), lowerOf(b));
  return order != 0 ? order : compareBounds(subtype, upperOf(a), upperOf(b));
}
