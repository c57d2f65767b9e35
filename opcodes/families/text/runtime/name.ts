/** name: an identifier of at most 63 bytes, stored in 64 with NULs after it (utils/adt/name.c). */
import { texticlike, textlike } from '../../core/runtime/like';
import { allocate, textResult } from '../../core/runtime/scratch';
import { trueLength } from './trim';
import { clipBytes } from './utf8';

/** PostgreSQL's NAMEDATALEN. */
const SIZE: i32 = 64;

/** The number of bytes before the first NUL. */
export function nameLength(a: usize, aLength: i32): i32 {
  let length = 0;
  while (length < aLength && load<u8>(a + length) != 0) length++;
  return length;
}

function makeName(a: usize, aLength: i32): usize {
  const result = allocate(SIZE);
  memory.fill(result, 0, SIZE);
  memory.copy(result, a, aLength);
  return textResult(result, SIZE);
}

/** Reads a name; what is longer is cut off. */
export function namein(a: usize, aLength: i32): usize {
  return makeName(a, clipBytes(a, aLength, SIZE - 1));
}

/** Writes a name. */
export function nameout(a: usize, aLength: i32): usize {
  return textResult(a, nameLength(a, aLength));
}

/** text → name. */
export function text_name(a: usize, aLength: i32): usize {
  return namein(a, aLength);
}

/** char(n) → name, without spaces at the end. */
export function bpchar_name(a: usize, aLength: i32): usize {
  return makeName(a, trueLength(a, clipBytes(a, aLength, SIZE - 1)));
}

/** name → text. */
export function name_text(a: usize, aLength: i32): usize {
  return nameout(a, aLength);
}

/** name → char(n). */
export function name_bpchar(a: usize, aLength: i32): usize {
  return nameout(a, aLength);
}

/** name LIKE pattern. */
export function namelike(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return textlike(a, nameLength(a, aLength), b, bLength);
}

/** name NOT LIKE pattern. */
export function namenlike(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - namelike(a, aLength, b, bLength);
}

/** name ILIKE pattern. */
export function nameiclike(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return texticlike(a, nameLength(a, aLength), b, bLength);
}

/** name NOT ILIKE pattern. */
export function nameicnlike(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return 1 - nameiclike(a, aLength, b, bLength);
}
