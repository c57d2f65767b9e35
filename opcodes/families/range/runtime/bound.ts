/** A bound of a range: its value's cell, and after it whether it is infinite, whether it belongs to the range, and whether it is the lower one. */
import { compareValues } from './subtype';

export const BOUND_SIZE: i32 = 32;

// @ts-ignore: decorator
@inline
export function isInfinite(bound: usize): bool {
  return load<u8>(bound, 16) != 0;
}
// @ts-ignore: decorator
@inline
export function isInclusive(bound: usize): bool {
  return load<u8>(bound, 17) != 0;
}
// @ts-ignore: decorator
@inline
export function isLower(bound: usize): bool {
  return load<u8>(bound, 18) != 0;
}
export function setBound(bound: usize, infinite: bool, inclusive: bool, lower: bool): void {
  store<u8>(bound, u8(infinite), 16);
  store<u8>(bound, u8(inclusive), 17);
  store<u8>(bound, u8(lower), 18);
}
export function copyBound(to: usize, from: usize): void {
  memory.copy(to, from, BOUND_SIZE);
}
/** What lies on the other side: the end of what comes before a lower bound, the beginning of what comes after an upper one. */
export function turnBound(to: usize, from: usize): void {
  copyBound(to, from);
  store<u8>(to, u8(!isInclusive(from)), 17);
  store<u8>(to, u8(!isLower(from)), 18);
}

/** By the values alone (range_cmp_bound_values); an infinite bound is before or after all values. */
export function compareBoundValues(subtype: i32, a: usize, b: usize): i32 {
  if (isInfinite(a)) {
    if (isInfinite(b)) return isLower(a) == isLower(b) ? 0 : isLower(a) ? -1 : 1;
    return isLower(a) ? -1 : 1;
  }
  if (isInfinite(b)) return isLower(b) ? 1 : -1;
  return compareValues(subtype, a, b);
}

/** By the values, and of equal ones by which side of the value the bound is on (range_cmp_bounds). */
export function compareBounds(subtype: i32, a: usize, b: usize): i32 {
  const order = compareBoundValues(subtype, a, b);
  if (order != 0 || isInfinite(a) || isInfinite(b)) return order;
  if (!isInclusive(a) && !isInclusive(b)) return isLower(a) == isLower(b) ? 0 : isLower(a) ? 1 : -1;
  if (!isInclusive(a)) return isLower(a) ? 1 : -1;
  if (!isInclusive(b)) return isLower(b) ? -1 : 1;
  return 0;
}
