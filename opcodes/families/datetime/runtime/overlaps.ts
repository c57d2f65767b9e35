/** OVERLAPS: whether two periods share time, where an end may be null and the ends may be in any order (overlaps_timestamp and the like). */
import { argumentI64, argumentIsNull, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { compareTimetz } from './timetz-order';

/** How the arguments `a` and `b`, which are not null, compare. */
type Compare = (f: usize, a: i32, b: i32) => i32;

function compareNumbers(f: usize, a: i32, b: i32): i32 {
  const x = argumentI64(f, a);
  const y = argumentI64(f, b);
  return i32(x > y) - i32(x < y);
}

function compareTimes(f: usize, a: i32, b: i32): i32 {
  return compareTimetz(argumentPointer(f, a), argumentPointer(f, b));
}

function unknown(): i32 {
  resultIsNull();
  return 0;
}

/** The argument that a period begins with, of the two from `n` on: the lesser, or the one that is not null. */
function beginOf(f: usize, n: i32, compare: Compare): i32 {
  if (argumentIsNull(f, n)) return n + 1;
  return argumentIsNull(f, n + 1) || compare(f, n, n + 1) <= 0 ? n : n + 1;
}

function overlap(f: usize, compare: Compare): i32 {
  if (argumentIsNull(f, 0) && argumentIsNull(f, 1)) return unknown();
  if (argumentIsNull(f, 2) && argumentIsNull(f, 3)) return unknown();
  const firstEnds = !argumentIsNull(f, 0) && !argumentIsNull(f, 1);
  const secondEnds = !argumentIsNull(f, 2) && !argumentIsNull(f, 3);
  const a = beginOf(f, 0, compare);
  const c = beginOf(f, 2, compare);
  const order = compare(f, a, c);
  if (order == 0) return firstEnds && secondEnds ? 1 : unknown();
  // The period that begins first must end after the other one's begin.
  const earlierEnds = order > 0 ? secondEnds : firstEnds;
  const laterEnds = order > 0 ? firstEnds : secondEnds;
  if (!earlierEnds) return unknown();
  const end = order > 0 ? 5 - c : 1 - a;
  if (compare(f, order > 0 ? a : c, end) < 0) return 1;
  return laterEnds ? 0 : unknown();
}

export function overlaps_timestamp(f: usize, n: i32): i32 {
  return overlap(f, compareNumbers);
}
export function overlaps_time(f: usize, n: i32): i32 {
  return overlap(f, compareNumbers);
}
export function overlaps_timetz(f: usize, n: i32): i32 {
  return overlap(f, compareTimes);
}
