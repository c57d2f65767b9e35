/** `LIKE … ESCAPE …`: the pattern rewritten to use the backslash (`do_like_escape` in `utils/adt/like_match.c`). */
import { sameBytes } from './compare';
import { ERR_INVALID_ESCAPE_STRING } from './errors.generated.ts';
import { fail } from './raise';
import { allocate, shrinkTo, textResult } from './scratch';

const BACKSLASH: u32 = 92;

/** The length in bytes of the UTF-8 character at `p`, never past `end`. */
function characterLength(p: usize, end: usize): i32 {
  const lead = <u32>load<u8>(p);
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return min(length, <i32>(end - p));
}

/** The pattern with its escape character replaced by a backslash; an empty escape means there is none. */
export function like_escape(pattern: usize, patternLength: i32, escape: usize, escapeLength: i32): usize {
  if (escapeLength > 0) {
    if (characterLength(escape, escape + escapeLength) != escapeLength) fail(ERR_INVALID_ESCAPE_STRING);
    if (<u32>load<u8>(escape) == BACKSLASH) return textResult(pattern, patternLength);
  }
  // At worst every byte is a backslash and is doubled.
  if (<u32>patternLength > 0x3fffffff) unreachable();
  const result = allocate(patternLength * 2);
  let out = result;
  let p = pattern;
  const end = pattern + patternLength;
  let afterEscape = false;
  while (p < end) {
    const length = characterLength(p, end);
    if (!afterEscape && escapeLength > 0 && length == escapeLength && sameBytes(p, escape, length)) {
      store<u8>(out++, BACKSLASH);
      afterEscape = true;
    } else {
      if (<u32>load<u8>(p) == BACKSLASH) store<u8>(out++, BACKSLASH);
      // A backslash that is itself escaped already has the one backslash written for the escape character.
      if (!(afterEscape && <u32>load<u8>(p) == BACKSLASH)) {
        memory.copy(out, p, length);
        out += length;
      }
      afterEscape = false;
    }
    p += length;
  }
  shrinkTo(out);
  return textResult(result, <i32>(out - result));
}
