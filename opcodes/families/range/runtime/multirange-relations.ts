/** How multiranges, ranges and values lie to each other; the ranges of a multirange are in order and do not meet (utils/adt/multirangetypes.c). */
import { compareBounds } from './bound';
import { append, countOf, lastOf, newList, rangeAt } from './multirange';
import { before, boundsMeet, contains, containsValue, overlaps } from './relations';
import { isEmpty, lowerOf, subtypeIn, typeOf, upperOf } from './stored';

/** The first range that does not end before the given one. */
function firstNotBefore(list: usize, range: usize): i32 {
  let low = 0;
  let high = countOf(list);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(rangeAt(list, middle), range)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A range as a list of at most one. */
export function listOf(range: usize): usize {
  const list = newList(0, 1);
  if (!isEmpty(range)) append(list, range);
  return list;
}

export function containsRange(list: usize, range: usize): bool {
  if (isEmpty(range)) return true;
  const i = firstNotBefore(list, range);
  return i < countOf(list) && contains(rangeAt(list, i), range);
}

export function containsAll(a: usize, b: usize): bool {
  for (let i = 0; i < countOf(b); i++) if (!containsRange(a, rangeAt(b, i))) return false;
  return true;
}

export function containsCell(list: usize, cell: usize): bool {
  // The first range whose end is not before the value: found by halves, as the ranges are in order.
  let low = 0;
  let high = countOf(list);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (containsValue(rangeAt(list, middle), cell)) return true;
    if (endsBelow(rangeAt(list, middle), cell)) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** Whether a range that does not hold the value of a cell lies below it. */
function endsBelow(range: usize, cell: usize): bool {
  const point = memory.data(32);
  memory.copy(point, cell, 16);
  store<u8>(point, 0, 16);
  store<u8>(point, 1, 17);
  store<u8>(point, 1, 18);
  return compareBounds(subtypeIn(range), upperOf(range), point) < 0;
}

export function overlapsAny(a: usize, b: usize): bool {
  let j = 0;
  for (let i = 0; i < countOf(a); i++) {
    while (j < countOf(b) && before(rangeAt(b, j), rangeAt(a, i))) j++;
    if (j < countOf(b) && overlaps(rangeAt(a, i), rangeAt(b, j))) return true;
  }
  return false;
}

function neitherIsEmpty(a: usize, b: usize): bool {
  return countOf(a) > 0 && countOf(b) > 0;
}
export function isBefore(a: usize, b: usize): bool {
  return neitherIsEmpty(a, b) && before(lastOf(a), rangeAt(b, 0));
}
export function endsNotAfter(a: usize, b: usize): bool {
  return neitherIsEmpty(a, b) && compareBounds(subtypeIn(lastOf(a)), upperOf(lastOf(a)), upperOf(lastOf(b))) <= 0;
}
export function beginsNotBefore(a: usize, b: usize): bool {
  const x = rangeAt(a, 0);
  return neitherIsEmpty(a, b) && compareBounds(subtypeIn(x), lowerOf(x), lowerOf(rangeAt(b, 0))) >= 0;
}
export function meets(a: usize, b: usize): bool {
  if (!neitherIsEmpty(a, b)) return false;
  const type = typeOf(rangeAt(a, 0));
  const subtype = subtypeIn(rangeAt(a, 0));
  return (
    boundsMeet(type, subtype, upperOf(lastOf(a)), lowerOf(rangeAt(b, 0))) ||
    boundsMeet(type, subtype, upperOf(lastOf(b)), lowerOf(rangeAt(a, 0)))
  );
}

/** Whether the range holds all of the multirange. */
export function spans(range: usize, list: usize): bool {
  for (let i = 0; i < countOf(list); i++) if (!contains(range, rangeAt(list, i))) return false;
  return true;
}
