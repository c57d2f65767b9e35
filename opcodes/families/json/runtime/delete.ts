/** Values without a key, without strings of an array, or without one element. */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { STRING, countOf, isObject, isScalar } from './container';
import { ERR_DELETE_FROM_SCALAR, ERR_DELETE_INDEX_FROM_OBJECT } from './errors.generated.ts';
import { countVisits } from './item';
import { opened } from './members';
import { Node, nodeAt, removeMember } from './node';
import { beginElements, checkDimensions, elementLength, elementPointer, nextElement } from './text-array';
import { jsonbResult } from './write';

/** Takes out the pair with the key, or all elements that are the string. */
function deleteText(container: Node, object: bool, text: usize, length: i32): void {
  countVisits(container.count, length);
  let before: usize = 0;
  for (let at = container.first; at != 0; at = nodeAt(at).next) {
    const member = nodeAt(at);
    const pointer = object ? member.key : member.pointer;
    const size = object ? member.keyLength : member.length;
    const named = object || member.kind == STRING;
    if (named && size == length && memory.compare(pointer, text, <usize>length) == 0) removeMember(container, before, at);
    else before = at;
  }
}

export function jsonb_delete(c: usize, length: i32, key: usize, keyLength: i32): usize {
  if (isScalar(c)) fail(ERR_DELETE_FROM_SCALAR);
  if (countOf(c) == 0) return textResult(c, length);
  const mark = allocate(0);
  const result = opened(c);
  deleteText(result, isObject(c), key, keyLength);
  return jsonbResult(result, mark);
}

/** The keys are the elements of the array; nulls among them are none. */
export function jsonb_delete_array(c: usize, length: i32, array: usize, _arrayLength: i32): usize {
  checkDimensions(array);
  if (isScalar(c)) fail(ERR_DELETE_FROM_SCALAR);
  if (countOf(c) == 0) return textResult(c, length);
  const mark = allocate(0);
  const result = opened(c);
  const object = isObject(c);
  beginElements(array);
  while (nextElement()) if (elementPointer != 0) deleteText(result, object, elementPointer, elementLength);
  return jsonbResult(result, mark);
}

export function jsonb_delete_idx(c: usize, length: i32, index: i32): usize {
  if (isScalar(c)) fail(ERR_DELETE_FROM_SCALAR);
  if (isObject(c)) fail(ERR_DELETE_INDEX_FROM_OBJECT);
  const count = countOf(c);
  if (index < 0) index += count;
  if (index < 0 || index >= count) return textResult(c, length);
  const mark = allocate(0);
  const result = opened(c);
  let before: usize = 0;
  let at = result.first;
  for (let i = 0; i < index; i++) {
    before = at;
    at = nodeAt(at).next;
  }
  removeMember(result, before, at);
  return jsonbResult(result, mark);
}
