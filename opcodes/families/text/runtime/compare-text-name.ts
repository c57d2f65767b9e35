/** Comparison of a text with a name, byte by byte (utils/adt/varlena.c). */
import { compareTexts } from './difference';
import { nameLength } from './name';

/** Less, equal or greater: negative, 0 or positive. */
export function bttextnamecmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareTexts(a, aLength, b, nameLength(b, bLength));
}

/** a = b. */
export function texteqname(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bttextnamecmp(a, aLength, b, bLength) == 0);
}

/** a <> b. */
export function textnename(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bttextnamecmp(a, aLength, b, bLength) != 0);
}

/** a < b. */
export function textltname(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bttextnamecmp(a, aLength, b, bLength) < 0);
}

/** a <= b. */
export function textlename(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bttextnamecmp(a, aLength, b, bLength) <= 0);
}

/** a > b. */
export function textgtname(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bttextnamecmp(a, aLength, b, bLength) > 0);
}

/** a >= b. */
export function textgename(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(bttextnamecmp(a, aLength, b, bLength) >= 0);
}
