/** Comparison of names, byte by byte (utils/adt/name.c). */
import { compareNames } from './difference';
import { nameLength } from './name';

/** Less, equal or greater: negative, 0 or positive. */
export function btnamecmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareNames(a, nameLength(a, aLength), b, nameLength(b, bLength));
}

/** a = b. */
export function nameeq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnamecmp(a, aLength, b, bLength) == 0);
}

/** a <> b. */
export function namene(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnamecmp(a, aLength, b, bLength) != 0);
}

/** a < b. */
export function namelt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnamecmp(a, aLength, b, bLength) < 0);
}

/** a <= b. */
export function namele(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnamecmp(a, aLength, b, bLength) <= 0);
}

/** a > b. */
export function namegt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnamecmp(a, aLength, b, bLength) > 0);
}

/** a >= b. */
export function namege(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnamecmp(a, aLength, b, bLength) >= 0);
}
