/** regexp_replace: all matches, or the n-th, by a text that may name the match (\&) and its submatches (\1 to \9). */
import { failWith } from '../../core/runtime/raise';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { compileLasting, compileOnce, global, readFlags } from './compile';
import { ERR_REGEX_OPTION_DIGIT } from './errors.generated.ts';
import { beginAt, failParameter, next } from './find';
import { Program } from './program';
import { textEnd } from './run';
import { matchEnd, matchStart } from './search';
import { findSubmatches } from './submatches';

/**
 * The result grows at the end of the scratch area. Finding submatches takes more of that area for a while, after what is written so far, and
 * gives it back.
 */
let out: usize = 0;
let written: i32 = 0;

function write(from: usize, length: i32): void {
  const to = out + written;
  shrinkTo(to);
  allocate(length + 8);
  memory.copy(to, from, length);
  written += length;
  shrinkTo(to + length);
}

function hasReference(r: usize, rLength: i32): bool {
  for (let i = 0; i + 1 < rLength; i++) {
    const c = load<u8>(r + i + 1);
    if (load<u8>(r + i) == 92 && c >= 49 && c <= 57) return true;
  }
  return false;
}

function writeReplacement(p: Program, r: usize, rLength: i32, found: usize): void {
  let plain = 0;
  for (let i = 0; i < rLength; i++) {
    if (load<u8>(r + i) != 92) continue;
    write(r + plain, i - plain);
    plain = i;
    const c = i + 1 < rLength ? <i32>load<u8>(r + i + 1) : 0;
    if (c == 92 || c == 38 || (c >= 49 && c <= 57)) {
      if (c == 92) write(r + i, 1);
      else if (c == 38) write(matchStart, <i32>(matchEnd - matchStart));
      else if (c - 48 <= p.captures) {
        const start = <usize>load<u32>(found + ((c - 48) << 3));
        write(start, <i32>(<usize>load<u32>(found + ((c - 48) << 3), 4) - start));
      }
      i++;
      plain = i + 1;
    }
  }
  write(r + plain, rLength - plain);
}

/** Replaces the n-th match, or all of them when n is 0. */
function replace(p: Program, a: usize, aLength: i32, r: usize, rLength: i32, start: i32, n: i32): usize {
  const found = allocate((p.captures + 1) << 3);
  const references = p.captures > 0 && hasReference(r, rLength);
  out = allocate(0);
  written = 0;
  let copied = a;
  beginAt(a, aLength, start);
  for (let i = 1; next(p); i++) {
    if (n > 0 && i != n) continue;
    write(copied, <i32>(matchStart - copied));
    if (references) findSubmatches(p, found, matchStart, matchEnd);
    writeReplacement(p, r, rLength, found);
    copied = matchEnd;
    if (n > 0) break;
  }
  write(copied, <i32>(textEnd - copied));
  return textResult(out, written);
}

function flagsOf(f: usize, fLength: i32): i32 {
  if (fLength > 0 && load<u8>(f) >= 48 && load<u8>(f) <= 57) failWith(ERR_REGEX_OPTION_DIGIT, f, 1);
  return readFlags(f, fLength);
}

export function textregexreplace_noopt(a: usize, aLength: i32, b: usize, bLength: i32, r: usize, rLength: i32): usize {
  return replace(compileOnce(b, bLength, 0), a, aLength, r, rLength, 1, 1);
}
export function textregexreplace_compiled(a: usize, aLength: i32, r: usize, rLength: i32, state: usize): usize {
  return replace(changetype<Program>(state), a, aLength, r, rLength, 1, 1);
}

export function textregexreplace(
  a: usize, aLength: i32, b: usize, bLength: i32, r: usize, rLength: i32, f: usize, fLength: i32,
): usize {
  const p = compileOnce(b, bLength, flagsOf(f, fLength));
  return replace(p, a, aLength, r, rLength, 1, global ? 0 : 1);
}
export function textregexreplace_compile(b: usize, bLength: i32, f: usize, fLength: i32): usize {
  const flags = flagsOf(f, fLength);
  const all = global;
  const p = compileLasting(b, bLength, flags);
  changetype<Program>(p).global = all;
  return p;
}
export function textregexreplace_flags_compiled(a: usize, aLength: i32, r: usize, rLength: i32, state: usize): usize {
  const p = changetype<Program>(state);
  return replace(p, a, aLength, r, rLength, 1, p.global ? 0 : 1);
}

function checkNumbers(start: i32, n: i32): void {
  if (start <= 0) failParameter('start', start);
  if (n < 0) failParameter('n', n);
}

export function textregexreplace_extended(
  a: usize, aLength: i32, b: usize, bLength: i32, r: usize, rLength: i32, start: i32, n: i32, f: usize, fLength: i32,
): usize {
  checkNumbers(start, n);
  return replace(compileOnce(b, bLength, readFlags(f, fLength)), a, aLength, r, rLength, start, n);
}
export function textregexreplace_extended_no_flags(
  a: usize, aLength: i32, b: usize, bLength: i32, r: usize, rLength: i32, start: i32, n: i32,
): usize {
  checkNumbers(start, n);
  return replace(compileOnce(b, bLength, 0), a, aLength, r, rLength, start, n);
}
export function textregexreplace_extended_no_n(
  a: usize, aLength: i32, b: usize, bLength: i32, r: usize, rLength: i32, start: i32,
): usize {
  checkNumbers(start, 1);
  return replace(compileOnce(b, bLength, 0), a, aLength, r, rLength, start, 1);
}
