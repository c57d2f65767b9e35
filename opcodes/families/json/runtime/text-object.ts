/** json_object and jsonb_object: objects of texts, from an array of keys and values in turn, or from an array of each. */
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { NULL, STRING } from './container';
import { ERR_ARRAY_DIMENSIONS, ERR_ARRAY_ODD, ERR_ARRAY_SIZES, ERR_ARRAY_TWO_COLUMNS, ERR_NULL_KEY } from './errors.generated.ts';
import { appendString } from './escape';
import { NEW_OBJECT, Node, addMember, addPair, node, nodeAt } from './node';
import { beginElements, elementLength, elementPointer, nextElement } from './text-array';
import { NULL_WORD } from './words';
import { jsonbResult } from './write';
import { append, appendByte, appendBytes, begin, finish } from './writer';

/** The elements of an array as a list of strings and nulls. */
function textsOf(array: usize): Node {
  const list = node(0, 0, 0);
  beginElements(array);
  while (nextElement()) addMember(list, node(elementPointer == 0 ? NULL : STRING, elementPointer, elementLength));
  return list;
}

function add(object: Node, key: Node, value: Node): void {
  if (key.kind == NULL) fail(ERR_NULL_KEY);
  addPair(object, key.pointer, key.length, node(value.kind, value.pointer, value.length));
}

/** Keys and values in turn, or in two columns. */
function fromOne(array: usize): Node {
  const dimensions = load<i32>(array);
  const object = node(NEW_OBJECT, 0, 0);
  if (dimensions > 2) fail(ERR_ARRAY_DIMENSIONS);
  if (dimensions == 1 && (load<i32>(array, 12) & 1) != 0) fail(ERR_ARRAY_ODD);
  if (dimensions == 2 && load<i32>(array, 16) != 2) fail(ERR_ARRAY_TWO_COLUMNS);
  const texts = textsOf(array);
  for (let at = texts.first; at != 0; at = nodeAt(nodeAt(at).next).next) add(object, nodeAt(at), nodeAt(nodeAt(at).next));
  return object;
}

function fromTwo(keys: usize, values: usize): Node {
  const dimensions = load<i32>(keys);
  if (dimensions > 1 || dimensions != load<i32>(values)) fail(ERR_ARRAY_DIMENSIONS);
  const object = node(NEW_OBJECT, 0, 0);
  const names = textsOf(keys);
  const texts = textsOf(values);
  if (names.count != texts.count) fail(ERR_ARRAY_SIZES);
  let value = texts.first;
  for (let at = names.first; at != 0; at = nodeAt(at).next) {
    add(object, nodeAt(at), nodeAt(value));
    value = nodeAt(value).next;
  }
  return object;
}

function written(object: Node): usize {
  begin();
  appendByte(123);
  for (let at = object.first; at != 0; at = nodeAt(at).next) {
    const value = nodeAt(at);
    if (at != object.first) store<u16>(append(2), 0x202c);
    appendString(value.key, value.keyLength);
    appendByte(32);
    store<u16>(append(2), 0x203a);
    if (value.kind == NULL) appendBytes(NULL_WORD, 4);
    else appendString(value.pointer, value.length);
  }
  appendByte(125);
  return finish();
}

export function json_object(array: usize, length: i32): usize {
  return written(fromOne(array));
}
export function json_object_two_arg(keys: usize, keysLength: i32, values: usize, valuesLength: i32): usize {
  return written(fromTwo(keys, values));
}
export function jsonb_object(array: usize, length: i32): usize {
  const mark = allocate(0);
  return jsonbResult(fromOne(array), mark);
}
export function jsonb_object_two_arg(keys: usize, keysLength: i32, values: usize, valuesLength: i32): usize {
  const mark = allocate(0);
  return jsonbResult(fromTwo(keys, values), mark);
}
