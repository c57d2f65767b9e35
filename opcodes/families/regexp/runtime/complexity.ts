/**
 * Whether PostgreSQL calls a regular expression too complex. It takes the empty arcs out of its automaton (`fixempties`): a character then leads to every state that
 * was reached from it through empty arcs, and in a row of n parts that may be left out those are n * n / 2 arcs. It then doubles the states that a match may begin in
 * (`makesearch`), and gives up at 500,000 states with four arcs each (REG_MAX_COMPILE_SPACE). Our automaton keeps its empty arcs and needs none of that, but a pattern
 * that is an error there is one here. The arcs are counted, never made.
 */
import { CHARACTER, CONSTRAINT, FORK, STEP, state } from './automaton';
import { Program } from './program';
import { countStates } from './run';

/** In bytes of a 64-bit PostgreSQL: a state, an arc, and the bound. */
const STATE: i64 = 56;
const ARC: i64 = 72;
const MOST_BYTES: i64 = 500_000 * (STATE + 4 * ARC);
/** An automaton this small cannot come near the bound. */
const SMALL: i32 = 256;

/** Per state: what leads into it (an empty arc counts 1, another 2), and how many states are reached from it through empty arcs, once that is known. */
let arriving: usize = 0;
let reached: usize = 0;
let marks: usize = 0;
let stack: usize = 0;
let mark: i32 = 0;
let automaton: usize = 0;

/** `p` is compiled but for its room to run, which is used here; `count` is how many states its automaton has. */
export function isTooComplex(p: Program, count: i32): bool {
  if (count < SMALL) return false;
  automaton = p.forward;
  arriving = p.list;
  reached = p.nextList;
  marks = p.marks;
  stack = p.stack;
  mark = 0;
  const entry = target(p.forwardEntry);
  arrive(entry, 2);
  let bytes: i64 = 0;
  for (let s = 0; s < count; s++) {
    const op = load<i32>(state(automaton, s));
    if (op == FORK) {
      arrive(target(load<i32>(state(automaton, s), 4)), 1);
      arrive(target(load<i32>(state(automaton, s), 8)), 1);
      bytes += ARC;
    } else if (op == CHARACTER || op == CONSTRAINT) {
      arrive(target(load<i32>(state(automaton, s), 4)), 2);
      bytes += STATE;
    }
  }
  for (let s = 0; s < count && bytes <= MOST_BYTES; s++) bytes += arcsFrom(p, s) * ARC;
  if (bytes <= MOST_BYTES) bytes += arcsOfBeginnings(p, entry) * ARC;
  const room = <usize>p.states << 3;
  memory.fill(p.list, 0, room);
  memory.fill(p.nextList, 0, room);
  memory.fill(p.marks, 0, <usize>p.states << 2);
  return bytes > MOST_BYTES;
}

/** Past the states whose only way out is an empty arc: they are names of the next one. */
function target(s: i32): i32 {
  let at = s;
  while (load<i32>(state(automaton, at)) == STEP) at = load<i32>(state(automaton, at), 4);
  return at;
}

function arrive(s: i32, weight: i32): void {
  const count = arriving + (<usize>s << 2);
  store<i32>(count, load<i32>(count) + weight);
}

/** Whether an empty arc is the only way in, so that the state is one with where the arc comes from. */
// @ts-ignore: decorator
@inline
function isMerged(s: i32): bool {
  return load<i32>(arriving + (<usize>s << 2)) == 1;
}

/** How many arcs a character of the automaton becomes: one for each of its colours and each state that it leads to. */
function arcsFrom(p: Program, s: i32): i64 {
  const op = load<i32>(state(automaton, s));
  if (op != CHARACTER && op != CONSTRAINT) return 0;
  const reach = reachedFrom(target(load<i32>(state(automaton, s), 4)));
  return op == CHARACTER ? <i64>reach * colours(p, load<i32>(state(automaton, s), 8)) : reach;
}

/** The classes of a set; all of them are one colour, which is PostgreSQL's RAINBOW. */
function colours(p: Program, set: i32): i32 {
  let count = 0;
  for (let w = 0; w < p.setWords; w++) count += popcnt(load<i32>(p.sets + (<usize>(set * p.setWords + w) << 2)));
  return count >= p.classes ? 1 : count;
}

function reachedFrom(s: i32): i32 {
  const known = reached + (<usize>s << 2);
  if (load<i32>(known) == 0) {
    let count = 0;
    let seen = 0;
    begin(s);
    for (let top = 1; top > 0; seen++) {
      top--;
      const at = load<i32>(stack + (<usize>top << 2));
      if (at == s || !isMerged(at)) count++;
      top = follow(at, top);
    }
    store<i32>(known, count);
    countStates(seen);
  }
  return load<i32>(known);
}

/** The arcs of the states that a match may begin in; a first state that nothing comes back to is not doubled. */
function arcsOfBeginnings(p: Program, entry: i32): i64 {
  const doubled = arcsWithin(p, entry, false);
  return load<i32>(arriving + (<usize>entry << 2)) > 2 ? doubled : doubled - arcsWithin(p, entry, true);
}

/** The arcs of the states that empty arcs reach, or of those only that are one with `entry`. All of `reached` is known by now, so that the walk is not disturbed. */
function arcsWithin(p: Program, entry: i32, one: bool): i64 {
  let arcs: i64 = 0;
  begin(entry);
  for (let top = 1; top > 0; ) {
    top--;
    const at = load<i32>(stack + (<usize>top << 2));
    if (one && at != entry && !isMerged(at)) continue;
    arcs += arcsFrom(p, at);
    top = follow(at, top);
  }
  return arcs;
}

function begin(s: i32): void {
  mark++;
  store<i32>(marks + (<usize>s << 2), mark);
  store<i32>(stack, s);
}

/** Puts the states that empty arcs lead to on the stack; hands back its height. */
function follow(s: i32, height: i32): i32 {
  if (load<i32>(state(automaton, s)) != FORK) return height;
  return push(target(load<i32>(state(automaton, s), 4)), push(target(load<i32>(state(automaton, s), 8)), height));
}

function push(s: i32, height: i32): i32 {
  const m = marks + (<usize>s << 2);
  if (load<i32>(m) == mark) return height;
  store<i32>(m, mark);
  store<i32>(stack + (<usize>height << 2), s);
  return height + 1;
}
