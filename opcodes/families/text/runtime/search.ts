/**
 * The search for one text in another: candidates are found by their first byte, sixteen bytes at a time, and when comparing them costs
 * too much, the Two-Way algorithm (Crochemore and Perrin) goes on, which is linear for every text. A search is one at a time.
 */
import { findByte } from '../../core/runtime/find-byte';

let needle: usize = 0;
let needleLength: i32 = 0;
/** The bytes that were compared beyond what was scanned. */
let wasted: i32 = 0;
let twoWay: bool = false;
/** The Two-Way algorithm's critical position (of the last byte of the left half), period, and whether the needle has that period. */
let critical: i32 = 0;
let period: i32 = 0;
let periodic: bool = false;

/** Begins a search for a text of at least one byte. */
export function startSearch(text: usize, length: i32): void {
  needle = text;
  needleLength = length;
  wasted = 0;
  twoWay = false;
}

/** The address of the first occurrence in `from` … `end`, or 0. */
export function nextMatch(from: usize, end: usize): usize {
  if (twoWay) return twoWayMatch(from, end);
  const length = needleLength;
  const first = <u32>load<u8>(needle);
  const begin = from;
  while (<i64>end - <i64>from >= <i64>length) {
    const last = end - length + 1;
    const p = findByte(from, last, first);
    if (p >= last) return 0;
    let i = 1;
    while (i < length && load<u8>(p + i) == load<u8>(needle + i)) i++;
    if (i == length) return p;
    wasted += i;
    from = p + 1;
    if (wasted > 1024 && <usize>wasted > (from - begin) << 2) {
      prepareTwoWay();
      return twoWayMatch(from, end);
    }
  }
  return 0;
}

let suffixPeriod: i32 = 0;

/** The position before the needle's greatest suffix, by the order of bytes or by the opposite order, and the suffix's period. */
function greatestSuffix(reversed: bool): i32 {
  let suffix = -1;
  let j = 0;
  let k = 1;
  let p = 1;
  while (j + k < needleLength) {
    const a = load<u8>(needle + j + k);
    const b = load<u8>(needle + suffix + k);
    if (a == b) {
      if (k == p) {
        j += p;
        k = 1;
      } else k++;
    } else if (reversed ? a > b : a < b) {
      j += k;
      k = 1;
      p = j - suffix;
    } else {
      suffix = j++;
      k = 1;
      p = 1;
    }
  }
  suffixPeriod = p;
  return suffix;
}

function prepareTwoWay(): void {
  twoWay = true;
  critical = greatestSuffix(false);
  period = suffixPeriod;
  const other = greatestSuffix(true);
  if (other >= critical) {
    critical = other;
    period = suffixPeriod;
  }
  periodic = memory.compare(needle, needle + period, critical + 1) == 0;
  if (!periodic) period = max(critical + 1, needleLength - critical - 1) + 1;
}

function twoWayMatch(from: usize, end: usize): usize {
  const length = needleLength;
  // How far the left end of the needle is known to match, in a needle that repeats itself.
  let known = -1;
  while (<i64>end - <i64>from >= <i64>length) {
    let i = max(critical, known) + 1;
    while (i < length && load<u8>(needle + i) == load<u8>(from + i)) i++;
    if (i < length) {
      from += i - critical;
      known = -1;
      continue;
    }
    i = critical;
    while (i > known && load<u8>(needle + i) == load<u8>(from + i)) i--;
    if (i <= known) return from;
    from += period;
    if (periodic) known = length - period - 1;
  }
  return 0;
}
