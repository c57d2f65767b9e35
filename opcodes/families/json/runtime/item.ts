/** One value inside a container, read where it lies: what was read last is in three variables. */
import { countWork } from '../../core/runtime/work';
import {
  CONTAINER, NUMERIC, STRING, TYPE_MASK, countOf, dataOf, entryAt, isArray, isObject, lengthAt, offsetOf,
} from './container';

/** In units of work: looking at an element, apart from the bytes of a long text that it is compared with. */
const VISIT: u64 = 8;

/** Counts the search for a text of that length among so many elements, which is done for each of many texts. */
export function countVisits(count: i32, length: i32): void {
  countWork(<u64>count * (VISIT + <u64>(length >> 3)));
}

/** The entry's type. */
export let itemType: u32 = 0;
/** The bytes of a string, a numeric (without its varlena header) or a container. */
export let itemPointer: usize = 0;
export let itemLength: i32 = 0;

/** Reads the entry whose bytes begin at the offset; returns the offset after them. */
export function readAt(c: usize, i: i32, offset: u32): u32 {
  const entry = entryAt(c, i);
  const length = lengthAt(entry, offset);
  itemType = entry & TYPE_MASK;
  itemPointer = dataOf(c) + offset;
  itemLength = length;
  if (itemType == NUMERIC || itemType == CONTAINER) {
    const padding = (0 - offset) & 3;
    itemPointer += padding;
    itemLength -= <i32>padding;
    if (itemType == NUMERIC) {
      // The padding after a numeric is not its own, so the varlena header says the length.
      itemLength = <i32>(load<u32>(itemPointer) >> 2) - 4;
      itemPointer += 4;
    }
  }
  return offset + <u32>length;
}

/** Reads an entry. */
export function readItem(c: usize, i: i32): void {
  readAt(c, i, offsetOf(c, i));
}

/** The element of an array, or false; a negative index counts from the end. */
export function readElement(c: usize, index: i32): bool {
  const count = countOf(c);
  if (index < 0) index += count;
  if (index < 0 || index >= count || !isArray(c)) return false;
  readItem(c, index);
  return true;
}

/** Keys are ordered by length, then by bytes. */
export function compareKeys(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return aLength != bLength ? (aLength < bLength ? -1 : 1) : memory.compare(a, b, <usize>aLength);
}

/** The place of a key among an object's keys, or -1. */
export function keyIndex(c: usize, key: usize, length: i32): i32 {
  const data = dataOf(c);
  let low = 0;
  let high = countOf(c);
  while (low < high) {
    const middle = (low + high) >> 1;
    const offset = offsetOf(c, middle);
    const order = compareKeys(data + offset, lengthAt(entryAt(c, middle), offset), key, length);
    if (order == 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return -1;
}

/** The value of an object's key, or false. */
export function readField(c: usize, key: usize, length: i32): bool {
  if (!isObject(c)) return false;
  const i = keyIndex(c, key, length);
  if (i < 0) return false;
  readItem(c, countOf(c) + i);
  return true;
}

/** Whether an array has the string among its elements. */
export function hasString(c: usize, text: usize, length: i32): bool {
  const count = countOf(c);
  countVisits(count, length);
  let offset: u32 = 0;
  for (let i = 0; i < count; i++) {
    offset = readAt(c, i, offset);
    if (itemType == STRING && itemLength == length && memory.compare(itemPointer, text, <usize>length) == 0) return true;
  }
  return false;
}
