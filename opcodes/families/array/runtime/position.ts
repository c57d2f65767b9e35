/** Where an element is in an array (utils/adt/array_userfuncs.c). */
import { argumentI32, argumentIsNull, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import {
  ERR_INITIAL_POSITION_NULL,
  ERR_SEARCH_MULTIDIMENSIONAL,
} from './errors.generated.ts';
import { cellIsNull, sameCells } from './elements';
import { allocateCells, buildRow, cellsOf, countOf, dimensions, elementType, lowerAt } from './stored';

const INT4 = 23;

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
