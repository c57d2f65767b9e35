/** The order of jsonb: by type, then containers by their number of members, then members in turn (an object's keys with their values). */
import { bttextcmp } from '../../core/runtime/compare';
import { numeric_cmp } from '../../numeric/runtime/compare';
import { CONTAINER, FALSE, NULL, NUMERIC, STRING, TRUE, countOf, isObject, isScalar } from './container';
import { checkDepth } from './depth';
import { itemLength, itemPointer, itemType, readAt } from './item';

// @ts-ignore: decorator
@inline
function order(a: i32, b: i32): i32 {
  return i32(a > b) - i32(a < b);
}

/** null < string < number < boolean < array < object. */
function rank(type: u32, pointer: usize): i32 {
  if (type == NULL) return 0;
  if (type == STRING) return 1;
  if (type == NUMERIC) return 2;
  if (type != CONTAINER) return 3;
  return isObject(pointer) ? 5 : 4;
}

/** The item that was read last, as left side, against an entry of another container. */
function compareWith(b: usize, i: i32, offset: u32, depth: i32): i32 {
  const type = itemType;
  const pointer = itemPointer;
  const length = itemLength;
  after = readAt(b, i, offset);
  const end = after;
  const ranks = order(rank(type, pointer), rank(itemType, itemPointer));
  let result = ranks;
  if (ranks == 0) {
    if (type == STRING) result = bttextcmp(pointer, length, itemPointer, itemLength);
    else if (type == NUMERIC) result = numeric_cmp(pointer, length, itemPointer, itemLength);
    else if (type == TRUE || type == FALSE) result = order(i32(type == TRUE), i32(itemType == TRUE));
    else if (type == CONTAINER) result = compareContainers(pointer, itemPointer, depth + 1);
  }
  after = end;
  return result;
}
/** The offset after the entry of the right side. */
let after: u32 = 0;

function compareObjects(a: usize, b: usize, depth: i32): i32 {
  const count = countOf(a);
  const others = countOf(b);
  if (count != others) return order(count, others);
  let key: u32 = 0;
  let otherKey: u32 = 0;
  let value: u32 = 0;
  let otherValue: u32 = 0;
  for (let i = 0; i < count; i++) {
    value = readAt(a, i, value);
    otherValue = readAt(b, i, otherValue);
  }
  for (let i = 0; i < count; i++) {
    key = readAt(a, i, key);
    const keys = compareWith(b, i, otherKey, depth);
    otherKey = after;
    if (keys != 0) return keys;
    value = readAt(a, count + i, value);
    const values = compareWith(b, count + i, otherValue, depth);
    otherValue = after;
    if (values != 0) return values;
  }
  return 0;
}

function compareArrays(a: usize, b: usize, depth: i32): i32 {
  const count = countOf(a);
  const others = countOf(b);
  // The number of elements decides also between a scalar and an array, so the empty array comes before every scalar.
  if (count != others) return order(count, others);
  if (isScalar(a) != isScalar(b)) return isScalar(a) ? -1 : 1;
  let offset: u32 = 0;
  let other: u32 = 0;
  for (let i = 0; i < count; i++) {
    offset = readAt(a, i, offset);
    const elements = compareWith(b, i, other, depth);
    other = after;
    if (elements != 0) return elements;
  }
  return 0;
}

function compareContainers(a: usize, b: usize, depth: i32): i32 {
  checkDepth(depth);
  const object = isObject(a);
  if (object != isObject(b)) return object ? 1 : -1;
  return object ? compareObjects(a, b, depth) : compareArrays(a, b, depth);
}

/** -1, 0 or 1. */
export function jsonb_cmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return compareContainers(a, b, 0);
}
export function jsonb_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(jsonb_cmp(a, aLength, b, bLength) == 0);
}
export function jsonb_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(jsonb_cmp(a, aLength, b, bLength) != 0);
}
export function jsonb_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(jsonb_cmp(a, aLength, b, bLength) < 0);
}
export function jsonb_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(jsonb_cmp(a, aLength, b, bLength) <= 0);
}
export function jsonb_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(jsonb_cmp(a, aLength, b, bLength) > 0);
}
export function jsonb_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return i32(jsonb_cmp(a, aLength, b, bLength) >= 0);
}
