/**
 * Sets of characters while a pattern is read: ranges of code points. The sets of a pattern divide the code points into classes, within which
 * no set tells characters apart; what reads texts knows only the classes.
 */
import { allocate } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { ERR_REGEX_TOO_BIG } from './errors.generated.ts';
import { EDGE, NEWLINE, Program, WORD, take } from './program';

const LAST: u32 = 0x10ffff;

let ranges: usize = 0;
let rangeCount: i32 = 0;
let rangeRoom: i32 = 0;
/** For each set its first range and the range after its last. */
let sets: usize = 0;
export let setCount: i32 = 0;
/** The set, plus 1, of each single ASCII character, without and with regard to case. */
let singles: usize = 0;

export function beginSets(patternLength: i32): void {
  rangeRoom = 40 * patternLength + 400;
  ranges = allocate(rangeRoom * 8);
  sets = allocate((patternLength + 8) * 8);
  singles = allocate(256);
  memory.fill(singles, 0, 256);
  rangeCount = 0;
  setCount = 0;
}

export function beginSet(): void {
  store<i32>(sets + (setCount << 3), rangeCount);
}

export function addRange(from: u32, to: u32): void {
  if (rangeCount >= rangeRoom) fail(ERR_REGEX_TOO_BIG);
  store<u32>(ranges + (rangeCount << 3), from);
  store<u32>(ranges + (rangeCount << 3), to, 4);
  rangeCount++;
}

/** Adds a range, and the same letters in the other case: of ASCII, as under the collation "C". */
export function addCaseRange(from: u32, to: u32, ignoreCase: bool): void {
  addRange(from, to);
  if (!ignoreCase) return;
  addShifted(max(from, 65), min(to, 90), 32);
  addShifted(max(from, 97), min(to, 122), -32);
}

function addShifted(from: u32, to: u32, by: i32): void {
  if (from <= to) addRange(from + by, to + by);
}

/** Adds the ranges that those from `first` on leave out, in their place. */
export function invert(first: i32): void {
  sort(first);
  const count = rangeCount - first;
  const copy = allocate(count * 8 + 8);
  memory.copy(copy, ranges + (first << 3), count << 3);
  rangeCount = first;
  let next: u32 = 0;
  for (let i = 0; i < count; i++) {
    const from = load<u32>(copy + (i << 3));
    const to = load<u32>(copy + (i << 3), 4);
    if (from > next) addRange(next, from - 1);
    if (to + 1 > next) next = to + 1;
  }
  if (next <= LAST) addRange(next, LAST);
}

export function firstRange(): i32 {
  return rangeCount;
}

/** Sorts by first code point; there are few ranges in one set, mostly in order. */
function sort(first: i32): void {
  for (let gap = (rangeCount - first) >> 1; gap > 0; gap >>= 1) {
    for (let i = first + gap; i < rangeCount; i++) {
      const pair = load<u64>(ranges + (i << 3));
      let j = i;
      while (j - gap >= first && <u32>load<u64>(ranges + ((j - gap) << 3)) > <u32>pair) {
        store<u64>(ranges + (j << 3), load<u64>(ranges + ((j - gap) << 3)));
        j -= gap;
      }
      store<u64>(ranges + (j << 3), pair);
    }
  }
}

/** The set whose ranges were added. */
export function endSet(): i32 {
  store<i32>(sets + (setCount << 3), rangeCount, 4);
  return setCount++;
}

/** The set of one character. */
export function single(c: u32, ignoreCase: bool): i32 {
  const known = c < 128 ? singles + (c << 1) : 0;
  if (known != 0 && load<u16>(known) != 0) return load<u16>(known) - 1;
  beginSet();
  addCaseRange(c, c, ignoreCase);
  const set = endSet();
  if (known != 0 && set < 0xffff) store<u16>(known, set + 1);
  return set;
}

