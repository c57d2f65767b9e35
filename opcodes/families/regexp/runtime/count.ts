/** regexp_like and regexp_count. */
import { fail } from '../../core/runtime/raise';
import { compileLasting, compileOnce, global, readFlags } from './compile';
import { ERR_REGEX_GLOBAL_COUNT, ERR_REGEX_GLOBAL_LIKE } from './errors.generated.ts';
import { beginAt, failParameter, next } from './find';
import { NO_CAPTURES, Program } from './program';
import { setText } from './run';
import { matches } from './subsets';

function likeFlags(options: usize, length: i32): i32 {
  const flags = readFlags(options, length);
  if (global) fail(ERR_REGEX_GLOBAL_LIKE);
  return flags | NO_CAPTURES;
}
function countFlags(options: usize, length: i32): i32 {
  const flags = readFlags(options, length);
  if (global) fail(ERR_REGEX_GLOBAL_COUNT);
  return flags | NO_CAPTURES;
}

export function regexp_like_compile(b: usize, bLength: i32, f: usize, fLength: i32): usize {
  return compileLasting(b, bLength, likeFlags(f, fLength));
}
export function regexp_like(a: usize, aLength: i32, b: usize, bLength: i32, f: usize, fLength: i32): i32 {
  const p = compileOnce(b, bLength, likeFlags(f, fLength));
  setText(a, aLength);
  return i32(matches(p, a));
}
export function regexp_like_no_flags(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  const p = compileOnce(b, bLength, NO_CAPTURES);
  setText(a, aLength);
  return i32(matches(p, a));
}

function countFrom(p: Program, a: usize, aLength: i32, start: i32): i32 {
  beginAt(a, aLength, start);
  let n = 0;
  while (next(p)) n++;
  return n;
}

export function regexp_count_compile(b: usize, bLength: i32, f: usize, fLength: i32): usize {
  return compileLasting(b, bLength, countFlags(f, fLength));
}
export function regexp_count(a: usize, aLength: i32, b: usize, bLength: i32, start: i32, f: usize, fLength: i32): i32 {
  if (start <= 0) failParameter('start', start);
  return countFrom(compileOnce(b, bLength, countFlags(f, fLength)), a, aLength, start);
}
export function regexp_count_no_flags(a: usize, aLength: i32, b: usize, bLength: i32, start: i32): i32 {
  if (start <= 0) failParameter('start', start);
  return countFrom(compileOnce(b, bLength, NO_CAPTURES), a, aLength, start);
}
export function regexp_count_no_start(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return countFrom(compileOnce(b, bLength, NO_CAPTURES), a, aLength, 1);
}
export function regexp_count_compiled(a: usize, aLength: i32, start: i32, state: usize): i32 {
  if (start <= 0) failParameter('start', start);
  return countFrom(changetype<Program>(state), a, aLength, start);
}
export function regexp_count_all_compiled(a: usize, aLength: i32, state: usize): i32 {
  return countFrom(changetype<Program>(state), a, aLength, 1);
}
export function regexp_like_compiled(a: usize, aLength: i32, state: usize): i32 {
  setText(a, aLength);
  return i32(matches(changetype<Program>(state), a));
}
