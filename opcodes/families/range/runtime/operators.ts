/** The operators of two ranges that give a boolean, and those of a range and a value. */
import { allocate } from '../../core/runtime/scratch';
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

/** The cell of an argument of any type, of which the two halves are given. */
export function cellOf(low: usize, high: i32): usize {
  const cell = allocate(16);
  store<u32>(cell, <u32>low);
  store<i32>(cell, high, 4);
  return cell;
}

/** range @> element. */
export function range_contains_elem(a: usize, aLength: i32, low: usize, high: i32): i32 {
  return i32(containsValue(open(a, aLength), cellOf(low, high)));
}
/** element <@ range. */
export function elem_contained_by_range(low: usize, high: i32, a: usize, aLength: i32): i32 {
  return i32(containsValue(open(a, aLength), cellOf(low, high)));
}
