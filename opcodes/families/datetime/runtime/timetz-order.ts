/** Comparison of times with time zone: by the time in Greenwich, then by the zone (timetz_cmp_internal). */
import { textResult } from '../../core/runtime/scratch';
import { greenwichTime, offsetOf } from './timetz-value';

export function compareTimetz(a: usize, b: usize): i32 {
  const x = greenwichTime(a);
  const y = greenwichTime(b);
  if (x != y) return x < y ? -1 : 1;
  // The zone that is stored is that west of Greenwich.
  return i32(offsetOf(a) < offsetOf(b)) - i32(offsetOf(a) > offsetOf(b));
}

export function timetz_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareTimetz(a, b);
}
export function timetz_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareTimetz(a, b) == 0);
}
export function timetz_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareTimetz(a, b) != 0);
}
export function timetz_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareTimetz(a, b) < 0);
}
export function timetz_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareTimetz(a, b) <= 0);
}
export function timetz_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareTimetz(a, b) > 0);
}
export function timetz_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(compareTimetz(a, b) >= 0);
}
export function timetz_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return textResult(compareTimetz(a, b) < 0 ? a : b, 12);
}
export function timetz_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return textResult(compareTimetz(a, b) > 0 ? a : b, 12);
}
