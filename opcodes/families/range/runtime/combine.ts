/** Ranges made of two ranges: union, intersection, difference (utils/adt/rangetypes.c). */
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { BOUND_SIZE, compareBounds, turnBound } from './bound';
import { ERR_DIFFERENCE, ERR_UNION } from './errors.generated.ts';
import { make, makeEmpty } from './make';
import { adjacent, overlaps } from './relations';
import { close, isEmpty, lowerOf, open, subtypeIn, typeOf, upperOf } from './stored';

/** The smaller of two bounds, b when they are equal. */
function smaller(subtype: i32, a: usize, b: usize): usize {
  return compareBounds(subtype, a, b) < 0 ? a : b;
}
/** The larger of two bounds, b when they are equal. */
function larger(subtype: i32, a: usize, b: usize): usize {
  return compareBounds(subtype, a, b) > 0 ? a : b;
}

/** The smallest range that holds both. */
export function span(a: usize, b: usize): usize {
  if (isEmpty(a)) return b;
  if (isEmpty(b)) return a;
  const subtype = subtypeIn(a);
  return make(typeOf(a), smaller(subtype, lowerOf(a), lowerOf(b)), larger(subtype, upperOf(a), upperOf(b)));
}

/** a * b. */
export function intersect(a: usize, b: usize): usize {
  if (!overlaps(a, b)) return makeEmpty(typeOf(a));
  const subtype = subtypeIn(a);
  return make(typeOf(a), larger(subtype, lowerOf(b), lowerOf(a)), smaller(subtype, upperOf(b), upperOf(a)));
}

/** The range up to where b begins. */
export function partBefore(a: usize, b: usize): usize {
  const end = allocate(BOUND_SIZE);
  turnBound(end, lowerOf(b));
  return make(typeOf(a), lowerOf(a), end);
}

/** The range from where b ends. */
export function partAfter(a: usize, b: usize): usize {
  const begin = allocate(BOUND_SIZE);
  turnBound(begin, upperOf(b));
  return make(typeOf(a), begin, upperOf(a));
}

export function minus(a: usize, b: usize): usize {
  if (isEmpty(a) || isEmpty(b)) return a;
  const subtype = subtypeIn(a);
  const beginsBefore = compareBounds(subtype, lowerOf(a), lowerOf(b)) < 0;
  const endsAfter = compareBounds(subtype, upperOf(a), upperOf(b)) > 0;
  if (beginsBefore && endsAfter) fail(ERR_DIFFERENCE);
  if (!overlaps(a, b)) return a;
  if (beginsBefore) return partBefore(a, b);
  return endsAfter ? partAfter(a, b) : makeEmpty(typeOf(a));
}

/** a + b. */
export function range_union(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  const x = open(a, aLength);
  const y = open(b, bLength);
  if (!isEmpty(x) && !isEmpty(y) && !overlaps(x, y) && !adjacent(x, y)) fail(ERR_UNION);
  return close(span(x, y));
}

/** The smallest range that holds a and b. */
export function range_merge(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return close(span(open(a, aLength), open(b, bLength)));
}

/** a * b. */
export function range_intersect(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return close(intersect(open(a, aLength), open(b, bLength)));
}

/** a - b. */
export function range_minus(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return close(minus(open(a, aLength), open(b, bLength)));
}
