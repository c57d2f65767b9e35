/**
 * Whether a text matches, and nothing more: an automaton of sets of states, made as texts need it and kept in a bounded memory that is emptied
 * when it is full. A set is that of the states after the last character; constraints are judged when the next one is known.
 */
import { state } from './automaton';
import { Program } from './program';
import { after, beginList, classAt, close, contains, flagsBefore, listCount, reached, textEnd } from './run';

/** What a transition leads to, beside a set: not known yet, a match, or none any more. */
const UNKNOWN: usize = 0;
const MATCH: usize = 1;
const DEAD: usize = 2;

const BUCKETS: i32 = 256;

/** A set in memory: the next of its bucket, its hash, what is known of the last character, how many states; transitions; states. */
const HEAD: usize = 16;

export function prepareSubsets(p: Program, most: i32): void {
  const record = <i32>HEAD + ((p.classes + 1 + p.states) << 2);
  p.cacheSize = max(most, record * 4);
  p.starts = 0;
}

/** The memory is taken with the first text. */
function clear(p: Program): void {
  memory.fill(p.buckets, 0, BUCKETS << 2);
  memory.fill(p.starts, 0, 32);
  p.cacheUsed = 0;
}

export function takeSubsets(p: Program, memory: usize): void {
  p.buckets = memory;
  p.starts = memory + (BUCKETS << 2);
  p.cache = p.starts + 32;
  clear(p);
}

export function subsetBytes(p: Program): i32 {
  return p.cacheSize + (BUCKETS << 2) + 32;
}

/** The set in `list`, found or added. */
function subset(p: Program, list: usize, count: i32, left: i32): usize {
  let hash: u32 = left * 31 + count;
  for (let i = 0; i < count; i++) hash = (hash ^ load<u32>(list + (i << 2))) * 0x9e3779b1;
  hash ^= hash >> 15;
  const transitions = <usize>(p.classes + 1) << 2;
  const bytes = <usize>count << 2;
  const bucket = p.buckets + ((hash & (BUCKETS - 1)) << 2);
  for (let s = <usize>load<u32>(bucket); s != 0; s = load<u32>(s)) {
    if (load<u32>(s, 4) != hash || load<i32>(s, 8) != left || load<i32>(s, 12) != count) continue;
    if (memory.compare(s + HEAD + transitions, list, bytes) == 0) return s;
  }
  const size = HEAD + transitions + bytes;
  if (p.cacheUsed + <i32>size > p.cacheSize) clear(p);
  const made = p.cache + p.cacheUsed;
  p.cacheUsed += <i32>size;
  store<u32>(made, load<u32>(bucket));
  store<u32>(bucket, made);
  store<u32>(made, hash, 4);
  store<i32>(made, left, 8);
  store<i32>(made, count, 12);
  memory.fill(made + HEAD, 0, transitions);
  memory.copy(made + HEAD + transitions, list, bytes);
  return made;
}

/** Where a set leads with a character of class `c`, or with the end of the text. */
function transition(p: Program, set: usize, c: i32): usize {
  const slot = set + HEAD + (<usize>c << 2);
  const left = load<i32>(set, 8);
  const right = <i32>load<u8>(p.classFlags + c);
  const members = set + HEAD + (<usize>(p.classes + 1) << 2);
  const count = load<i32>(set, 12);
  const list = p.list;
  beginList(p);
  for (let i = 0; i < count; i++) close(p, p.forward, load<i32>(members + (i << 2)), p.forwardExit, left, right, list);
  if (!p.anchored) close(p, p.forward, p.forwardEntry, p.forwardExit, left, right, list);
  if (reached) {
    store<u32>(slot, MATCH);
    return MATCH;
  }
  if (c == p.classes) {
    store<u32>(slot, DEAD);
    return DEAD;
  }
  const next = p.nextList;
  let n = 0;
  // A new mark: what is marked now are the states after the character.
  p.mark++;
  const total = listCount;
  for (let i = 0; i < total; i++) {
    const s = state(p.forward, load<i32>(list + (i << 2)));
    if (!contains(p, load<i32>(s, 8), c)) continue;
    const to = load<i32>(s, 4);
    const seen = p.marks + (to << 2);
    if (load<i32>(seen) == p.mark) continue;
    store<i32>(seen, p.mark);
    store<i32>(next + (n++ << 2), to);
  }
  if (n == 0 && p.anchored) {
    store<u32>(slot, DEAD);
    return DEAD;
  }
  const used = p.cacheUsed;
  const made = subset(p, next, n, p.asserts ? right : 0);
  // When the memory was emptied, the set that led here is gone.
  if (p.cacheUsed >= used) store<u32>(slot, made);
  return made;
}

/** The set before the first character that is read. */
function start(p: Program, at: usize): usize {
  const left = flagsBefore(p, at);
  const slot = p.starts + (left << 2);
  const known = <usize>load<u32>(slot);
  if (known != 0) return known;
  store<i32>(p.nextList, p.forwardEntry);
  const made = subset(p, p.nextList, 1, left);
  store<u32>(slot, made);
  return made;
}

/** Whether there is a match that begins at `at` or after it. */
export function matches(p: Program, at: usize): bool {
  let set = start(p, at);
  const end = textEnd;
  const ascii = p.ascii;
  while (at < end) {
    const lead = <i32>load<u8>(at);
    let c: i32;
    if (lead < 0x80) {
      c = load<u16>(ascii + (lead << 1));
      at++;
    } else {
      c = classAt(p, at);
      at = after(at);
    }
    let next = <usize>load<u32>(set + (<usize>c << 2), HEAD);
    if (next <= DEAD) {
      if (next == UNKNOWN) next = transition(p, set, c);
      if (next == MATCH) return true;
      if (next == DEAD) return false;
    }
    set = next;
  }
  let last = <usize>load<u32>(set + (<usize>p.classes << 2), HEAD);
  if (last == UNKNOWN) last = transition(p, set, p.classes);
  return last == MATCH;
}
