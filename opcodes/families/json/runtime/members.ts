/** The members of a container as nodes, from which another container is made. */
import { CONTAINER, countOf, isObject, isScalar } from './container';
import { itemLength, itemPointer, readAt, readItem } from './item';
import { NEW_ARRAY, NEW_OBJECT, Node, addMember, itemNode, node } from './node';

/** What a jsonb is inside another: a scalar at the root is the scalar itself. */
export function valueOf(c: usize, length: i32): Node {
  if (!isScalar(c)) return node(CONTAINER, c, length);
  readItem(c, 0);
  return itemNode();
}

/** Adds all members of one container to another of its kind. */
export function addMembers(to: Node, c: usize): void {
  const object = isObject(c);
  const count = countOf(c);
  let key: u32 = 0;
  let value: u32 = 0;
  if (object) for (let i = 0; i < count; i++) value = readAt(c, i, value);
  for (let i = 0; i < count; i++) {
    let pointer: usize = 0;
    let length = 0;
    if (object) {
      key = readAt(c, i, key);
      pointer = itemPointer;
      length = itemLength;
    }
    value = readAt(c, object ? count + i : i, value);
    const member = itemNode();
    member.key = pointer;
    member.keyLength = length;
    addMember(to, member);
  }
}

/** The container as a new one, whose members can be changed. */
export function opened(c: usize): Node {
  const result = node(isObject(c) ? NEW_OBJECT : NEW_ARRAY, 0, 0);
  addMembers(result, c);
  return result;
}
