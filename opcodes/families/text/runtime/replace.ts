/** Functions that look for a text in another (`text_position`, `replace_text`, `split_part` of utils/adt/varlena.c). */
import { allocate, textResult } from '../../core/runtime/scratch';
import { textlen } from '../../core/runtime/text';
import { fail } from '../../core/runtime/raise';
import { ERR_FIELD_POSITION_ZERO, ERR_TEXT_TOO_LONG } from './errors.generated.ts';
import { nextMatch, startSearch } from './search';

/** position(b in a): of its first character, from 1; 0 where there is none. */
export function textpos(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  if (bLength == 0) return 1;
  startSearch(b, bLength);
  const found = nextMatch(a, a + aLength);
  return found == 0 ? 0 : textlen(a, <i32>(found - a)) + 1;
}

/** The number of occurrences that do not overlap. */
function countMatches(a: usize, end: usize, b: usize, bLength: i32): i32 {
  let count = 0;
  startSearch(b, bLength);
  for (let p = nextMatch(a, end); p != 0; p = nextMatch(p + bLength, end)) count++;
  return count;
}

/** a with every b replaced by c. */
export function replace_text(a: usize, aLength: i32, b: usize, bLength: i32, c: usize, cLength: i32): usize {
  if (aLength == 0 || bLength == 0) return textResult(a, aLength);
  const end = a + aLength;
  const count = countMatches(a, end, b, bLength);
  if (count == 0) return textResult(a, aLength);
  const length = <i64>aLength + <i64>count * <i64>(cLength - bLength);
  if (length > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  const result = allocate(<i32>length);
  let out = result;
  let from = a;
  startSearch(b, bLength);
  for (let p = nextMatch(a, end); p != 0; p = nextMatch(from, end)) {
    memory.copy(out, from, p - from);
    out += p - from;
    memory.copy(out, c, cLength);
    out += cLength;
    from = p + bLength;
  }
  memory.copy(out, from, end - from);
  return textResult(result, <i32>length);
}

/** The field of a with the number `field`, from 1, or from -1 from the end; fields are separated by b. */
export function split_part(a: usize, aLength: i32, b: usize, bLength: i32, field: i32): usize {
  if (field == 0) fail(ERR_FIELD_POSITION_ZERO);
  if (aLength == 0) return textResult(a, 0);
  if (bLength == 0) return textResult(a, field == 1 || field == -1 ? aLength : 0);
  const end = a + aLength;
  if (field < 0) {
    field += countMatches(a, end, b, bLength) + 2;
    if (field <= 0) return textResult(a, 0);
  }
  startSearch(b, bLength);
  let from = a;
  for (let p = nextMatch(from, end); p != 0; p = nextMatch(from, end)) {
    if (--field == 0) return textResult(from, <i32>(p - from));
    from = p + bLength;
  }
  return --field == 0 ? textResult(from, <i32>(end - from)) : textResult(a, 0);
}
