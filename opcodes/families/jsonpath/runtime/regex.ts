/** like_regex: XQuery's flags as PostgreSQL's options, and the regular expressions, which are those of the family regexp. */
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { ERR_REGEX_EXPANDED } from './errors.generated.ts';
import { REGEX_DOTALL, REGEX_ICASE, REGEX_MLINE, REGEX_QUOTE, REGEX_WSPACE } from './kinds';

@external('regexp', 'regexp_like')
declare function regexp_like(cells: usize, n: i32): i32;
@external('regexp', 'regexp_like_compile')
declare function regexp_like_compile(cells: usize, n: i32): i32;
@external('regexp', 'regexp_like_compiled')
declare function regexp_like_compiled(cells: usize, n: i32): i32;

function setText(cells: usize, i: i32, pointer: usize, length: i32): void {
  const cell = cells + (<usize>i << 4);
  store<u32>(cell, <u32>pointer);
  store<i32>(cell, length, 4);
  store<i32>(cell, 0, 8);
}

/** Puts the options into a cell (jspConvertRegexFlags): with q, others than i do not count. */
function setOptions(cells: usize, i: i32, flags: u32): void {
  const options = allocate(8);
  let n = 0;
  if ((flags & REGEX_ICASE) != 0) store<u8>(options + n++, 105);
  if ((flags & REGEX_QUOTE) != 0) {
    store<u8>(options + n++, 113);
  } else {
    if ((flags & REGEX_WSPACE) != 0) fail(ERR_REGEX_EXPANDED);
    const lines = (flags & REGEX_MLINE) != 0;
    if ((flags & REGEX_DOTALL) == 0) store<u8>(options + n++, lines ? 110 : 112);
    else if (lines) store<u8>(options + n++, 119);
  }
  setText(cells, i, options, n);
}

/** Whether a part of the text matches the pattern. */
export function matchesOnce(text: usize, length: i32, pattern: usize, patternLength: i32, flags: u32): bool {
  const cells = allocate(48);
  setText(cells, 0, text, length);
  setText(cells, 1, pattern, patternLength);
  setOptions(cells, 2, flags);
  return regexp_like(cells, 3) != 0;
}

/** The pattern's automaton, which lasts as long as the program. */
export function compiledPattern(pattern: usize, length: i32, flags: u32): i32 {
  const cells = allocate(32);
  setText(cells, 0, pattern, length);
  setOptions(cells, 1, flags);
  return regexp_like_compile(cells, 2);
}

export function matchesCompiled(text: usize, length: i32, compiled: i32): bool {
  const cells = allocate(32);
  setText(cells, 0, text, length);
  store<i32>(cells, compiled, 16);
  store<i32>(cells, 0, 24);
  return regexp_like_compiled(cells, 2) != 0;
}
