/** The operators of multiranges that give a boolean, with multiranges, ranges and values. */
import { argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { compareMultiranges, openMultirange } from './multirange';
import {
  beginsNotBefore,
  containsAll,
  containsCell,
  containsRange,
  endsNotAfter,
  isBefore,
  listOf,
  meets,
  overlapsAny,
  spans,
} from './multirange-relations';
import { open } from './stored';

/** multirange @> range. */
export function multirange_contains_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = open(b, bLength);
  return i32(containsRange(x, y));
}
/** range <@ multirange. */
export function range_contained_by_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(containsRange(y, x));
}
/** a @> b. */
export function multirange_contains_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(containsAll(x, y));
}
/** a <@ b. */
export function multirange_contained_by_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(containsAll(y, x));
}
/** range @> multirange. */
export function range_contains_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = open(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(spans(x, y));
}
/** multirange <@ range. */
export function multirange_contained_by_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = open(b, bLength);
  return i32(spans(y, x));
}
/** a && b. */
export function multirange_overlaps_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(overlapsAny(x, y));
}
/** multirange && range. */
export function multirange_overlaps_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = listOf(open(b, bLength));
  return i32(overlapsAny(x, y));
}
/** range && multirange. */
export function range_overlaps_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = listOf(open(a, aLength));
  const y = openMultirange(b, bLength);
  return i32(overlapsAny(x, y));
}
/** a &< b. */
export function multirange_overleft_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(endsNotAfter(x, y));
}
/** multirange &< range. */
export function multirange_overleft_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = listOf(open(b, bLength));
  return i32(endsNotAfter(x, y));
}
/** range &< multirange. */
export function range_overleft_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = listOf(open(a, aLength));
  const y = openMultirange(b, bLength);
  return i32(endsNotAfter(x, y));
}
/** a &> b. */
export function multirange_overright_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(beginsNotBefore(x, y));
}
/** multirange &> range. */
export function multirange_overright_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = listOf(open(b, bLength));
  return i32(beginsNotBefore(x, y));
}
/** range &> multirange. */
export function range_overright_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = listOf(open(a, aLength));
  const y = openMultirange(b, bLength);
  return i32(beginsNotBefore(x, y));
}
/** a << b. */
export function multirange_before_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(isBefore(x, y));
}
/** multirange << range. */
export function multirange_before_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = listOf(open(b, bLength));
  return i32(isBefore(x, y));
}
/** range << multirange. */
export function range_before_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = listOf(open(a, aLength));
  const y = openMultirange(b, bLength);
  return i32(isBefore(x, y));
}
/** a >> b. */
export function multirange_after_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(isBefore(y, x));
}
/** multirange >> range. */
export function multirange_after_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = listOf(open(b, bLength));
  return i32(isBefore(y, x));
}
/** range >> multirange. */
export function range_after_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = listOf(open(a, aLength));
  const y = openMultirange(b, bLength);
  return i32(isBefore(y, x));
}
/** a -|- b. */
export function multirange_adjacent_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(meets(x, y));
}
/** multirange -|- range. */
export function multirange_adjacent_range(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = listOf(open(b, bLength));
  return i32(meets(x, y));
}
/** range -|- multirange. */
export function range_adjacent_multirange(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = listOf(open(a, aLength));
  const y = openMultirange(b, bLength);
  return i32(meets(x, y));
}
/** a = b. */
export function multirange_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(compareMultiranges(x, y) == 0);
}
/** a <> b. */
export function multirange_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(compareMultiranges(x, y) != 0);
}
/** a < b. */
export function multirange_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(compareMultiranges(x, y) < 0);
}
/** a <= b. */
export function multirange_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(compareMultiranges(x, y) <= 0);
}
/** a > b. */
export function multirange_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(compareMultiranges(x, y) > 0);
}
/** a >= b. */
export function multirange_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const x = openMultirange(a, aLength);
  const y = openMultirange(b, bLength);
  return i32(compareMultiranges(x, y) >= 0);
}
/** -1, 0 or 1. */
export function multirange_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareMultiranges(openMultirange(a, aLength), openMultirange(b, bLength));
}
/** multirange @> element. */
export function multirange_contains_elem(f: usize, n: i32): i32 {
  return i32(containsCell(openMultirange(argumentPointer(f, 0), argumentLength(f, 0)), f + 16));
}
/** element <@ multirange. */
export function elem_contained_by_multirange(f: usize, n: i32): i32 {
  return i32(containsCell(openMultirange(argumentPointer(f, 1), argumentLength(f, 1)), f));
}
