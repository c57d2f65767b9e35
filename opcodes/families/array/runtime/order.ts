/** array_reverse and array_sort: the elements, or sub-arrays, of the first dimension in another order (utils/adt/array_userfuncs.c). */
import { textResult } from '../../core/runtime/scratch';
import { cellIsNull, compareCells } from './elements';
import { allocateCells, build, cellsOf, countOf, dimensions, elementType, shapeOf, sizeAt } from './stored';

export function array_reverse(array: usize, length: i32): usize {
  if (dimensions(array) < 1 || sizeAt(array, 0) < 2) return textResult(array, length);
  const n = sizeAt(array, 0);
  const each = countOf(array) / n;
  const cells = cellsOf(array);
  const turned = allocateCells(n * each);
  for (let i = 0; i < n; i++)
    memory.copy(turned + (((n - 1 - i) * each) << 4), cells + ((i * each) << 4), each << 4);
  return build(elementType(array), dimensions(array), shapeOf(array), turned);
}

let descending = false;
let nullsFirst = false;
let oid: i32 = 0;
/** Elements in a sub-array, 1 in an array of one dimension. */
let each: i32 = 1;

/** Whether the item `b` belongs before the item `a`. */
function isBefore(b: usize, a: usize): bool {
  for (let i = 0; i < each; i++) {
    const left = b + (i << 4);
    const right = a + (i << 4);
    if (cellIsNull(left) || cellIsNull(right)) {
      if (cellIsNull(left) && cellIsNull(right)) continue;
      // Inside of sub-arrays null is greater than every value.
      if (each > 1) return cellIsNull(left) == descending;
      return cellIsNull(left) == nullsFirst;
    }
    const order = compareCells(oid, left, right);
    if (order != 0) return descending ? order > 0 : order < 0;
  }
  return false;
}

/** Merges runs of growing length between two places, so that equal items keep their order. */
function sort(array: usize, length: i32): usize {
  if (dimensions(array) < 1 || sizeAt(array, 0) < 2) return textResult(array, length);
  const n = sizeAt(array, 0);
  oid = elementType(array);
  each = countOf(array) / n;
  const bytes = each << 4;
  let from = cellsOf(array);
  let to = allocateCells(n * each);
  for (let run = 1; run < n; run <<= 1) {
    for (let start = 0; start < n; start += run << 1) {
      const middle = min(start + run, n);
      const end = min(middle + run, n);
      let a = start;
      let b = middle;
      for (let k = start; k < end; k++) {
        const second = a >= middle || (b < end && isBefore(from + b * bytes, from + a * bytes));
        memory.copy(to + k * bytes, from + (second ? b++ : a++) * bytes, bytes);
      }
    }
    const swap = from;
    from = to;
    to = swap;
  }
  return build(oid, dimensions(array), shapeOf(array), from);
}

export function array_sort(array: usize, length: i32): usize {
  descending = false;
  nullsFirst = false;
  return sort(array, length);
}
export function array_sort_order(array: usize, length: i32, order: i32): usize {
  descending = order != 0;
  nullsFirst = descending;
  return sort(array, length);
}
export function array_sort_order_nulls_first(array: usize, length: i32, order: i32, first: i32): usize {
  descending = order != 0;
  nullsFirst = first != 0;
  return sort(array, length);
}
