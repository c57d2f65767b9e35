/** Appending, concatenating, removing and replacing (utils/adt/array_userfuncs.c, arrayfuncs.c). */
import { argumentI32, argumentIsNull, argumentLength, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import {
  ERR_ARRAY_INTEGER_RANGE,
  ERR_INCOMPATIBLE_ARRAYS,
  ERR_NOT_ONE_DIMENSION,
  ERR_REMOVE_MULTIDIMENSIONAL,
} from './errors.generated.ts';
import { copyCell, sameCells } from './elements';
import {
  allocateCells,
  build,
  buildRow,
  cellsOf,
  countIn,
  countOf,
  dimensions,
  elementType,
  lowerAt,
  shapeOf,
  sizeAt,
} from './stored';

function extended(array: usize, element: usize, oid: i32, atEnd: bool): usize {
  if (array == 0 || dimensions(array) == 0) return buildRow(oid, 1, 1, element);
  if (dimensions(array) != 1) fail(ERR_NOT_ONE_DIMENSION);
  const n = sizeAt(array, 0);
  const lower = lowerAt(array, 0);
  if (atEnd ? <i64>lower + n > i32.MAX_VALUE : lower == i32.MIN_VALUE) fail(ERR_ARRAY_INTEGER_RANGE);
  const cells = allocateCells(n + 1);
  memory.copy(atEnd ? cells : cells + 16, cellsOf(array), n << 4);
  copyCell(atEnd ? cells + (n << 4) : cells, element);
  return buildRow(oid, n + 1, lower, cells);
}

/** Called with the array, the element, and the oids of their types. */
export function array_append(f: usize, n: i32): usize {
  return extended(argumentIsNull(f, 0) ? 0 : argumentPointer(f, 0), f + 16, argumentI32(f, 3), true);
}
/** Called with the element, the array, and the oids of their types. */
export function array_prepend(f: usize, n: i32): usize {
  return extended(argumentIsNull(f, 1) ? 0 : argumentPointer(f, 1), f, argumentI32(f, 2), false);
}

/** The shape of two arrays one behind the other, or of one that becomes the other's last or first element; raises 2202E. */
function joinedShape(a: usize, b: usize): usize {
  const m = dimensions(a);
  const n = dimensions(b);
  const wide = m >= n ? a : b;
  const outer = max(m, n);
  if (outer - min(m, n) > 1) fail(ERR_INCOMPATIBLE_ARRAYS);
  // From the end on, where the dimensions of both are the same ones.
  const inner = m == n ? m - 1 : min(m, n);
  for (let i = 1; i <= inner; i++)
    if (sizeAt(a, m - i) != sizeAt(b, n - i) || lowerAt(a, m - i) != lowerAt(b, n - i)) fail(ERR_INCOMPATIBLE_ARRAYS);
  const shape = allocate(outer << 3);
  memory.copy(shape, shapeOf(wide), outer << 3);
  store<i32>(shape, m == n ? sizeAt(a, 0) + sizeAt(b, 0) : sizeAt(wide, 0) + 1);
  return shape;
}

export function array_cat(f: usize, n: i32): usize {
  const a = argumentPointer(f, 0);
  const b = argumentPointer(f, 1);
  if (argumentIsNull(f, 0) && argumentIsNull(f, 1)) {
    resultIsNull();
    return 0;
  }
  if (argumentIsNull(f, 0)) return textResult(b, argumentLength(f, 1));
  if (argumentIsNull(f, 1)) return textResult(a, argumentLength(f, 0));
  if (dimensions(a) == 0) return textResult(b, argumentLength(f, 1));
  if (dimensions(b) == 0) return textResult(a, argumentLength(f, 0));
  const shape = joinedShape(a, b);
  const outer = max(dimensions(a), dimensions(b));
  const cells = allocateCells(countIn(outer, shape));
  const first = countOf(a);
  memory.copy(cells, cellsOf(a), first << 4);
  memory.copy(cells + (first << 4), cellsOf(b), countOf(b) << 4);
  return build(elementType(a), outer, shape, cells);
}

export function array_remove(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0)) {
    resultIsNull();
    return 0;
  }
  const array = argumentPointer(f, 0);
  if (dimensions(array) > 1) fail(ERR_REMOVE_MULTIDIMENSIONAL);
  const count = countOf(array);
  const oid = elementType(array);
  const cells = cellsOf(array);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const cell = cells + (i << 4);
    if (!sameCells(oid, cell, f + 16)) copyCell(cells + (kept++ << 4), cell);
  }
  if (kept == count) return textResult(array, argumentLength(f, 0));
  return buildRow(oid, kept, lowerAt(array, 0), cells);
}

export function array_replace(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0)) {
    resultIsNull();
    return 0;
  }
  const array = argumentPointer(f, 0);
  const count = countOf(array);
  const oid = elementType(array);
  const cells = cellsOf(array);
  for (let i = 0; i < count; i++) {
    const cell = cells + (i << 4);
    if (sameCells(oid, cell, f + 16)) copyCell(cell, f + 32);
  }
  return build(oid, dimensions(array), shapeOf(array), cells);
}
