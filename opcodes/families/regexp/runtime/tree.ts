/** The tree of a regular expression: its nodes, and which of two matches a node prefers (Spencer's flags). */
import { take } from './program';

export const EMPTY: i32 = 0;
export const SET: i32 = 1;
export const ASSERT: i32 = 2;
export const CAT: i32 = 3;
export const ALT: i32 = 4;
/** Repeats what has no submatch that is asked for. */
export const REPEAT: i32 = 5;
/** Repeats any number of times, from none, what has submatches. */
export const ITER: i32 = 6;
export const GROUP: i32 = 7;
/** A row of nodes, in which no submatches are looked for. */
export const ROW: i32 = 8;

export const INFINITE: i32 = 256;

export const LONGER: i32 = 1;
export const SHORTER: i32 = 2;
export const MIXED: i32 = 4;
export const CAPTURES: i32 = 8;

@unmanaged
export class Node {
  kind: i32;
  flags: i32;
  left: usize;
  right: usize;
  /** The set of a SET, the kind of an ASSERT, the least count of a REPEAT. */
  value: i32;
  most: i32;
  /** The next node of a ROW. */
  next: usize;
  capture: i32;
  entry: i32;
  exit: i32;
  backEntry: i32;
  backExit: i32;
}

export function node(kind: i32, flags: i32, left: usize, right: usize): Node {
  const made = changetype<Node>(take(offsetof<Node>()));
  made.kind = kind;
  made.flags = flags;
  made.left = left;
  made.right = right;
  return made;
}

// @ts-ignore: decorator
@inline
export function at(pointer: usize): Node {
  return changetype<Node>(pointer);
}
// @ts-ignore: decorator
@inline
export function addressOf(n: Node): usize {
  return changetype<usize>(n);
}

/** The flags that a node hands up: what its own preference is mixed with is no longer told apart. */
export function up(flags: i32): i32 {
  const mixed = (flags & LONGER) != 0 && (flags & SHORTER) != 0 ? MIXED : 0;
  return (flags & ~(LONGER | SHORTER)) | mixed;
}

/** The flags of two nodes one after another: the first that has a preference decides. */
export function combine(first: i32, second: i32): i32 {
  const own = first & (LONGER | SHORTER);
  return up(first | second) | (own != 0 ? own : second & (LONGER | SHORTER));
}

export function messy(flags: i32): bool {
  return (flags & (MIXED | CAPTURES)) != 0;
}

export function repeat(child: usize, least: i32, most: i32, flags: i32): usize {
  if (least == 1 && most == 1) return child;
  const made = node(REPEAT, flags, child, 0);
  made.value = least;
  made.most = most;
  return addressOf(made);
}

/** Whether every match begins at the start of the text. */
export function startsAnchored(p: usize): bool {
  const n = at(p);
  switch (n.kind) {
    case ASSERT:
      return n.value == 0;
    case CAT:
      return startsAnchored(n.left) || (isAssert(n.left) && startsAnchored(n.right));
    case ROW:
      for (let child = n.left; child != 0; child = at(child).next) {
        if (startsAnchored(child)) return true;
        if (!isAssert(child)) return false;
      }
      return false;
    case ALT:
      return everyStartsAnchored(n);
    case GROUP:
      return startsAnchored(n.left);
    case REPEAT:
      return n.value > 0 && startsAnchored(n.left);
    default:
      return false;
  }
}

function everyStartsAnchored(first: Node): bool {
  let n = first;
  for (; n.kind == ALT; n = at(n.right)) if (!startsAnchored(n.left)) return false;
  return startsAnchored(addressOf(n));
}

function isAssert(p: usize): bool {
  return at(p).kind == ASSERT || at(p).kind == EMPTY;
}

function countAlternatives(first: Node, limit: i32): i32 {
  let total = 1;
  let n = first;
  for (; n.kind == ALT; n = at(n.right)) {
    const count = countStates(n.left, limit - total);
    if (count < 0) return -1;
    total += count + 1;
  }
  const last = countStates(addressOf(n), limit - total);
  return last < 0 ? -1 : total + last;
}

/** How many states the automaton has; -1 when they are more than `limit`. */
export function countStates(p: usize, limit: i32): i32 {
  const n = at(p);
  if (limit < 2) return -1;
  switch (n.kind) {
    case ALT:
      return countAlternatives(n, limit);
    case CAT: {
      const left = countStates(n.left, limit);
      if (left < 0) return -1;
      const right = countStates(n.right, limit - left);
      return right < 0 ? -1 : left + right + 2;
    }
    case REPEAT:
    case ITER: {
      const child = countStates(n.left, limit);
      if (child < 0) return -1;
      const copies = n.most == INFINITE ? n.value + 1 : n.most;
      const total = <i64>(child + 2) * copies + 4;
      return total > limit ? -1 : <i32>total;
    }
    case ROW: {
      let total = 0;
      for (let child = n.left; child != 0; child = at(child).next) {
        const count = countStates(child, limit - total);
        if (count < 0) return -1;
        total += count;
      }
      return total;
    }
    case GROUP:
      return countStates(n.left, limit);
    default:
      return 2;
  }
}
