/** The operators of two ranges that give a boolean, and those of a range and a value. */
import { argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { adjacent, before, compare, contains, containsValue, equal, overlaps, overleft, overright } from './relations';
import { open } from './stored';

/** a @> b. */
export function range_contains(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(contains(x, y));
}
/** a <@ b. */
export function range_contained_by(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(contains(y, x));
}
/** a = b. */
export function range_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(equal(x, y));
}
/** a <> b. */
export function range_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(!equal(x, y));
}
/** a << b. */
export function range_before(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(before(x, y));
}
/** a >> b. */
export function range_after(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(before(y, x));
}
/** a -|- b. */
export function range_adjacent(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(adjacent(x, y));
}
/** a && b. */
export function range_overlaps(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(overlaps(x, y));
}
/** a &< b. */
export function range_overleft(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(overleft(x, y));
}
/** a &> b. */
export function range_overright(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(overright(x, y));
}
/** a < b. */
export function range_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(compare(x, y) < 0);
}
/** a <= b. */
export function range_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(compare(x, y) <= 0);
}
/** a > b. */
export function range_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(compare(x, y) > 0);
}
/** a >= b. */
export function range_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = open(b, bLength);
  return i32(compare(x, y) >= 0);
}
/** -1, 0 or 1. */
export function range_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compare(open(a, aLength), open(b, bLength));
}

/** range @> element. */
export function range_contains_elem(f: usize, n: i32): i32 {
  return i32(containsValue(open(argumentPointer(f, 0), argumentLength(f, 0)), f + 16));
}
/** element <@ range. */
export function elem_contained_by_range(f: usize, n: i32): i32 {
  return i32(containsValue(open(argumentPointer(f, 1), argumentLength(f, 1)), f));
}
