/**
 * What a regular expression becomes: where its parts lie in memory. It is made in the scratch area for one call, or in memory of the program
 * when the pattern is a constant.
 */
import { allocate } from '../../core/runtime/scratch';
import { allocateState } from '../../core/runtime/state';

/** How a pattern is read (PostgreSQL's REG_… flags). */
export const ICASE: i32 = 1;
export const EXPANDED: i32 = 2;
export const NLSTOP: i32 = 4;
export const NLANCH: i32 = 8;
export const QUOTE: i32 = 16;
export const EXTENDED_ONLY: i32 = 32;
/** Submatches are not asked for, so parentheses only group. */
export const NO_CAPTURES: i32 = 64;

/** What is known of the character before or after a place. */
export const WORD: i32 = 1;
export const NEWLINE: i32 = 2;
export const EDGE: i32 = 4;

/** Constraints. */
export const AT_START: i32 = 0;
export const AT_LINE_START: i32 = 1;
export const AT_END: i32 = 2;
export const AT_LINE_END: i32 = 3;
export const AT_WORD_START: i32 = 4;
export const AT_WORD_END: i32 = 5;
export const AT_WORD_EDGE: i32 = 6;
export const NOT_WORD_EDGE: i32 = 7;

@unmanaged
export class Program {
  root: usize;
  forward: usize;
  forwardEntry: i32;
  forwardExit: i32;
  /** The automaton that reads backward: only when there are submatches. */
  backward: usize;
  states: i32;
  classes: i32;
  ascii: usize;
  /** The first code points of the intervals, ascending, and the class of each. */
  bounds: usize;
  boundCount: i32;
  boundClasses: usize;
  /** A bit for each class, `setWords` words for each set. */
  sets: usize;
  setWords: i32;
  /** WORD, NEWLINE or EDGE for each class; the last class is the end of the text. */
  classFlags: usize;
  captures: i32;
  shortest: bool;
  anchored: bool;
  asserts: bool;
  /** The automaton of sets of states, built as texts are read. */
  cache: usize;
  cacheSize: i32;
  cacheUsed: i32;
  starts: usize;
  buckets: usize;
  /** Room for two sets of states, with a place for each. */
  list: usize;
  nextList: usize;
  marks: usize;
  mark: i32;
  stack: usize;
  /** All matches are replaced. */
  global: bool;
}

let lasting: bool = false;

/** Whether what is taken now is to last as long as the program. */
export function setLasting(value: bool): void {
  lasting = value;
  chunk = 0;
  chunkEnd = 0;
}

/** Small parts that last share pieces of memory. */
const CHUNK: i32 = 8192;
let chunk: usize = 0;
let chunkEnd: usize = 0;

/** Zeroed memory that lasts as long as the regular expression. */
export function take(bytes: i32): usize {
  if (lasting) {
    if (bytes >= CHUNK / 4) return allocateState(bytes);
    const size = (<usize>bytes + 7) & ~7;
    if (chunk + size > chunkEnd) {
      chunk = allocateState(CHUNK);
      chunkEnd = chunk + CHUNK;
    }
    chunk += size;
    return chunk - size;
  }
  const at = allocate(bytes);
  memory.fill(at, 0, bytes);
  return at;
}

export function newProgram(): Program {
  return changetype<Program>(take(offsetof<Program>()));
}

/** Whether a constraint holds between two characters of which this is known. */
export function holds(kind: i32, before: i32, after: i32): bool {
  switch (kind) {
    case AT_START:
      return (before & EDGE) != 0;
    case AT_LINE_START:
      return (before & (EDGE | NEWLINE)) != 0;
    case AT_END:
      return (after & EDGE) != 0;
    case AT_LINE_END:
      return (after & (EDGE | NEWLINE)) != 0;
    case AT_WORD_START:
      return (before & WORD) == 0 && (after & WORD) != 0;
    case AT_WORD_END:
      return (before & WORD) != 0 && (after & WORD) == 0;
    case AT_WORD_EDGE:
      return ((before ^ after) & WORD) != 0;
    default:
      return ((before ^ after) & WORD) == 0;
  }
}
