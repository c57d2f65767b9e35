/** Parts of a text by characters (`text_substring`, `text_left`, `text_right`, `text_overlay` of utils/adt/varlena.c). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { textcat, textlen } from '../../core/runtime/text';
import { fail } from '../../core/runtime/raise';
import { ERR_INTEGER_OUT_OF_RANGE } from '../../core/runtime/errors.generated.ts';
import { ERR_NEGATIVE_SUBSTRING_LENGTH } from './errors.generated.ts';
import { characterBytes, skipCharacters } from './utf8';

/** substring(a from start for count). */
export function text_substr(a: usize, aLength: i32, start: i32, count: i32): usize {
  if (count < 0) fail(ERR_NEGATIVE_SUBSTRING_LENGTH);
  const last = <i64>start + <i64>count;
  if (last > i32.MAX_VALUE) return text_substr_no_len(a, aLength, start);
  if (last <= 1) return textResult(a, 0);
  const end = a + aLength;
  const from = skipCharacters(a, end, start - 1);
  const to = skipCharacters(from, end, <i32>last - max(start, 1));
  return textResult(from, <i32>(to - from));
}

/** substring(a from start). */
export function text_substr_no_len(a: usize, aLength: i32, start: i32): usize {
  if (start <= 1) return textResult(a, aLength);
  const end = a + aLength;
  const from = skipCharacters(a, end, start - 1);
  return textResult(from, <i32>(end - from));
}

/** The first characters, or all but the last. */
export function text_left(a: usize, aLength: i32, count: i32): usize {
  if (count < 0) count = textlen(a, aLength) + count;
  return textResult(a, <i32>(skipCharacters(a, a + aLength, count) - a));
}

/** The last characters, or all but the first. */
export function text_right(a: usize, aLength: i32, count: i32): usize {
  const skipped = count < 0 ? 0 - count : textlen(a, aLength) - count;
  const from = skipCharacters(a, a + aLength, skipped);
  return textResult(from, <i32>(a + aLength - from));
}

/** overlay(a placing b from start for count). */
export function textoverlay(a: usize, aLength: i32, b: usize, bLength: i32, start: i32, count: i32): usize {
  if (start <= 0) fail(ERR_NEGATIVE_SUBSTRING_LENGTH);
  const after = <i64>start + <i64>count;
  if (after != <i64>(<i32>after)) fail(ERR_INTEGER_OUT_OF_RANGE);
  const end = a + aLength;
  const before = <i32>(skipCharacters(a, end, start - 1) - a);
  const rest = skipCharacters(a, end, <i32>after - 1);
  const restLength = <i32>(end - rest);
  const head = textcat(a, before, b, bLength);
  return textcat(head, before + bLength, rest, restLength);
}

/** overlay(a placing b from start): over as many characters as b has. */
export function textoverlay_no_len(a: usize, aLength: i32, b: usize, bLength: i32, start: i32): usize {
  return textoverlay(a, aLength, b, bLength, start, textlen(b, bLength));
}

/** The characters in the opposite order. */
export function text_reverse(a: usize, aLength: i32): usize {
  const result = allocate(aLength);
  let out = result + aLength;
  for (let p = a; p < a + aLength; ) {
    const bytes = min(characterBytes(p), <i32>(out - result));
    out -= bytes;
    memory.copy(out, p, bytes);
    p += bytes;
  }
  return textResult(result, aLength);
}
