/** Between which thresholds a value lies (utils/adt/arrayfuncs.c, width_bucket_array). */
import { argumentPointer } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { ERR_THRESHOLDS_DIMENSION, ERR_THRESHOLDS_NULL } from './errors.generated.ts';
import { cellIsNull, compareCells } from './elements';
import { allocateCells, cellsOf, countOf, dimensions, elementType } from './stored';

const MACADDR = 829;
const TIMETZ = 1266;

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

/** How many of the sorted thresholds are not greater than the operand. */
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
