/** ARRAY[…]: elements, or arrays of equal shape, become an array (executor/execExprInterp.c, ExecEvalArrayExpr); and array_fill. */
import { argumentI32, argumentIsNull, argumentPointer } from '../../core/runtime/arguments';
import { allocate } from '../../core/runtime/scratch';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import {
  ERR_ARRAY_DIMENSIONS,
  ERR_DIMENSION_NULL,
  ERR_DIMENSION_VALUE_NULL,
  ERR_MATCHING_DIMENSIONS,
  ERR_SUBSCRIPTS,
} from './errors.generated.ts';
import { cellIsNull, copyCell } from './elements';
import {
  allocateCells,
  build,
  buildRow,
  cellsOf,
  checkBounds,
  countIn,
  countOf,
  dimensions,
  emptyArray,
  lowerAt,
  MOST_DIMENSIONS,
  shapeOf,
  sizeAt,
} from './stored';

/** Called with the oid of the elements' type and the elements. */
export function array_make(f: usize, n: i32): usize {
  return buildRow(argumentI32(f, 0), n - 1, 1, f + 16);
}

/** Called with the oid of the elements' type and the arrays. */
export function array_make_nested(f: usize, n: i32): usize {
  const oid = argumentI32(f, 0);
  let first: usize = 0;
  let empty = false;
  for (let i = 1; i < n; i++) {
    const array = argumentPointer(f, i);
    if (argumentIsNull(f, i) || dimensions(array) == 0) {
      empty = true;
      continue;
    }
    if (first == 0) first = array;
    else if (dimensions(array) != dimensions(first) || memory.compare(shapeOf(array), shapeOf(first), dimensions(first) << 3) != 0)
      fail(ERR_MATCHING_DIMENSIONS);
  }
  if (first == 0) return emptyArray(oid);
  const inner = dimensions(first);
  if (inner + 1 > MOST_DIMENSIONS) {
    detailNumber(inner + 1);
    failWithDetail(ERR_ARRAY_DIMENSIONS);
  }
  if (empty) fail(ERR_MATCHING_DIMENSIONS);
  const outer = inner + 1;
  const shape = allocate(outer << 3);
  store<i32>(shape, n - 1);
  store<i32>(shape + (outer << 2), 1);
  for (let i = 0; i < inner; i++) {
    store<i32>(shape + ((i + 1) << 2), sizeAt(first, i));
    store<i32>(shape + ((outer + i + 1) << 2), lowerAt(first, i));
  }
  const each = countOf(first);
  const cells = allocateCells(countIn(outer, shape));
  for (let i = 1; i < n; i++) memory.copy(cells + (((i - 1) * each) << 4), cellsOf(argumentPointer(f, i)), each << 4);
  return build(oid, outer, shape, cells);
}

/** The integers of an argument that says dimensions; 0 where the array is empty. */
function integers(f: usize, n: i32): usize {
  const array = argumentPointer(f, n);
  const count = countOf(array);
  const cells = cellsOf(array);
  const list = allocate(count << 2);
  for (let i = 0; i < count; i++) {
    if (cellIsNull(cells + (i << 4))) fail(ERR_DIMENSION_VALUE_NULL);
    store<i32>(list + (i << 2), load<i32>(cells + (i << 4)));
  }
  return list;
}

function fill(f: usize, oid: i32, hasBounds: bool): usize {
  if (argumentIsNull(f, 1) || (hasBounds && argumentIsNull(f, 2))) fail(ERR_DIMENSION_NULL);
  const sizes = argumentPointer(f, 1);
  if (dimensions(sizes) > 1) fail(ERR_SUBSCRIPTS);
  const n = dimensions(sizes) > 0 ? sizeAt(sizes, 0) : 0;
  const list = integers(f, 1);
  if (n > MOST_DIMENSIONS) {
    detailNumber(n);
    failWithDetail(ERR_ARRAY_DIMENSIONS);
  }
  const shape = allocate(max(n, 1) << 3);
  memory.copy(shape, list, n << 2);
  for (let i = 0; i < n; i++) store<i32>(shape + ((n + i) << 2), 1);
  if (hasBounds) {
    const lowers = argumentPointer(f, 2);
    if (dimensions(lowers) > 1) fail(ERR_SUBSCRIPTS);
    const bounds = integers(f, 2);
    if (countOf(lowers) != n) fail(ERR_SUBSCRIPTS);
    memory.copy(shape + (n << 2), bounds, n << 2);
  }
  const count = countIn(n, shape);
  checkBounds(n, shape);
  if (count == 0) return emptyArray(oid);
  const cells = allocateCells(count);
  for (let i = 0; i < count; i++) copyCell(cells + (i << 4), f);
  return build(oid, n, shape, cells);
}

export function array_fill(f: usize, n: i32): usize {
  return fill(f, argumentI32(f, 2), false);
}
export function array_fill_with_lower_bounds(f: usize, n: i32): usize {
  return fill(f, argumentI32(f, 3), true);
}
