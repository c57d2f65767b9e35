/** Where an element is in an array (utils/adt/array_userfuncs.c). */
import { argumentI32, argumentIsNull, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import {
  ERR_INITIAL_POSITION_NULL,
  ERR_SEARCH_MULTIDIMENSIONAL,
  ERR_THRESHOLDS_DIMENSION,
  ERR_THRESHOLDS_NULL,
} from './errors.generated.ts';
import { cellIsNull, compareCells, sameCells } from './elements';
import { allocateCells, buildRow, cellsOf, countOf, dimensions, elementType, lowerAt } from './stored';

const INT4 = 23;
const MACADDR = 829;
const TIMETZ = 1266;

function hasNulls(array: usize): bool {
  const cells = cellsOf(array);
  for (let i = 0; i < countOf(array); i++) if (cellIsNull(cells + (i << 4))) return true;
  return false;
}

function position(f: usize, hasStart: bool): i32 {
  if (!argumentIsNull(f, 0)) {
    const array = argumentPointer(f, 0);
    if (dimensions(array) > 1) fail(ERR_SEARCH_MULTIDIMENSIONAL);
    if (dimensions(array) == 1 && !(argumentIsNull(f, 1) && !hasNulls(array))) {
      if (hasStart && argumentIsNull(f, 2)) fail(ERR_INITIAL_POSITION_NULL);
      const lower = lowerAt(array, 0);
      const start = hasStart ? argumentI32(f, 2) : lower;
      const cells = cellsOf(array);
      const count = countOf(array);
      for (let i = 0; i < count; i++)
        if (lower + i >= start && sameCells(elementType(array), cells + (i << 4), f + 16)) return lower + i;
    }
  }
  resultIsNull();
  return 0;
}

export function array_position(f: usize, n: i32): i32 {
  return position(f, false);
}
export function array_position_start(f: usize, n: i32): i32 {
  return position(f, true);
}

export function array_positions(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0)) {
    resultIsNull();
    return 0;
  }
  const array = argumentPointer(f, 0);
  if (dimensions(array) > 1) fail(ERR_SEARCH_MULTIDIMENSIONAL);
  const count = countOf(array);
  const cells = cellsOf(array);
  const found = allocateCells(count);
  let k = 0;
  for (let i = 0; i < count; i++) {
    if (!sameCells(elementType(array), cells + (i << 4), f + 16)) continue;
    store<i64>(found + (k << 4), lowerAt(array, 0) + i);
    store<i64>(found + (k++ << 4), 0, 8);
  }
  return buildRow(INT4, k, 1, found);
}

/** The bytes of an element, where PostgreSQL aligns each, so that padding is between them; 0 for other types. */
function paddedBytes(oid: i32): i32 {
  return oid == MACADDR ? 6 : oid == TIMETZ ? 12 : 0;
}

/**
 * Elements as width_bucket_array_fixed reads them: the i-th begins at the i-th multiple of the length, though it is stored at that of the length with
 * padding, so that all but the first are made of parts of others.
 */
function withoutPadding(cells: usize, count: i32, bytes: i32): usize {
  const padded = bytes == 12 ? 16 : 8;
  const stored = allocate(count * padded);
  memory.fill(stored, 0, count * padded);
  const read = allocateCells(count);
  for (let i = 0; i < count; i++) {
    memory.copy(stored + i * padded, load<u32>(cells + (i << 4)), bytes);
    store<u32>(read + (i << 4), <u32>(stored + i * bytes));
    store<i32>(read + (i << 4), bytes, 4);
    store<i64>(read + (i << 4), 0, 8);
  }
  return read;
}

/** How many of the sorted thresholds are not greater than the operand (utils/adt/arrayfuncs.c). */
export function width_bucket_array(f: usize, n: i32): i32 {
  const array = argumentPointer(f, 1);
  if (dimensions(array) > 1) fail(ERR_THRESHOLDS_DIMENSION);
  const count = countOf(array);
  let cells = cellsOf(array);
  for (let i = 0; i < count; i++) if (cellIsNull(cells + (i << 4))) fail(ERR_THRESHOLDS_NULL);
  const type = elementType(array);
  const bytes = paddedBytes(type);
  if (bytes > 0) cells = withoutPadding(cells, count, bytes);
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareCells(type, f, cells + (middle << 4)) < 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