/** Divides the code points into classes, as the sets need it. */
export function makeClasses(p: Program): void {
  const bounds = sortedBounds(p);
  const count = p.boundCount;
  const classOf = take(count << 2);
  p.boundClasses = classOf;
  let classes = 1;
  const split = allocate((count + 1) << 2);
  const total = allocate((count + 1) << 2);
  const inSet = allocate(count);
  for (let s = 0; s < setCount + 2; s++) {
    memory.fill(split, 0, (count + 1) << 2);
    memory.fill(total, 0, (count + 1) << 2);
    markMembers(s, bounds, count, inSet);
    for (let i = 0; i < count; i++) {
      const c = <usize>load<i32>(classOf + (i << 2)) << 2;
      store<i32>(total + c, load<i32>(total + c) + 1);
      if (load<u8>(inSet + i)) store<i32>(split + c, load<i32>(split + c) + 1);
    }
    // The members of a class that is only partly in the set become a class of their own.
    const before = classes;
    for (let c = 0; c < before; c++) {
      const k = load<i32>(split + (c << 2));
      store<i32>(split + (c << 2), k > 0 && k < load<i32>(total + (c << 2)) ? classes++ : -1);
    }
    for (let i = 0; i < count; i++) {
      const into = load<i32>(split + (load<i32>(classOf + (i << 2)) << 2));
      if (load<u8>(inSet + i) && into >= 0) store<i32>(classOf + (i << 2), into);
    }
  }
  p.classes = classes;
  writeTables(p, bounds, count);
}

function markMembers(s: i32, bounds: usize, count: i32, inSet: usize): void {
  memory.fill(inSet, 0, count);
  const first = load<i32>(sets + (s << 3));
  const end = load<i32>(sets + (s << 3), 4);
  for (let r = first; r < end; r++) {
    const to = load<u32>(ranges + (r << 3), 4);
    let i = intervalOf(bounds, count, load<u32>(ranges + (r << 3)));
    for (; i < count && load<u32>(bounds + (i << 2)) <= to; i++) store<u8>(inSet + i, 1);
  }
}

/** The place of the interval that a code point is in. */
export function intervalOf(bounds: usize, count: i32, c: u32): i32 {
  let low = 0;
  let high = count;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (load<u32>(bounds + (middle << 2)) <= c) low = middle;
    else high = middle;
  }
  return low;
}

/** Where intervals begin. Two sets more, of word characters and of the newline, are there for the constraints. */
function sortedBounds(p: Program): usize {
  beginSet();
  addWord();
  endSet();
  beginSet();
  addRange(10, 10);
  endSet();
  setCount -= 2;
  const keys = allocate((rangeCount * 2 + 1) << 2);
  let n = 0;
  store<u32>(keys, 0);
  n = 1;
  for (let r = 0; r < rangeCount; r++) {
    store<u32>(keys + (n++ << 2), load<u32>(ranges + (r << 3)));
    store<u32>(keys + (n++ << 2), load<u32>(ranges + (r << 3), 4) + 1);
  }
  for (let gap = n >> 1; gap > 0; gap >>= 1) {
    for (let i = gap; i < n; i++) {
      const key = load<u32>(keys + (i << 2));
      let j = i;
      for (; j >= gap && load<u32>(keys + ((j - gap) << 2)) > key; j -= gap) {
        store<u32>(keys + (j << 2), load<u32>(keys + ((j - gap) << 2)));
      }
      store<u32>(keys + (j << 2), key);
    }
  }
  let kept = 1;
  for (let i = 1; i < n; i++) {
    const key = load<u32>(keys + (i << 2));
    if (key != load<u32>(keys + ((kept - 1) << 2))) store<u32>(keys + (kept++ << 2), key);
  }
  const bounds = take(kept << 2);
  memory.copy(bounds, keys, kept << 2);
  p.bounds = bounds;
  p.boundCount = kept;
  return bounds;
}

/** The characters of words: letters, digits and the underscore of ASCII. */
export function addWord(): void {
  addRange(48, 57);
  addRange(65, 90);
  addRange(95, 95);
  addRange(97, 122);
}

function writeTables(p: Program, bounds: usize, count: i32): void {
  const words = (p.classes + 31) >> 5;
  p.setWords = words;
  p.sets = take(((setCount + 2) * words) << 2);
  const inSet = allocate(count);
  p.classFlags = take(p.classes + 1);
  store<u8>(p.classFlags + p.classes, EDGE);
  for (let s = 0; s < setCount + 2; s++) {
    markMembers(s, bounds, count, inSet);
    const bits = p.sets + ((s * words) << 2);
    for (let i = 0; i < count; i++) {
      if (!load<u8>(inSet + i)) continue;
      const c = load<i32>(p.boundClasses + (i << 2));
      const word = bits + ((c >> 5) << 2);
      store<u32>(word, load<u32>(word) | (1 << (c & 31)));
      if (s >= setCount) store<u8>(p.classFlags + c, s == setCount ? WORD : NEWLINE);
    }
  }
  p.ascii = take(256);
  for (let c = 0; c < 128; c++) {
    const i = intervalOf(bounds, count, c);
    store<u16>(p.ascii + (c << 1), load<i32>(p.boundClasses + (i << 2)));
  }
}
