/** Comparison of a name with a text, byte by byte (utils/adt/varlena.c). */
import { compareTexts } from './difference';
import { nameLength } from './name';

/** Less, equal or greater: negative, 0 or positive. */
export function btnametextcmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareTexts(a, nameLength(a, aLength), b, bLength);
}

/** a = b. */
export function nameeqtext(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnametextcmp(a, aLength, b, bLength) == 0);
}

/** a <> b. */
export function namenetext(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnametextcmp(a, aLength, b, bLength) != 0);
}

/** a < b. */
export function namelttext(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnametextcmp(a, aLength, b, bLength) < 0);
}

/** a <= b. */
export function nameletext(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnametextcmp(a, aLength, b, bLength) <= 0);
}

/** a > b. */
export function namegttext(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnametextcmp(a, aLength, b, bLength) > 0);
}

/** a >= b. */
export function namegetext(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(btnametextcmp(a, aLength, b, bLength) >= 0);
}
