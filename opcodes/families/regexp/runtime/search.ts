/**
 * Where the match is: the leftmost, and of those the longest, or the shortest when the expression prefers that. One pass: each state knows the
 * leftmost start from which it is reached, and what begins after the best start is given up.
 */
import { CHARACTER, CONSTRAINT, FORK, STEP, state } from './automaton';
import { Program, holds } from './program';
import { after, classAt, contains, countStates, flagsAfter, flagsBefore, textEnd, textStart } from './run';

export let matchStart: usize = 0;
export let matchEnd: usize = 0;

let count: i32 = 0;

/** Adds what is reached from a state for a match that begins at `start`. States are added in the order of their starts. */
function add(p: Program, from: i32, start: usize, left: i32, right: i32, list: usize): bool {
  const stack = p.stack;
  let depth = 1;
  let done = false;
  store<i32>(stack, from);
  let states = 0;
  while (depth > 0) {
    states++;
    const n = load<i32>(stack + (--depth << 2));
    const seen = p.marks + (n << 2);
    if (load<i32>(seen) == p.mark) continue;
    store<i32>(seen, p.mark);
    if (n == p.forwardExit) {
      done = true;
      continue;
    }
    const s = state(p.forward, n);
    switch (load<i32>(s)) {
      case STEP:
        store<i32>(stack + (depth++ << 2), load<i32>(s, 4));
        break;
      case FORK:
        store<i32>(stack + (depth++ << 2), load<i32>(s, 8));
        store<i32>(stack + (depth++ << 2), load<i32>(s, 4));
        break;
      case CHARACTER:
        store<i32>(list + (count << 3), n);
        store<u32>(list + (count++ << 3), start, 4);
        break;
      case CONSTRAINT:
        if (holds(load<i32>(s, 8), left, right)) store<i32>(stack + (depth++ << 2), load<i32>(s, 4));
        break;
    }
  }
  countStates(states);
  return done;
}

/** Finds the match that begins at `from` or after it, in `matchStart` and `matchEnd`. */
export function search(p: Program, from: usize): bool {
  let found = false;
  let now = p.list;
  let next = p.nextList;
  // `now` has the states after the last character, by their starts, ascending.
  let waiting = 0;
  let at = from;
  while (at <= textEnd) {
    const left = p.asserts ? flagsBefore(p, at) : 0;
    const right = p.asserts ? flagsAfter(p, at) : 0;
    count = 0;
    p.mark++;
    for (let i = 0; i < waiting; i++) {
      const start = <usize>load<u32>(now + (i << 3), 4);
      if (found && start > matchStart) break;
      if (!add(p, load<i32>(now + (i << 3)), start, left, right, next)) continue;
      if (!found || start < matchStart || !p.shortest) {
        matchStart = start;
        matchEnd = at;
      }
      found = true;
    }
    if (!found && (!p.anchored || at == textStart) && add(p, p.forwardEntry, at, left, right, next)) {
      found = true;
      matchStart = at;
      matchEnd = at;
    }
    if (at == textEnd) return found;
    // The step over the character; starts stay in order.
    const c = classAt(p, at);
    waiting = 0;
    for (let i = 0; i < count; i++) {
      const start = <usize>load<u32>(next + (i << 3), 4);
      if (found && (start > matchStart || (p.shortest && start == matchStart))) break;
      const s = state(p.forward, load<i32>(next + (i << 3)));
      if (!contains(p, load<i32>(s, 8), c)) continue;
      store<i32>(now + (waiting << 3), load<i32>(s, 4));
      store<u32>(now + (waiting++ << 3), start, 4);
    }
    if (waiting == 0 && (found || p.anchored)) return found;
    at = after(at);
  }
  return found;
}
