/** regexp_match and regexp_split_to_array: arrays of texts, as PostgreSQL stores them. */
import { resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { compileLasting, compileOnce, global, readFlags } from './compile';
import { ERR_REGEX_GLOBAL_MATCH, ERR_REGEX_GLOBAL_SPLIT } from './errors.generated.ts';
import { beginAt, next } from './find';
import { NO_CAPTURES, Program } from './program';
import { textEnd } from './run';
import { matchEnd, matchStart } from './search';
import { findSubmatches } from './submatches';

const TEXT_OID: i32 = 25;
/** Dimensions, where the elements begin, the elements' type; the size and the lower bound of the one dimension. */
const HEAD: i32 = 20;

/** The array of `count` texts, given by their start and end; a start of 0 is null. */
function textArray(pairs: usize, count: i32): usize {
  let size = HEAD;
  let nulls = false;
  for (let i = 0; i < count; i++) {
    const start = load<u32>(pairs + (i << 3));
    if (start == 0) nulls = true;
    else size += (<i32>(load<u32>(pairs + (i << 3), 4) - start) + 7) & ~3;
  }
  // Offsets count from before the length word, and elements are aligned to 8 there.
  const offset = nulls ? (4 + HEAD + ((count + 7) >> 3) + 7) & ~7 : 0;
  const first = nulls ? offset - 4 : HEAD;
  size += first - HEAD;
  const array = allocate(size);
  memory.fill(array, 0, size);
  store<i32>(array, 1);
  store<i32>(array, offset, 4);
  store<i32>(array, TEXT_OID, 8);
  store<i32>(array, count, 12);
  store<i32>(array, 1, 16);
  let at = array + first;
  for (let i = 0; i < count; i++) {
    const start = <usize>load<u32>(pairs + (i << 3));
    if (start == 0) continue;
    if (nulls) {
      const bits = array + HEAD + (i >> 3);
      store<u8>(bits, load<u8>(bits) | <u8>((<u32>1) << (<u32>i & 7)));
    }
    const length = <i32>(<usize>load<u32>(pairs + (i << 3), 4) - start);
    store<u32>(at, (length + 4) << 2);
    memory.copy(at + 4, start, length);
    at += (length + 7) & ~3;
  }
  return textResult(array, size);
}

function matchFlags(f: usize, fLength: i32): i32 {
  const flags = readFlags(f, fLength);
  if (global) fail(ERR_REGEX_GLOBAL_MATCH);
  return flags;
}
function splitFlags(f: usize, fLength: i32): i32 {
  const flags = readFlags(f, fLength);
  if (global) fail(ERR_REGEX_GLOBAL_SPLIT);
  return flags | NO_CAPTURES;
}

function match(p: Program, a: usize, aLength: i32): usize {
  beginAt(a, aLength, 1);
  if (!next(p)) {
    resultIsNull();
    return 0;
  }
  const found = allocate((p.captures + 1) << 3);
  findSubmatches(p, found, matchStart, matchEnd);
  return p.captures == 0 ? textArray(found, 1) : textArray(found + 8, p.captures);
}

export function regexp_match(a: usize, aLength: i32, b: usize, bLength: i32, f: usize, fLength: i32): usize {
  return match(compileOnce(b, bLength, matchFlags(f, fLength)), a, aLength);
}
export function regexp_match_no_flags(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return match(compileOnce(b, bLength, 0), a, aLength);
}
export function regexp_match_compile(b: usize, bLength: i32, f: usize, fLength: i32): usize {
  return compileLasting(b, bLength, matchFlags(f, fLength));
}
export function regexp_match_compiled(a: usize, aLength: i32, state: usize): usize {
  return match(changetype<Program>(state), a, aLength);
}

/** The pieces between matches; an empty match at either end of the text, or directly after a match, divides nothing. */
function split(p: Program, a: usize, aLength: i32): usize {
  beginAt(a, aLength, 1);
  const pairs = allocate(0);
  let count = 0;
  let last = a;
  let piece = a;
  while (next(p)) {
    if (matchStart < textEnd && matchEnd > last) {
      const pair = allocate(8);
      store<u32>(pair, piece);
      store<u32>(pair, matchStart, 4);
      piece = matchEnd;
      count++;
    }
    last = matchEnd;
  }
  const pair = allocate(8);
  store<u32>(pair, piece);
  store<u32>(pair, textEnd, 4);
  return textArray(pairs, count + 1);
}

export function regexp_split_to_array(a: usize, aLength: i32, b: usize, bLength: i32, f: usize, fLength: i32): usize {
  return split(compileOnce(b, bLength, splitFlags(f, fLength)), a, aLength);
}
export function regexp_split_to_array_no_flags(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return split(compileOnce(b, bLength, NO_CAPTURES), a, aLength);
}
export function regexp_split_compile(b: usize, bLength: i32, f: usize, fLength: i32): usize {
  return compileLasting(b, bLength, splitFlags(f, fLength));
}
export function regexp_split_compiled(a: usize, aLength: i32, state: usize): usize {
  return split(changetype<Program>(state), a, aLength);
}
