/** Changes at the end of a path: a value is put in the place of another, beside it, or taken out. What lies beside the path is copied whole. */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { CONTAINER, isObject } from './container';
import { checkDepth } from './depth';
import { ERR_PATH_ELEMENT_NULL, ERR_REPLACE_EXISTING_KEY } from './errors.generated.ts';
import { isInteger } from './index-text';
import { opened } from './members';
import { Node, addPair, insertAfter, node, nodeAt, removeMember } from './node';
import { failAtStep } from './step-error';
import { integerStep, stepCount, stepKey, stepKeyLength } from './steps';

export const REPLACE: i32 = 1;
export const CREATE: i32 = 2;
export const INSERT_BEFORE: i32 = 4;
export const INSERT_AFTER: i32 = 8;
export const DELETE: i32 = 16;
const INSERT: i32 = 12;
const CREATE_OR_INSERT: i32 = 14;

/** A copy of the value's node, because a node is in one list. */
function copyOf(value: Node): Node {
  return node(value.kind, value.pointer, value.length);
}

/** The step must not be null. */
function checkStep(level: i32): void {
  if (stepKey(level) != 0) return;
  detailNumber(level + 1);
  failWithDetail(ERR_PATH_ELEMENT_NULL);
}

/** A container is opened and changed further down; what is no container has nothing to change. */
function descend(member: Node, level: i32, value: Node, change: i32): void {
  checkStep(level);
  if (member.kind != CONTAINER) return;
  const changed = changedAt(member.pointer, level, value, change);
  member.kind = changed.kind;
  member.count = changed.count;
  member.first = changed.first;
  member.last = changed.last;
}

function changeObject(object: Node, level: i32, value: Node, change: i32): void {
  const last = level == stepCount - 1;
  const key = stepKey(level);
  const length = stepKeyLength(level);
  let before: usize = 0;
  let at = object.first;
  for (; at != 0; at = nodeAt(at).next) {
    const member = nodeAt(at);
    if (member.keyLength == length && memory.compare(member.key, key, <usize>length) == 0) break;
    before = at;
  }
  if (at == 0) {
    // The writer sorts the keys.
    if (last && (change & CREATE_OR_INSERT) != 0) addPair(object, key, length, copyOf(value));
    return;
  }
  if (!last) return descend(nodeAt(at), level + 1, value, change);
  if ((change & INSERT) != 0) fail(ERR_REPLACE_EXISTING_KEY);
  removeMember(object, before, at);
  if (change != DELETE) {
    const replaced = copyOf(value);
    replaced.key = key;
    replaced.keyLength = length;
    insertAfter(object, before, replaced);
  }
}

/** The element that the step means; one past the end, and one before the first as -1, are places for new elements. */
function placeOf(level: i32, count: i32): i32 {
  const index = integerStep(level);
  if (!isInteger) failAtStep(level);
  if (index >= 0) return min(index, count);
  return max(<i64>index + <i64>count, -1) < 0 ? -1 : index + count;
}

function changeArray(array: Node, level: i32, value: Node, change: i32): void {
  const last = level == stepCount - 1;
  const place = placeOf(level, array.count);
  if (place < 0 || place >= array.count) {
    if (last && (change & CREATE_OR_INSERT) != 0) insertAfter(array, place < 0 ? 0 : array.last, copyOf(value));
    return;
  }
  let before: usize = 0;
  let at = array.first;
  for (let i = 0; i < place; i++) {
    before = at;
    at = nodeAt(at).next;
  }
  if (!last) return descend(nodeAt(at), level + 1, value, change);
  if (change == INSERT_BEFORE) {
    insertAfter(array, before, copyOf(value));
  } else if (change == INSERT_AFTER) {
    insertAfter(array, at, copyOf(value));
  } else {
    removeMember(array, before, at);
    if (change != DELETE) insertAfter(array, before, copyOf(value));
  }
}

/** The container at this level of the path, changed. */
export function changedAt(c: usize, level: i32, value: Node, change: i32): Node {
  checkDepth(level);
  checkStep(level);
  const result = opened(c);
  if (isObject(c)) changeObject(result, level, value, change);
  else changeArray(result, level, value, change);
  return result;
}
