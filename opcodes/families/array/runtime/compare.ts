/** Comparison of arrays: element by element, then the number of elements, then the shape (utils/adt/arrayfuncs.c, array_eq and array_cmp). */
import { textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { ERR_DIFFERENT_ELEMENTS } from './errors.generated.ts';
import { cellIsNull, compareCells, sameCells } from './elements';
import { cellsOf, countOf, dimensions, elementType, shapeOf, sizeAt } from './stored';

function checkTypes(a: usize, b: usize): void {
  if (elementType(a) != elementType(b)) fail(ERR_DIFFERENT_ELEMENTS);
}

export function array_eq(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  checkTypes(a, b);
  if (dimensions(a) != dimensions(b)) return 0;
  if (memory.compare(shapeOf(a), shapeOf(b), dimensions(a) << 3) != 0) return 0;
  const n = countOf(a);
  const oid = elementType(a);
  const left = cellsOf(a);
  const right = cellsOf(b);
  for (let i = 0; i < n; i++) if (!sameCells(oid, left + (i << 4), right + (i << 4))) return 0;
  return 1;
}
export function array_ne(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return array_eq(a, aLength, b, bLength) ^ 1;
}

/** Null is greater than every value. */
export function orderCells(oid: i32, a: usize, b: usize): i32 {
  if (cellIsNull(a)) return cellIsNull(b) ? 0 : 1;
  if (cellIsNull(b)) return -1;
  return compareCells(oid, a, b);
}

export function btarraycmp(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  checkTypes(a, b);
  const oid = elementType(a);
  const m = countOf(a);
  const n = countOf(b);
  const left = cellsOf(a);
  const right = cellsOf(b);
  for (let i = 0; i < min(m, n); i++) {
    const order = orderCells(oid, left + (i << 4), right + (i << 4));
    if (order != 0) return order < 0 ? -1 : 1;
  }
  if (m != n) return m < n ? -1 : 1;
  if (dimensions(a) != dimensions(b)) return dimensions(a) < dimensions(b) ? -1 : 1;
  for (let i = 0; i < dimensions(a); i++)
    if (sizeAt(a, i) != sizeAt(b, i)) return sizeAt(a, i) < sizeAt(b, i) ? -1 : 1;
  return 0;
}
export function array_lt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return btarraycmp(a, aLength, b, bLength) < 0 ? 1 : 0;
}
export function array_le(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return btarraycmp(a, aLength, b, bLength) <= 0 ? 1 : 0;
}
export function array_gt(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return btarraycmp(a, aLength, b, bLength) > 0 ? 1 : 0;
}
export function array_ge(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return btarraycmp(a, aLength, b, bLength) >= 0 ? 1 : 0;
}
export function array_larger(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return btarraycmp(a, aLength, b, bLength) > 0 ? textResult(a, aLength) : textResult(b, bLength);
}
export function array_smaller(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  return btarraycmp(a, aLength, b, bLength) < 0 ? textResult(a, aLength) : textResult(b, bLength);
}
