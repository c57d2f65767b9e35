/** Multiranges from texts, from ranges, and to texts (utils/adt/multirangetypes.c). */
import { argumentI32, argumentIsNull, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { isSpace, startsWithWord } from '../../core/runtime/characters';
import { fail, failWith } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { outLength } from '../../array/runtime/elements';
import {
  ERR_MULTIRANGE_COMMA,
  ERR_MULTIRANGE_END,
  ERR_MULTIRANGE_JUNK,
  ERR_MULTIRANGE_NO_BRACE,
  ERR_MULTIRANGE_NO_RANGE,
  ERR_NULL_MEMBER,
} from './errors.generated.ts';
import { append, canonicalMultirange, closeMultirange, countOf, newList, openMultirange, rangeAt } from './multirange';
import { readRange } from './read';
import { open, typeOf } from './stored';
import { multirangeOf, rangeOfMultirange } from './subtype';
import { writeRange } from './text';

const EMPTY_WORD = memory.data<u8>([101, 109, 112, 116, 121, 0]);

/** How many ranges a text may have: as many as there are closing brackets. */
function mostRanges(text: usize, end: usize): i32 {
  let count = 0;
  for (let p = text; p < end; p++) count += i32(load<u8>(p) == 93 || load<u8>(p) == 41);
  return count;
}

/** The address of the bracket that closes the range which begins at p. */
function endOfRange(p: usize, text: usize, length: i32): usize {
  const end = text + length;
  let quoted = false;
  for (p++; p < end; p++) {
    const c = load<u8>(p);
    if (c == 92) {
      // Blanks are passed over here too, before what is escaped.
      for (p++; p < end && isSpace(load<u8>(p)); p++);
    } else if (c == 34) {
      if (quoted && p + 1 < end && load<u8>(p + 1) == 34) p++;
      else quoted = !quoted;
    } else if (!quoted && (c == 93 || c == 41)) return p;
  }
  failWith(ERR_MULTIRANGE_END, text, length);
  return 0;
}

/** text → multirange; then the oid of its type. */
export function multirange_in(text: usize, length: i32, type: i32): usize {
  const end = text + length;
  const list = newList(type, mostRanges(text, end));
  const rangeType = rangeOfMultirange(type);
  let p = text;
  while (p < end && isSpace(load<u8>(p))) p++;
  if (p >= end || load<u8>(p) != 123) failWith(ERR_MULTIRANGE_NO_BRACE, text, length);
  p++;
  let seen = false;
  let wantsRange = true;
  for (; ; p++) {
    if (p >= end) failWith(ERR_MULTIRANGE_END, text, length);
    const c = load<u8>(p);
    if (isSpace(c)) continue;
    if (!wantsRange) {
      if (c == 125) break;
      if (c != 44) failWith(ERR_MULTIRANGE_COMMA, text, length);
      wantsRange = true;
    } else if (c == 91 || c == 40) {
      const last = endOfRange(p, text, length);
      append(list, readRange(p, <i32>(last + 1 - p), rangeType));
      p = last;
      seen = true;
      wantsRange = false;
    } else if (c == 125 && !seen) break;
    else if (startsWithWord(p, end, EMPTY_WORD)) {
      p += 4;
      seen = true;
      wantsRange = false;
    } else failWith(ERR_MULTIRANGE_NO_RANGE, text, length);
  }
  p++;
  while (p < end && isSpace(load<u8>(p))) p++;
  if (p != end) failWith(ERR_MULTIRANGE_JUNK, text, length);
  return closeMultirange(canonicalMultirange(list));
}

/** multirange → text. */
export function multirange_out(a: usize, aLength: i32): usize {
  const list = openMultirange(a, aLength);
  const count = countOf(list);
  const parts = allocate(8 * count);
  let size = 2;
  for (let i = 0; i < count; i++) {
    store<u32>(parts + 8 * i, <u32>writeRange(rangeAt(list, i)));
    store<i32>(parts + 8 * i, outLength(), 4);
    size += outLength() + 1;
  }
  const result = allocate(size);
  let p = result;
  store<u8>(p++, 123);
  for (let i = 0; i < count; i++) {
    if (i > 0) store<u8>(p++, 44);
    const length = load<i32>(parts + 8 * i, 4);
    memory.copy(p, load<u32>(parts + 8 * i), length);
    p += length;
  }
  store<u8>(p++, 125);
  return textResult(result, <i32>(p - result));
}

/** The empty one; the only argument is the oid of its type. */
export function multirange_constructor0(f: usize, _n: i32): usize {
  return closeMultirange(newList(argumentI32(f, 0), 0));
}

/** That of one range. */
export function multirange_constructor1(a: usize, aLength: i32): usize {
  const range = open(a, aLength);
  const list = newList(multirangeOf(typeOf(range)), 1);
  append(list, range);
  return closeMultirange(canonicalMultirange(list));
}

/** That of any number of ranges. */
export function multirange_constructor2(f: usize, n: i32): usize {
  let list: usize = 0;
  for (let i = 0; i < n; i++) {
    if (argumentIsNull(f, i)) fail(ERR_NULL_MEMBER);
    const range = open(argumentPointer(f, i), argumentLength(f, i));
    if (list == 0) list = newList(multirangeOf(typeOf(range)), n);
    append(list, range);
  }
  return closeMultirange(canonicalMultirange(list));
}
