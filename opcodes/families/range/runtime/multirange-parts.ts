/** Union, intersection and difference of multiranges, their bounds, and hashes (utils/adt/multirangetypes.c). */
import { compareBounds, isInclusive, isInfinite } from './bound';
import { hashOf, number, reference, seededHashOf } from './accessors';
import { intersect, minus, partAfter, partBefore, span } from './combine';
import { makeEmpty } from './make';
import { append, canonicalMultirange, closeMultirange, countOf, lastOf, multirangeTypeOf, newList, openMultirange, rangeAt } from './multirange';
import { before, overlaps, overleft } from './relations';
import { close, isEmpty, lowerOf, subtypeIn, upperOf } from './stored';
import { rangeOfMultirange } from './subtype';

/** a + b. */
export function multirange_union(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  const all = newList(multirangeTypeOf(x), countOf(x) + countOf(y));
  for (let i = 0; i < countOf(x); i++) append(all, rangeAt(x, i));
  for (let i = 0; i < countOf(y); i++) append(all, rangeAt(y, i));
  return closeMultirange(canonicalMultirange(all));
}

/** a * b. */
export function multirange_intersect(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  const result = newList(multirangeTypeOf(x), countOf(x) + countOf(y));
  let j = 0;
  for (let i = 0; i < countOf(x); i++) {
    const range = rangeAt(x, i);
    while (j < countOf(y) && before(rangeAt(y, j), range)) j++;
    while (j < countOf(y) && overlaps(range, rangeAt(y, j))) {
      append(result, intersect(range, rangeAt(y, j)));
      // One that goes on may overlap the next range, too.
      if (!overleft(rangeAt(y, j), range)) break;
      j++;
    }
  }
  return closeMultirange(canonicalMultirange(result));
}

/** Whether b is within a and touches neither of its ends. */
function splits(a: usize, b: usize): bool {
  const subtype = subtypeIn(a);
  return (
    compareBounds(subtype, lowerOf(a), lowerOf(b)) < 0 && compareBounds(subtype, upperOf(a), upperOf(b)) > 0
  );
}

/** a - b. */
export function multirange_minus(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  const result = newList(multirangeTypeOf(x), countOf(x) + countOf(y));
  let j = 0;
  for (let i = 0; i < countOf(x); i++) {
    let rest = rangeAt(x, i);
    while (j < countOf(y) && before(rangeAt(y, j), rest)) j++;
    while (j < countOf(y) && overlaps(rest, rangeAt(y, j))) {
      const taken = rangeAt(y, j);
      if (splits(rest, taken)) {
        append(result, partBefore(rest, taken));
        rest = partAfter(rest, taken);
      } else {
        rest = minus(rest, taken);
        if (isEmpty(rest) || before(rest, taken)) break;
      }
      j++;
    }
    append(result, rest);
  }
  return closeMultirange(canonicalMultirange(result));
}

/** The smallest range that holds all of it. */
export function range_merge_from_multirange(a: usize, aLength: i32): usize {
  const list = openMultirange(a, aLength);
  if (countOf(list) == 0) return close(makeEmpty(rangeOfMultirange(multirangeTypeOf(list))));
  return close(span(rangeAt(list, 0), lastOf(list)));
}

/** Whether it holds no value. */
export function multirange_empty(a: usize, aLength: i32): i32 {
  return i32(countOf(openMultirange(a, aLength)) == 0);
}
export function multirange_lower_inc(a: usize, aLength: i32): i32 {
  const list = openMultirange(a, aLength);
  return i32(countOf(list) > 0 && isInclusive(lowerOf(rangeAt(list, 0))));
}
export function multirange_upper_inc(a: usize, aLength: i32): i32 {
  const list = openMultirange(a, aLength);
  return i32(countOf(list) > 0 && isInclusive(upperOf(lastOf(list))));
}
export function multirange_lower_inf(a: usize, aLength: i32): i32 {
  const list = openMultirange(a, aLength);
  return i32(countOf(list) > 0 && isInfinite(lowerOf(rangeAt(list, 0))));
}
export function multirange_upper_inf(a: usize, aLength: i32): i32 {
  const list = openMultirange(a, aLength);
  return i32(countOf(list) > 0 && isInfinite(upperOf(lastOf(list))));
}

/** The first range, the empty one where there is none. */
function first(list: usize): usize {
  return countOf(list) > 0 ? rangeAt(list, 0) : makeEmpty(rangeOfMultirange(multirangeTypeOf(list)));
}
function last(list: usize): usize {
  return countOf(list) > 0 ? lastOf(list) : first(list);
}

export function multirange_lower(a: usize, aLength: i32): usize {
  const range = first(openMultirange(a, aLength));
  return reference(range, lowerOf(range));
}
export function multirange_lower_i32(a: usize, aLength: i32): i32 {
  const range = first(openMultirange(a, aLength));
  return number<i32>(range, lowerOf(range));
}
export function multirange_lower_i64(a: usize, aLength: i32): i64 {
  const range = first(openMultirange(a, aLength));
  return number<i64>(range, lowerOf(range));
}
export function multirange_upper(a: usize, aLength: i32): usize {
  const range = last(openMultirange(a, aLength));
  return reference(range, upperOf(range));
}
export function multirange_upper_i32(a: usize, aLength: i32): i32 {
  const range = last(openMultirange(a, aLength));
  return number<i32>(range, upperOf(range));
}
export function multirange_upper_i64(a: usize, aLength: i32): i64 {
  const range = last(openMultirange(a, aLength));
  return number<i64>(range, upperOf(range));
}

export function hash_multirange(a: usize, aLength: i32): i32 {
  const list = openMultirange(a, aLength);
  let hash: i32 = 1;
  for (let i = 0; i < countOf(list); i++) hash = hash * 31 + hashOf(rangeAt(list, i));
  return hash;
}
export function hash_multirange_extended(a: usize, aLength: i32, seed: i64): i64 {
  const list = openMultirange(a, aLength);
  let hash: i64 = 1;
  for (let i = 0; i < countOf(list); i++) hash = hash * 31 + seededHashOf(rangeAt(list, i), seed);
  return hash;
}
