/**
 * Multiranges as PostgreSQL stores them (utils/multirangetypes.h): the type's oid, the number of ranges, for each but the first how far its bounds
 * are, a byte of flags for each, and the bounds. Taken apart, one is a list: type, number, room, and from 16 on the addresses of its ranges.
 */
import { allocate, textResult } from '../../core/runtime/scratch';
import { isInfinite } from './bound';
import { span } from './combine';
import { adjacent, before, compare } from './relations';
import { flagsOf, isEmpty, lowerOf, newRange, openWith, roomFor, subtypeIn, upperOf, writeValue } from './stored';
import { isShort, NUMERIC, rangeOfMultirange, subtypeOf } from './subtype';

/** Every fourth offset counts from the beginning, the others from the range before. */
const STRIDE: i32 = 4;
const FROM_BEGINNING: u32 = 0x80000000;

// @ts-ignore: decorator
@inline
export function countOf(list: usize): i32 {
  return load<i32>(list, 4);
}
// @ts-ignore: decorator
@inline
export function rangeAt(list: usize, i: i32): usize {
  return load<u32>(list + (<usize>i << 2), 16);
}
// @ts-ignore: decorator
@inline
export function multirangeTypeOf(list: usize): i32 {
  return load<i32>(list);
}
export function lastOf(list: usize): usize {
  return rangeAt(list, countOf(list) - 1);
}

/** An empty list with room for ranges. */
export function newList(type: i32, room: i32): usize {
  const list = allocate(16 + 4 * room);
  store<i32>(list, type);
  store<i32>(list, 0, 4);
  return list;
}
export function append(list: usize, range: usize): void {
  const count = countOf(list);
  store<u32>(list + (<usize>count << 2), <u32>range, 16);
  store<i32>(list, count + 1, 4);
}
function setRange(list: usize, i: i32, range: usize): void {
  store<u32>(list + (<usize>i << 2), <u32>range, 16);
}

function alignmentOf(subtype: i32): usize {
  return isShort(subtype) || subtype == NUMERIC ? 4 : 8;
}

/** Where the bounds begin, counted from the header of four bytes, which is not here. */
function boundsAt(start: usize, count: i32, subtype: i32): usize {
  const alignment = alignmentOf(subtype);
  const offset: usize = 12 + 4 * <usize>max(count - 1, 0) + <usize>count;
  return start - 4 + ((offset + alignment - 1) & ~(alignment - 1));
}

/** Takes a stored multirange apart. */
export function openMultirange(a: usize, _aLength: i32): usize {
  const type = load<i32>(a);
  const count = load<i32>(a, 4);
  const rangeType = rangeOfMultirange(type);
  const list = newList(type, count);
  const items = a + 8;
  const flags = items + 4 * <usize>max(count - 1, 0);
  const begin = boundsAt(a, count, subtypeOf(rangeType));
  let offset: u32 = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0) {
      const item = load<u32>(items + (<usize>(i - 1) << 2));
      offset = (item & FROM_BEGINNING) != 0 ? item & ~FROM_BEGINNING : offset + item;
    }
    const range = newRange(rangeType);
    openWith(range, load<u8>(flags + i), a, begin + offset);
    append(list, range);
  }
  return list;
}

/** The bytes of a multirange, as a result. */
export function closeMultirange(list: usize): usize {
  const type = multirangeTypeOf(list);
  const subtype = subtypeOf(rangeOfMultirange(type));
  const count = countOf(list);
  let size = 24 + 5 * count;
  for (let i = 0; i < count; i++) {
    const range = rangeAt(list, i);
    size += roomFor(subtype, lowerOf(range)) + roomFor(subtype, upperOf(range)) + 8;
  }
  const result = allocate(size);
  memory.fill(result, 0, size);
  store<i32>(result, type);
  store<i32>(result, count, 4);
  const items = result + 8;
  const flags = items + 4 * <usize>max(count - 1, 0);
  const begin = boundsAt(result, count, subtype);
  const alignment = alignmentOf(subtype);
  let p = begin;
  let previous: u32 = 0;
  for (let i = 0; i < count; i++) {
    const range = rangeAt(list, i);
    const offset = <u32>(p - begin);
    if (i > 0) store<u32>(items + (<usize>(i - 1) << 2), i % STRIDE == 0 ? offset | FROM_BEGINNING : offset - previous);
    previous = offset;
    store<u8>(flags + i, <u8>flagsOf(range));
    if (!isInfinite(lowerOf(range))) p = writeValue(result, p, subtype, lowerOf(range));
    if (!isInfinite(upperOf(range))) p = writeValue(result, p, subtype, upperOf(range));
    p = begin + ((p - begin + alignment - 1) & ~(alignment - 1));
  }
  const end = count == 0 ? result + 8 : p;
  return textResult(result, <i32>(end - result));
}

/** Sorts the ranges: runs of doubling length are merged. */
function sort(list: usize): void {
  const count = countOf(list);
  const other = newList(0, count);
  for (let run = 1; run < count; run *= 2) {
    for (let from = 0; from < count; from += 2 * run) {
      const middle = min(from + run, count);
      const end = min(from + 2 * run, count);
      let left = from;
      let right = middle;
      for (let to = from; to < end; to++) {
        const takesLeft =
          right >= end || (left < middle && compare(rangeAt(list, left), rangeAt(list, right)) <= 0);
        setRange(other, to, rangeAt(list, takesLeft ? left++ : right++));
      }
    }
    memory.copy(list + 16, other + 16, 4 * count);
  }
}

/** Sorts the ranges, leaves out those that are empty and joins those that meet (multirange_canonicalize). */
export function canonicalMultirange(list: usize): usize {
  sort(list);
  const result = newList(multirangeTypeOf(list), countOf(list));
  for (let i = 0; i < countOf(list); i++) {
    const range = rangeAt(list, i);
    if (isEmpty(range)) continue;
    const n = countOf(result);
    if (n == 0) append(result, range);
    else {
      const last = rangeAt(result, n - 1);
      if (before(last, range) && !adjacent(last, range)) append(result, range);
      else setRange(result, n - 1, span(last, range));
    }
  }
  return result;
}

/** The order of two multiranges: range by range, then the shorter one first. */
export function compareMultiranges(a: usize, b: usize): i32 {
  const count = min(countOf(a), countOf(b));
  for (let i = 0; i < count; i++) {
    const order = compare(rangeAt(a, i), rangeAt(b, i));
    if (order != 0) return order;
  }
  return i32(countOf(a) > countOf(b)) - i32(countOf(a) < countOf(b));
}

/** The subtype of a multirange's bounds. */
export function subtypeOfList(list: usize): i32 {
  return countOf(list) == 0 ? subtypeOf(rangeOfMultirange(multirangeTypeOf(list))) : subtypeIn(rangeAt(list, 0));
}
