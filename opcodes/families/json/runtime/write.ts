/** New values → containers as PostgreSQL stores them. */
import { fail } from '../../core/runtime/raise';
import {
  ARRAY_FLAG, CONTAINER, HAS_OFFSET, LENGTH_MASK, NUMERIC, OBJECT_FLAG, OFFSET_STRIDE, SCALAR_FLAG, STRING,
} from './container';
import { checkDepth } from './depth';
import { ERR_ARRAY_TOO_LARGE, ERR_OBJECT_TOO_LARGE, ERR_STRING_TOO_LONG } from './errors.generated.ts';
import { NEW_ARRAY, NEW_OBJECT, Node, addMember, node, nodeAt } from './node';
import { sortKeys } from './unique-keys';
import { align, append, appendBytes, begin, finishAt, position } from './writer';

/** Writes the i-th entry of a container; returns how many bytes its elements have by now. */
function writeEntry(entries: usize, i: i32, type: u32, length: u32, before: u32, tooLarge: i32): u32 {
  const total = before + length;
  if (total > LENGTH_MASK) fail(tooLarge);
  const entry = i % OFFSET_STRIDE == 0 ? type | total | HAS_OFFSET : type | length;
  store<u32>(entries + (<usize>i << 2), entry);
  return total;
}

/** A string's bytes. */
function writeString(pointer: usize, length: i32): void {
  if (<u32>length > LENGTH_MASK) fail(ERR_STRING_TOO_LONG);
  appendBytes(pointer, length);
}

/** Writes the value's bytes; returns the type of its entry. */
function writeValue(value: Node, depth: i32): u32 {
  const kind = value.kind;
  if (kind == NEW_ARRAY || kind == NEW_OBJECT) {
    align();
    writeContainer(value, 0, depth + 1);
    return CONTAINER;
  }
  if (kind == STRING) {
    writeString(value.pointer, value.length);
  } else if (kind == NUMERIC) {
    align();
    store<u32>(append(4), (<u32>value.length + 4) << 2);
    appendBytes(value.pointer, value.length);
  } else if (kind == CONTAINER) {
    align();
    appendBytes(value.pointer, value.length);
  }
  return kind;
}

/** Writes a new array or object. */
function writeContainer(container: Node, flag: u32, depth: i32): void {
  checkDepth(depth);
  const object = container.kind == NEW_OBJECT;
  if (object) sortKeys(container);
  const count = container.count;
  const tooLarge = object ? ERR_OBJECT_TOO_LARGE : ERR_ARRAY_TOO_LARGE;
  if (<u32>count > LENGTH_MASK) fail(tooLarge);
  store<u32>(append(4), <u32>count | flag | (object ? OBJECT_FLAG : ARRAY_FLAG));
  const entries = append(count << (2 + i32(object)));
  let total: u32 = 0;
  let i = 0;
  if (object) {
    for (let at = container.first; at != 0; at = nodeAt(at).next) {
      const member = nodeAt(at);
      writeString(member.key, member.keyLength);
      total = writeEntry(entries, i++, STRING, member.keyLength, total, tooLarge);
    }
  }
  for (let at = container.first; at != 0; at = nodeAt(at).next) {
    const from = position();
    const type = writeValue(nodeAt(at), depth);
    total = writeEntry(entries, i++, type, <u32>(position() - from), total, tooLarge);
  }
}

/** The value as a function's result, where the mark was: what was allocated since is given back. */
export function jsonbResult(value: Node, mark: usize): usize {
  const container = value.kind == NEW_ARRAY || value.kind == NEW_OBJECT;
  begin();
  if (value.kind == CONTAINER) {
    appendBytes(value.pointer, value.length);
  } else if (container) {
    writeContainer(value, 0, 1);
  } else {
    const root = node(NEW_ARRAY, 0, 0);
    value.next = 0;
    addMember(root, value);
    begin();
    writeContainer(root, SCALAR_FLAG, 1);
  }
  return finishAt(mark);
}
