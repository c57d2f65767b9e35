/** The pairs of a new object in the order of a container, the last of each key: a merge sort that keeps equal keys in their order. */
import { allocate } from '../../core/runtime/scratch';
import { compareKeys } from './item';
import { Node, addMember, nodeAt } from './node';

// @ts-ignore: decorator
@inline
function order(a: Node, b: Node): i32 {
  return compareKeys(a.key, a.keyLength, b.key, b.keyLength);
}

function isSorted(object: Node): bool {
  for (let member = object.first; member != 0; member = nodeAt(member).next) {
    const next = nodeAt(member).next;
    if (next != 0 && order(nodeAt(member), nodeAt(next)) >= 0) return false;
  }
  return true;
}

// @ts-ignore: decorator
@inline
function at(list: usize, i: i32): Node {
  return nodeAt(<usize>load<u32>(list + (<usize>i << 2)));
}

function merge(from: usize, to: usize, low: i32, middle: i32, high: i32): void {
  let a = low;
  let b = middle;
  for (let i = low; i < high; i++) {
    const left = a < middle && (b >= high || order(at(from, a), at(from, b)) <= 0);
    store<u32>(to + (<usize>i << 2), <u32>changetype<usize>(at(from, left ? a++ : b++)));
  }
}

/** Sorts an object's pairs by their keys and drops all but the last of each. */
export function sortKeys(object: Node): void {
  if (isSorted(object)) return;
  const count = object.count;
  let from = allocate(count << 2);
  let to = allocate(count << 2);
  let i = 0;
  for (let member = object.first; member != 0; member = nodeAt(member).next)
    store<u32>(from + (<usize>(i++) << 2), <u32>member);
  for (let width = 1; width < count; width <<= 1) {
    for (let low = 0; low < count; low += width << 1)
      merge(from, to, low, min(low + width, count), min(low + (width << 1), count));
    const sorted = to;
    to = from;
    from = sorted;
  }
  object.first = 0;
  object.last = 0;
  object.count = 0;
  for (let k = 0; k < count; k++) {
    const member = at(from, k);
    if (k + 1 < count && order(member, at(from, k + 1)) == 0) continue;
    member.next = 0;
    addMember(object, member);
  }
}
