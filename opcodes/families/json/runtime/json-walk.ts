/**
 * Members of json, which is text: a walk along a path of keys and indexes, to the end of the text, so that the last of equal keys counts.
 * The text is known to be JSON; strings are decoded on the way, as in PostgreSQL, so an escape that no text can hold is an error.
 */
import { allocate, shrinkTo } from '../../core/runtime/scratch';
import { checkDepth } from './depth';
import { NO_INDEX, countsFromEnd, setStepIndex, stepCount, stepIndex, stepKey, stepKeyLength } from './steps';
import { lexString, plainEnd, stringEnd, stringLength, stringPointer } from './string';

/** The value that was found; 0 if none. */
export let foundStart: usize = 0;
export let foundEnd: usize = 0;

let textEnd: usize = 0;

export function skipSpace(p: usize, end: usize): usize {
  while (p < end) {
    const c = <u32>load<u8>(p);
    if (c != 32 && c - 9 > 4) break;
    p++;
  }
  return p;
}

/** The address after a string's quote; `p` is after its first. */
function skipString(p: usize): usize {
  const plain = plainEnd(p, textEnd);
  if (plain < textEnd && load<u8>(plain) == 34) return plain + 1;
  const mark = allocate(0);
  lexString(p, textEnd, true);
  shrinkTo(mark);
  return stringEnd;
}

/** The address after the value that begins at `p`. */
function skipValue(p: usize): usize {
  let depth = 0;
  while (p < textEnd) {
    const c = <u32>load<u8>(p);
    if (c == 34) {
      p = skipString(p + 1);
      if (depth == 0) return p;
      continue;
    }
    if (c == 123 || c == 91) {
      depth++;
    } else if (c == 125 || c == 93) {
      // Of a scalar this is the end of what contains it.
      if (depth == 0) return p;
      if (--depth == 0) return p + 1;
    } else if (depth == 0 && (c == 44 || c == 32 || c - 9 < 5)) {
      return p;
    }
    p++;
  }
  return p;
}

/** Where the next member begins, after a value and perhaps a comma. */
function nextMember(p: usize): usize {
  p = skipSpace(p, textEnd);
  return p < textEnd && load<u8>(p) == 44 ? skipSpace(p + 1, textEnd) : p;
}

function walkObject(p: usize, level: i32, onPath: bool): usize {
  const key = stepKey(level);
  const keyLength = stepKeyLength(level);
  p = skipSpace(p + 1, textEnd);
  while (p < textEnd && load<u8>(p) != 125) {
    const mark = allocate(0);
    lexString(p + 1, textEnd, true);
    shrinkTo(mark);
    const matches = onPath && key != 0 && stringLength == keyLength && memory.compare(stringPointer, key, <usize>keyLength) == 0;
    // After the colon.
    p = skipSpace(skipSpace(stringEnd, textEnd) + 1, textEnd);
    p = nextMember(visit(p, level + 1, matches));
  }
  return p + 1;
}

/** How many elements the array has that begins at `p`; `arrayEnd` is after it. */
export function countElements(p: usize, end: usize): i32 {
  textEnd = end;
  p = skipSpace(p + 1, textEnd);
  let count = 0;
  for (; p < textEnd && load<u8>(p) != 93; count++) p = nextMember(skipValue(p));
  return count;
}

function walkArray(p: usize, level: i32, onPath: bool): usize {
  let index = stepIndex(level);
  if (index < 0 && index != NO_INDEX) {
    const count = countElements(p, textEnd);
    if (index + count >= 0) {
      index += count;
      setStepIndex(level, index);
    }
  }
  p = skipSpace(p + 1, textEnd);
  for (let i = 0; p < textEnd && load<u8>(p) != 93; i++) p = nextMember(visit(p, level + 1, onPath && i == index));
  return p + 1;
}

/**
 * Goes over a value; returns the address after it. An index from the end is counted in the first array of its level that is long enough, also
 * beside the path, and keeps that place in all others: so does PostgreSQL.
 */
function visit(p: usize, level: i32, onPath: bool): usize {
  return onPath || (countsFromEnd && level < stepCount) ? walk(p, level, onPath) : skipValue(p);
}

/** Walks over the value that begins at `p`; returns the address after it. */
function walk(p: usize, level: i32, onPath: bool): usize {
  checkDepth(level);
  if (level == stepCount) {
    const end = skipValue(p);
    foundStart = p;
    foundEnd = end;
    return end;
  }
  const c = p < textEnd ? <u32>load<u8>(p) : 0;
  if (c == 123) return walkObject(p, level, onPath);
  if (c == 91) return walkArray(p, level, onPath);
  return skipValue(p);
}

/** Looks for what the path leads to; says whether there is such a value. */
export function findPath(text: usize, length: i32): bool {
  textEnd = text + length;
  foundStart = 0;
  walk(skipSpace(text, textEnd), 0, true);
  return foundStart != 0;
}
