/** Parts of a bytea, counted from 1 (bytea_substring and bytea_overlay in utils/adt/bytea.c). */
import { failSubstring } from './substring-error';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { startSearch, nextMatch } from '../../text/runtime/search';
import { ERR_INTEGER_OUT_OF_RANGE } from './errors.generated.ts';

/** The bytes from place `from` on, before place `to`; both may lie outside. */
function slice(a: usize, aLength: i32, from: i64, to: i64): usize {
  const first = <i32>min<i64>(max<i64>(from, 1), <i64>aLength + 1);
  const last = <i32>min<i64>(max<i64>(to, first), <i64>aLength + 1);
  return textResult(a + first - 1, last - first);
}

/** The bytes of a from the place `from` on, `length` of them counted from there. */
export function bytea_substr(a: usize, aLength: i32, from: i32, length: i32): usize {
  if (length < 0) failSubstring();
  const to = <i64>from + <i64>length;
  // A sum that PostgreSQL's integers cannot hold means all that follows.
  return slice(a, aLength, from, to > <i64>i32.MAX_VALUE ? i64.MAX_VALUE : to);
}

/** The bytes of a from the place `from` on. */
export function bytea_substr_no_len(a: usize, aLength: i32, from: i32): usize {
  return slice(a, aLength, from, i64.MAX_VALUE);
}

/** a with `length` bytes from the place `from` on replaced by b. */
export function byteaoverlay(a: usize, aLength: i32, b: usize, bLength: i32, from: i32, length: i32): usize {
  if (from <= 0) failSubstring();
  const after = <i64>from + <i64>length;
  if (after > <i64>i32.MAX_VALUE || after < <i64>i32.MIN_VALUE) fail(ERR_INTEGER_OUT_OF_RANGE);
  const head = min(from - 1, aLength);
  const tail = <i32>min<i64>(max<i64>(after - 1, 0), aLength);
  const rest = aLength - tail;
  const size = head + bLength + rest;
  const result = allocate(size);
  memory.copy(result, a, head);
  memory.copy(result + head, b, bLength);
  memory.copy(result + head + bLength, a + tail, rest);
  return textResult(result, size);
}

/** a with as many bytes as b has, from the place `from` on, replaced by b. */
export function byteaoverlay_no_len(a: usize, aLength: i32, b: usize, bLength: i32, from: i32): usize {
  return byteaoverlay(a, aLength, b, bLength, from, bLength);
}

/** The place of the first occurrence of b in a, 0 for none. */
export function byteapos(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  if (bLength == 0) return 1;
  startSearch(b, bLength);
  const found = nextMatch(a, a + aLength);
  return found == 0 ? 0 : <i32>(found - a) + 1;
}
