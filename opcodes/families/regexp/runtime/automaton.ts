/**
 * From the tree to an automaton: states of 12 bytes, each empty, a fork, a set of characters or a constraint. It is made forward and, for
 * submatches, backward; every node of the tree knows where its part begins and ends in both, so that a part can be run alone.
 */
import { take } from './program';
import { ALT, ASSERT, CAT, EMPTY, GROUP, INFINITE, Node, ROW, SET, addressOf, at } from './tree';

export const STEP: i32 = 0;
export const FORK: i32 = 1;
export const CHARACTER: i32 = 2;
export const CONSTRAINT: i32 = 3;
/** Nothing follows: the end of the whole, or a place that is not joined yet. */
export const NOTHING: i32 = 4;

let states: usize = 0;
let used: i32 = 0;
let backward: bool = false;

// @ts-ignore: decorator
@inline
export function state(automaton: usize, n: i32): usize {
  return automaton + <usize>n * 12;
}

function add(op: i32, a: i32, b: i32): i32 {
  const s = state(states, used);
  store<i32>(s, op);
  store<i32>(s, a, 4);
  store<i32>(s, b, 8);
  return used++;
}

function join(from: i32, to: i32): void {
  const s = state(states, from);
  store<i32>(s, STEP);
  store<i32>(s, to, 4);
}

/** The entry and the exit of the part that was made last. */
let entry: i32 = 0;
let exit: i32 = 0;

/** Makes the automaton of the tree; `most` is how many states it can have. */
export function makeAutomaton(root: usize, most: i32, isBackward: bool): usize {
  states = take((most + 2) * 12);
  used = 0;
  backward = isBackward;
  emit(root);
  return states;
}

function emit(p: usize): void {
  const n = at(p);
  switch (n.kind) {
    case SET:
    case ASSERT:
      entry = add(n.kind == SET ? CHARACTER : CONSTRAINT, used + 1, n.value);
      exit = add(NOTHING, 0, 0);
      break;
    case EMPTY:
      entry = add(STEP, used + 1, 0);
      exit = add(NOTHING, 0, 0);
      break;
    case CAT:
      emitCat(n);
      break;
    case ROW:
      emitRow(n);
      break;
    case ALT:
      emitAlternatives(n);
      break;
    case GROUP:
      emit(n.left);
      break;
    default:
      emitRepeat(n);
  }
  setPlaces(n, entry, exit);
}

function emitCat(n: Node): void {
  emit(n.left);
  const leftEntry = entry;
  const leftExit = exit;
  emit(n.right);
  if (backward) {
    join(exit, leftEntry);
    exit = leftExit;
  } else {
    join(leftExit, entry);
    entry = leftEntry;
  }
}

function emitRow(n: Node): void {
  emit(n.left);
  let begin = entry;
  let end = exit;
  for (let child = at(n.left).next; child != 0; child = at(child).next) {
    emit(child);
    if (backward) {
      join(exit, begin);
      begin = entry;
    } else {
      join(end, entry);
      end = exit;
    }
  }
  entry = begin;
  exit = end;
}

/** A fork for each alternative but the last. They are a list of any length, so it is walked and not descended into. */
function emitAlternatives(first: Node): void {
  const end = add(NOTHING, 0, 0);
  let begin = -1;
  let last = -1;
  let n = first;
  while (n.kind == ALT) {
    emit(n.left);
    join(exit, end);
    const fork = add(FORK, entry, 0);
    setPlaces(n, fork, end);
    if (last < 0) begin = fork;
    else store<i32>(state(states, last), fork, 8);
    last = fork;
    n = at(n.right);
  }
  emit(addressOf(n));
  join(exit, end);
  store<i32>(state(states, last), entry, 8);
  entry = begin;
  exit = end;
}

/** Where the part of a node begins and ends. */
function setPlaces(n: Node, begin: i32, end: i32): void {
  if (backward) {
    n.backEntry = begin;
    n.backExit = end;
  } else {
    n.entry = begin;
    n.exit = end;
  }
}

/** At least `value` copies, then either a loop, or copies that can be left out. */
function emitRepeat(n: Node): void {
  const begin = add(NOTHING, 0, 0);
  const end = add(NOTHING, 0, 0);
  let last = begin;
  for (let i = 0; i < n.value; i++) {
    emit(n.left);
    join(last, entry);
    last = exit;
  }
  if (n.most == INFINITE) {
    emit(n.left);
    const fork = add(FORK, entry, end);
    join(last, fork);
    join(exit, fork);
    last = -1;
  } else {
    for (let i = n.value; i < n.most; i++) {
      emit(n.left);
      join(last, add(FORK, entry, end));
      last = exit;
    }
  }
  if (last >= 0) join(last, end);
  entry = begin;
  exit = end;
}
