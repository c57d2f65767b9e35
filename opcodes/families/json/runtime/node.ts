/**
 * A jsonb value that is being made: a scalar or a container as it stands elsewhere, or a new array or object with its members in a list. The
 * nodes lie in scratch memory until the value is written.
 */
import { allocate } from '../../core/runtime/scratch';
import { itemLength, itemPointer, itemType } from './item';

/** Kinds beside the entry types of a container, which have other bits. */
export const NEW_ARRAY: u32 = 1;
export const NEW_OBJECT: u32 = 2;

@unmanaged
export class Node {
  kind: u32;
  /** The bytes of a string, a numeric without its varlena header, or a container that is copied. */
  pointer: usize;
  length: i32;
  key: usize;
  keyLength: i32;
  /** The address of the next member; 0 for none. */
  next: usize;
  /** Members of a new array or object. */
  count: i32;
  first: usize;
  last: usize;
}

// @ts-ignore: decorator
@inline
export function nodeAt(address: usize): Node {
  return changetype<Node>(address);
}

export function node(kind: u32, pointer: usize, length: i32): Node {
  const at = allocate(offsetof<Node>());
  memory.fill(at, 0, offsetof<Node>());
  const result = changetype<Node>(at);
  result.kind = kind;
  result.pointer = pointer;
  result.length = length;
  return result;
}

/** The item that was read last. */
export function itemNode(): Node {
  return node(itemType, itemPointer, itemLength);
}

/** Adds an element, or a pair whose key is set. */
export function addMember(to: Node, member: Node): void {
  const address = changetype<usize>(member);
  if (to.last == 0) to.first = address;
  else nodeAt(to.last).next = address;
  to.last = address;
  to.count++;
}

export function addPair(to: Node, key: usize, keyLength: i32, value: Node): void {
  value.key = key;
  value.keyLength = keyLength;
  addMember(to, value);
}

/** Takes a member out of the list; `before` is the member before it, or 0. */
export function removeMember(from: Node, before: usize, member: usize): void {
  const next = nodeAt(member).next;
  if (before == 0) from.first = next;
  else nodeAt(before).next = next;
  if (next == 0) from.last = before;
  from.count--;
}

/** Puts a member after another, or first if `before` is 0. */
export function insertAfter(to: Node, before: usize, member: Node): void {
  const address = changetype<usize>(member);
  if (before == 0) {
    member.next = to.first;
    to.first = address;
  } else {
    member.next = nodeAt(before).next;
    nodeAt(before).next = address;
  }
  if (member.next == 0) to.last = address;
  to.count++;
}
