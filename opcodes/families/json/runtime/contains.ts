/** Containment: an object has all pairs of another, an array all elements of another in any order, at every level. */
import { CONTAINER, NUMERIC, STRING, countOf, dataOf, isObject, isScalar } from './container';
import { checkDepth } from './depth';
import { countVisits, itemLength, itemPointer, itemType, keyIndex, readAt, readItem } from './item';
import { numeric_eq } from '../../numeric/runtime/compare';

/** Whether the item that was read last, a scalar, equals another. */
function itemEquals(type: u32, pointer: usize, length: i32): bool {
  if (itemType != type) return false;
  if (type == STRING) return itemLength == length && memory.compare(itemPointer, pointer, <usize>length) == 0;
  return type != NUMERIC || numeric_eq(itemPointer, itemLength, pointer, length) != 0;
}

function objectContains(a: usize, b: usize, depth: i32): bool {
  const count = countOf(b);
  if (countOf(a) < count) return false;
  let key: u32 = 0;
  let value: u32 = 0;
  for (let i = 0; i < count; i++) value = readAt(b, i, value);
  for (let i = 0; i < count; i++) {
    key = readAt(b, i, key);
    const found = keyIndex(a, itemPointer, itemLength);
    if (found < 0) return false;
    value = readAt(b, count + i, value);
    const type = itemType;
    const pointer = itemPointer;
    const length = itemLength;
    readItem(a, countOf(a) + found);
    if (type == CONTAINER) {
      if (itemType != CONTAINER || !contains(itemPointer, pointer, depth + 1)) return false;
    } else if (!itemEquals(type, pointer, length)) return false;
  }
  return true;
}

/** Whether an array has an element that equals the scalar or contains the container. */
function hasElement(a: usize, type: u32, pointer: usize, length: i32, depth: i32): bool {
  const count = countOf(a);
  countVisits(count, type == CONTAINER ? 0 : length);
  let offset: u32 = 0;
  for (let i = 0; i < count; i++) {
    offset = readAt(a, i, offset);
    if (type != CONTAINER) {
      if (itemEquals(type, pointer, length)) return true;
    } else if (itemType == CONTAINER && contains(itemPointer, pointer, depth + 1)) return true;
  }
  return false;
}

function contains(a: usize, b: usize, depth: i32): bool {
  checkDepth(depth);
  if (isObject(a) != isObject(b)) return false;
  if (isObject(a)) return objectContains(a, b, depth);
  // An array contains a scalar, but a scalar contains no array.
  if (isScalar(a) && !isScalar(b)) return false;
  const count = countOf(b);
  let offset: u32 = 0;
  for (let i = 0; i < count; i++) {
    offset = readAt(b, i, offset);
    if (!hasElement(a, itemType, itemPointer, itemLength, depth)) return false;
  }
  return true;
}

export function jsonb_contains(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(contains(a, b, 0));
}
export function jsonb_contained(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(contains(b, a, 0));
}
