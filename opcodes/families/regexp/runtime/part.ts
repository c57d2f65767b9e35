/** regexp_instr, regexp_substr and substring(a from b): where the n-th match, or a submatch of it, is. */
import { resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { compileLasting, compileOnce, global, readFlags } from './compile';
import { ERR_REGEX_GLOBAL_INSTR, ERR_REGEX_GLOBAL_SUBSTR } from './errors.generated.ts';
import { beginAt, failParameter, next, placeOf } from './find';
import { NO_CAPTURES, Program } from './program';
import { matchEnd, matchStart } from './search';
import { findSubmatches } from './submatches';

let partStart: usize = 0;
let partEnd: usize = 0;

/** Finds the n-th match, or the submatch `part` of it. */
function findPart(p: Program, a: usize, aLength: i32, start: i32, n: i32, part: i32): bool {
  if (part > max(p.captures, 1)) return false;
  beginAt(a, aLength, start);
  for (let i = 0; i < n; i++) if (!next(p)) return false;
  partStart = matchStart;
  partEnd = matchEnd;
  // Without parentheses the first submatch is the whole match.
  if (part == 0 || p.captures == 0) return true;
  const found = allocate((p.captures + 1) << 3);
  findSubmatches(p, found, matchStart, matchEnd);
  partStart = load<u32>(found + (part << 3));
  partEnd = load<u32>(found + (part << 3), 4);
  return partEnd != 0;
}

function checkNumbers(start: i32, n: i32): void {
  if (start <= 0) failParameter('start', start);
  if (n <= 0) failParameter('n', n);
}
function checkEnd(endoption: i32): void {
  if (endoption != 0 && endoption != 1) failParameter('endoption', endoption);
}
function checkPart(subexpr: i32): void {
  if (subexpr < 0) failParameter('subexpr', subexpr);
}
function instrFlags(options: usize, length: i32): i32 {
  const flags = readFlags(options, length);
  if (global) fail(ERR_REGEX_GLOBAL_INSTR);
  return flags;
}
function substrFlags(options: usize, length: i32): i32 {
  const flags = readFlags(options, length);
  if (global) fail(ERR_REGEX_GLOBAL_SUBSTR);
  return flags;
}

function instr(p: Program, a: usize, aLength: i32, start: i32, n: i32, endoption: i32, part: i32): i32 {
  if (!findPart(p, a, aLength, start, n, part)) return 0;
  return placeOf(endoption == 1 ? partEnd : partStart);
}

export function regexp_instr(
  a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32, endoption: i32, f: usize, fLength: i32, subexpr: i32,
): i32 {
  checkNumbers(start, n);
  checkEnd(endoption);
  checkPart(subexpr);
  return instr(compileOnce(b, bLength, instrFlags(f, fLength)), a, aLength, start, n, endoption, subexpr);
}
export function regexp_instr_no_subexpr(
  a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32, endoption: i32, f: usize, fLength: i32,
): i32 {
  checkNumbers(start, n);
  checkEnd(endoption);
  return instr(compileOnce(b, bLength, instrFlags(f, fLength) | NO_CAPTURES), a, aLength, start, n, endoption, 0);
}
export function regexp_instr_no_flags(a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32, endoption: i32): i32 {
  checkNumbers(start, n);
  checkEnd(endoption);
  return instr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, start, n, endoption, 0);
}
export function regexp_instr_no_endoption(a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32): i32 {
  checkNumbers(start, n);
  return instr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, start, n, 0, 0);
}
export function regexp_instr_no_n(a: usize, aLength: i32, b: usize, bLength: i32, start: i32): i32 {
  checkNumbers(start, 1);
  return instr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, start, 1, 0, 0);
}
export function regexp_instr_no_start(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return instr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, 1, 1, 0, 0);
}
export function regexp_instr_compiled(a: usize, aLength: i32, state: usize): i32 {
  return instr(changetype<Program>(state), a, aLength, 1, 1, 0, 0);
}

/** The part is a piece of the text: it is not copied. */
function substr(p: Program, a: usize, aLength: i32, start: i32, n: i32, part: i32): usize {
  if (findPart(p, a, aLength, start, n, part)) return textResult(partStart, <i32>(partEnd - partStart));
  resultIsNull();
  return 0;
}

export function regexp_substr(
  a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32, f: usize, fLength: i32, subexpr: i32,
): usize {
  checkNumbers(start, n);
  checkPart(subexpr);
  return substr(compileOnce(b, bLength, substrFlags(f, fLength)), a, aLength, start, n, subexpr);
}
export function regexp_substr_no_subexpr(
  a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32, f: usize, fLength: i32,
): usize {
  checkNumbers(start, n);
  return substr(compileOnce(b, bLength, substrFlags(f, fLength) | NO_CAPTURES), a, aLength, start, n, 0);
}
export function regexp_substr_no_flags(a: usize, aLength: i32, b: usize, bLength: i32, start: i32, n: i32): usize {
  checkNumbers(start, n);
  return substr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, start, n, 0);
}
export function regexp_substr_no_n(a: usize, aLength: i32, b: usize, bLength: i32, start: i32): usize {
  checkNumbers(start, 1);
  return substr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, start, 1, 0);
}
export function regexp_substr_no_start(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return substr(compileOnce(b, bLength, NO_CAPTURES), a, aLength, 1, 1, 0);
}
export function regexp_substr_compiled(a: usize, aLength: i32, state: usize): usize {
  return substr(changetype<Program>(state), a, aLength, 1, 1, 0);
}

export function regexp_compile_captures(b: usize, bLength: i32): usize {
  return compileLasting(b, bLength, 0);
}
export function textregexsubstr(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return substr(compileOnce(b, bLength, 0), a, aLength, 1, 1, 1);
}
export function textregexsubstr_compiled(a: usize, aLength: i32, state: usize): usize {
  return substr(changetype<Program>(state), a, aLength, 1, 1, 1);
}
