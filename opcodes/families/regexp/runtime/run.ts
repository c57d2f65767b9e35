/** Running the automaton over a text: what a place is like, and which states are reached from one without reading. */
import { countWork } from '../../core/runtime/work';
import { decodeCharacter } from '../../text/runtime/utf8';
import { CHARACTER, CONSTRAINT, FORK, STEP, state } from './automaton';
import { EDGE, Program, holds } from './program';
import { intervalOf } from './sets';

/** The text that is read. */
export let textStart: usize = 0;
export let textEnd: usize = 0;

export function setText(start: usize, length: i32): void {
  textStart = start;
  textEnd = start + length;
}

// @ts-ignore: decorator
@inline
export function after(at: usize): usize {
  const lead = <u32>load<u8>(at);
  return at + (lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4);
}
export function before(at: usize): usize {
  do {
    at--;
  } while ((load<u8>(at) & 0xc0) == 0x80);
  return at;
}

/** The class of the character at a place. */
// @ts-ignore: decorator
@inline
export function classAt(p: Program, at: usize): i32 {
  const lead = <i32>load<u8>(at);
  return lead < 0x80 ? <i32>load<u16>(p.ascii + (lead << 1)) : wideClass(p, at);
}

function wideClass(p: Program, at: usize): i32 {
  return load<i32>(p.boundClasses + (intervalOf(p.bounds, p.boundCount, decodeCharacter(at)) << 2));
}

export function flagsBefore(p: Program, at: usize): i32 {
  if (at == textStart) return EDGE;
  return load<u8>(p.classFlags + classAt(p, before(at)));
}
export function flagsAfter(p: Program, at: usize): i32 {
  if (at == textEnd) return EDGE;
  return load<u8>(p.classFlags + classAt(p, at));
}

// @ts-ignore: decorator
@inline
export function contains(p: Program, set: i32, c: i32): bool {
  return ((load<u32>(p.sets + ((set * p.setWords + (c >> 5)) << 2)) >> (c & 31)) & 1) != 0;
}

/** How many states are in the list that `close` adds to. */
export let listCount: i32 = 0;
/** Whether `close` has come to the exit. */
export let reached: bool = false;
/** Begins an empty list. */
export function beginList(p: Program): void {
  listCount = 0;
  reached = false;
  p.mark++;
}

/** In units of work. */
const STATE: u64 = 4;

/** Counts states that were looked at for one place of the text, which may be done again for each match. */
// @ts-ignore: decorator
@inline
export function countStates(states: i32): void {
  countWork(<u64>states * STATE);
}

/** Adds the states that read a character and are reached from `from`; nothing is reached through `exit`. */
export function close(p: Program, automaton: usize, from: i32, exit: i32, left: i32, right: i32, list: usize): void {
  const stack = p.stack;
  const marks = p.marks;
  const mark = p.mark;
  let depth = 1;
  store<i32>(stack, from);
  let states = 0;
  while (depth > 0) {
    states++;
    const n = load<i32>(stack + (--depth << 2));
    const seen = marks + (n << 2);
    if (load<i32>(seen) == mark) continue;
    store<i32>(seen, mark);
    if (n == exit) {
      reached = true;
      continue;
    }
    const s = state(automaton, n);
    switch (load<i32>(s)) {
      case STEP:
        store<i32>(stack + (depth++ << 2), load<i32>(s, 4));
        break;
      case FORK:
        store<i32>(stack + (depth++ << 2), load<i32>(s, 8));
        store<i32>(stack + (depth++ << 2), load<i32>(s, 4));
        break;
      case CHARACTER:
        store<i32>(list + (listCount++ << 2), n);
        break;
      case CONSTRAINT:
        if (holds(load<i32>(s, 8), left, right)) store<i32>(stack + (depth++ << 2), load<i32>(s, 4));
        break;
    }
  }
  countStates(states);
}
