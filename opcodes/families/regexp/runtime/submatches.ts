/**
 * The submatches of a match whose ends are known, top down (Spencer): of two parts one after another the left takes the longest, or the shortest,
 * that lets the right match the rest; of alternatives the first that matches the whole; a repetition is a row of such parts, and its last
 * one counts. Which places let the rest match is found by running the rest's automaton backward.
 */
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { state } from './automaton';
import { Program } from './program';
import { after, before, beginList, classAt, close, contains, flagsAfter, flagsBefore, listCount, reached } from './run';
import { ALT, CAPTURES, CAT, GROUP, INFINITE, ITER, Node, SHORTER, at } from './tree';

/** The start and the end of each submatch, 0 for none. */
export let submatches: usize = 0;

export function findSubmatches(p: Program, into: usize, start: usize, end: usize): void {
  submatches = into;
  memory.fill(into, 0, (p.captures + 1) << 3);
  store<u32>(into, start);
  store<u32>(into, end, 4);
  if (p.captures > 0) dissect(p, p.root, start, end);
}

/** Steps the states of a list over a character of class `c`; returns how many there are then. */
function step(p: Program, automaton: usize, c: i32, list: usize, next: usize): i32 {
  let n = 0;
  for (let i = 0; i < listCount; i++) {
    const s = state(automaton, load<i32>(list + (i << 2)));
    if (contains(p, load<i32>(s, 8), c)) store<i32>(next + (n++ << 2), load<i32>(s, 4));
  }
  return n;
}

/**
 * Gives `value` to every place that has none and from which the node matches up to a place that has `wanted`. Without `wanted` it is the end
 * that has to be matched up to.
 */
function markBackward(p: Program, n: Node, start: usize, end: usize, places: usize, wanted: i32, value: i32): void {
  let waiting = 0;
  for (let place = end; ; place = before(place)) {
    beginList(p);
    const left = p.asserts ? flagsBefore(p, place) : 0;
    const right = p.asserts ? flagsAfter(p, place) : 0;
    for (let i = 0; i < waiting; i++) {
      close(p, p.backward, load<i32>(p.nextList + (i << 2)), n.backExit, left, right, p.list);
    }
    const known = <i32>load<u8>(places + (place - start));
    if (wanted == ONLY_END ? place == end : known == wanted) {
      close(p, p.backward, n.backEntry, n.backExit, left, right, p.list);
    }
    if (reached && known == NEVER) store<u8>(places + (place - start), value);
    if (place == start) return;
    waiting = step(p, p.backward, classAt(p, before(place)), p.list, p.nextList);
    if (waiting == 0 && wanted == ONLY_END) return;
  }
}

const ONLY_END: i32 = -1;
const NEVER: i32 = 255;

/** The place nearest to or farthest from `from` up to which the node matches, and that has at most `most`. 0 when there is none. */
function splitAt(p: Program, n: Node, from: usize, end: usize, places: usize, start: usize, most: i32, empty: bool): usize {
  const nearest = (n.flags & SHORTER) != 0;
  let best: usize = 0;
  let waiting = 1;
  store<i32>(p.nextList, n.entry);
  let place = from;
  while (place <= end) {
    beginList(p);
    const left = p.asserts ? flagsBefore(p, place) : 0;
    const right = p.asserts ? flagsAfter(p, place) : 0;
    for (let i = 0; i < waiting; i++) {
      close(p, p.forward, load<i32>(p.nextList + (i << 2)), n.exit, left, right, p.list);
    }
    if (reached && (empty || place > from) && <i32>load<u8>(places + (place - start)) <= most) {
      best = place;
      if (nearest) return best;
    }
    if (place == end) return best;
    waiting = step(p, p.forward, classAt(p, place), p.list, p.nextList);
    if (waiting == 0) return best;
    place = after(place);
  }
  return best;
}

function dissect(p: Program, pointer: usize, start: usize, end: usize): void {
  const n = at(pointer);
  if (n.capture > 0) {
    store<u32>(submatches + (n.capture << 3), start);
    store<u32>(submatches + (n.capture << 3), end, 4);
  }
  if (n.kind == GROUP) return dissect(p, n.left, start, end);
  if ((n.flags & CAPTURES) == 0) return;
  if (n.kind == CAT) dissectCat(p, n, start, end);
  else if (n.kind == ALT) dissectAlternatives(p, pointer, start, end);
  else if (n.kind == ITER) dissectRepetition(p, n, start, end);
}

function takePlaces(start: usize, end: usize): usize {
  const size = <i32>(end - start) + 1;
  const places = allocate(size);
  memory.fill(places, <u8>NEVER, size);
  return places;
}

function dissectCat(p: Program, n: Node, start: usize, end: usize): void {
  const places = takePlaces(start, end);
  markBackward(p, at(n.right), start, end, places, ONLY_END, 0);
  const middle = splitAt(p, at(n.left), start, end, places, start, 0, true);
  shrinkTo(places);
  if (middle == 0) return;
  dissect(p, n.left, start, middle);
  dissect(p, n.right, middle, end);
}

function dissectAlternatives(p: Program, pointer: usize, start: usize, end: usize): void {
  let n = at(pointer);
  for (;;) {
    if (matchesWhole(p, at(n.left), start, end)) return dissect(p, n.left, start, end);
    const next = at(n.right);
    if (next.kind != ALT || next.capture > 0) return dissect(p, n.right, start, end);
    n = next;
  }
}

/** Whether the node matches exactly what is between. */
function matchesWhole(p: Program, n: Node, start: usize, end: usize): bool {
  const places = takePlaces(start, end);
  store<u8>(places + (end - start), 0);
  const flags = n.flags;
  n.flags = flags & ~SHORTER;
  const found = splitAt(p, n, start, end, places, start, 0, true) == end;
  n.flags = flags;
  shrinkTo(places);
  return found;
}

function dissectRepetition(p: Program, n: Node, start: usize, end: usize): void {
  const child = at(n.left);
  // Nothing is one repetition that matches nothing, where there is such, and otherwise none. What prefers the shortest prefers none.
  if (start == end) {
    if ((child.flags & SHORTER) == 0 && matchesWhole(p, child, start, end)) dissect(p, n.left, start, end);
    return;
  }
  const places = takePlaces(start, end);
  if (n.most == INFINITE) markBackward(p, n, start, end, places, ONLY_END, 0);
  else {
    // How many repetitions each place is away from the end.
    store<u8>(places + (end - start), 0);
    for (let k = 1; k < n.most; k++) markBackward(p, child, start, end, places, k - 1, k);
  }
  let from = start;
  let left = n.most;
  while (from < end) {
    const most = n.most == INFINITE ? 0 : left - 1;
    const to = splitAt(p, child, from, end, places, start, most, false);
    if (to == 0) break;
    if (to == end) {
      dissect(p, n.left, from, to);
      break;
    }
    from = to;
    left--;
  }
  shrinkTo(places);
}
