/** Padding and repeating (`lpad`, `rpad`, `repeat` of utils/adt/oracle_compat.c). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { textlen } from '../../core/runtime/text';
import { fail } from '../../core/runtime/raise';
import { ERR_REQUESTED_LENGTH } from './errors.generated.ts';
import { skipCharacters } from './utf8';

/** PostgreSQL's MaxAllocSize, less the header of a varlena. */
const LARGEST: i64 = 0x3fffffff - 4;

/** Writes `length` bytes at `to`: the `unit` bytes of `text` again and again. */
function fillWith(to: usize, length: i32, text: usize, unit: i32): void {
  if (length == 0) return;
  let done = min(unit, length);
  memory.copy(to, text, done);
  // What is written doubles, and stays a multiple of the unit until the last copy.
  while (done < length) {
    const next = min(done, length - done);
    memory.copy(to + done, to, next);
    done += next;
  }
}

/** a cut off or filled up to `count` characters, on the left or on the right. */
function pad(a: usize, aLength: i32, count: i32, fill: usize, fillLength: i32, left: bool): usize {
  if (count < 0) count = 0;
  const characters = textlen(a, aLength);
  const fillCharacters = textlen(fill, fillLength);
  if (fillCharacters == 0) count = min(count, characters);
  // PostgreSQL takes four bytes for every character.
  if (<i64>count << 2 > LARGEST) fail(ERR_REQUESTED_LENGTH);
  if (count <= characters) return textResult(a, <i32>(skipCharacters(a, a + aLength, count) - a));
  const missing = count - characters;
  const rest = <i32>(skipCharacters(fill, fill + fillLength, missing % fillCharacters) - fill);
  const padding = missing / fillCharacters * fillLength + rest;
  const result = allocate(padding + aLength);
  fillWith(left ? result : result + aLength, padding, fill, fillLength);
  memory.copy(left ? result + padding : result, a, aLength);
  return textResult(result, padding + aLength);
}

/** a filled up on the left to `count` characters, or cut off on the right. */
export function lpad(a: usize, aLength: i32, count: i32, fill: usize, fillLength: i32): usize {
  return pad(a, aLength, count, fill, fillLength, true);
}

/** a filled up on the right to `count` characters, or cut off there. */
export function rpad(a: usize, aLength: i32, count: i32, fill: usize, fillLength: i32): usize {
  return pad(a, aLength, count, fill, fillLength, false);
}

/** a, `count` times. */
export function repeat(a: usize, aLength: i32, count: i32): usize {
  const length = <i64>aLength * <i64>max(count, 0);
  if (length > LARGEST) fail(ERR_REQUESTED_LENGTH);
  const result = allocate(<i32>length);
  fillWith(result, <i32>length, a, aLength);
  return textResult(result, <i32>length);
}
