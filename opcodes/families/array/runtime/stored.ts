/**
 * The bytes of an array as PostgreSQL stores them after the length header: dimensions, offset of the data (0 without nulls), element type, sizes
 * and lower bounds of the dimensions, a bit for each element that is not null, the elements. Offsets and alignments count the header's 4 bytes.
 */
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { ERR_ARRAY_SIZE, ERR_ARRAY_LOWER_BOUND, ERR_ARRAY_MEMORY } from './errors.generated.ts';
import { alignIn, cellIsNull, isReference, layoutOf, lengthIn, setNull, VARLENA } from './elements';

export const MOST_DIMENSIONS: i32 = 6;
const MOST_ELEMENTS: i32 = 134217727;

// @ts-ignore: decorator
@inline
export function dimensions(array: usize): i32 {
  return load<i32>(array);
}
// @ts-ignore: decorator
@inline
export function elementType(array: usize): i32 {
  return load<i32>(array, 8);
}
/** Sizes of the dimensions, and then their lower bounds. */
// @ts-ignore: decorator
@inline
export function shapeOf(array: usize): usize {
  return array + 12;
}
// @ts-ignore: decorator
@inline
export function sizeAt(array: usize, dimension: i32): i32 {
  return load<i32>(array + 12 + (dimension << 2));
}
// @ts-ignore: decorator
@inline
export function lowerAt(array: usize, dimension: i32): i32 {
  return load<i32>(array + 12 + ((dimensions(array) + dimension) << 2));
}

/** How many elements a shape has; none without dimensions. Raises 54000. */
export function countIn(n: i32, sizes: usize): i32 {
  if (n <= 0) return 0;
  let count: i64 = 1;
  for (let i = 0; i < n; i++) {
    const size = load<i32>(sizes + (i << 2));
    count *= size;
    if (size < 0 || count > i32.MAX_VALUE) fail(ERR_ARRAY_SIZE);
  }
  if (count > MOST_ELEMENTS) fail(ERR_ARRAY_SIZE);
  return <i32>count;
}

/** Raises 54000 where a subscript of the shape would be no integer. */
export function checkBounds(n: i32, shape: usize): void {
  for (let i = 0; i < n; i++) {
    const lower = load<i32>(shape + ((n + i) << 2));
    if (<i64>lower + <i64>load<i32>(shape + (i << 2)) > i32.MAX_VALUE) {
      detailNumber(lower);
      failWithDetail(ERR_ARRAY_LOWER_BOUND);
    }
  }
}

export function countOf(array: usize): i32 {
  return countIn(dimensions(array), shapeOf(array));
}

/** Space for cells. */
export function allocateCells(n: i32): usize {
  if (n > 0x3ffffff) fail(ERR_ARRAY_MEMORY);
  return allocate(n << 4);
}

// @ts-ignore: decorator
@inline
function aligned(offset: i32, to: i32): i32 {
  return (offset + to - 1) & -to;
}
// @ts-ignore: decorator
@inline
function overhead(n: i32, bitmapBytes: i32): i32 {
  return aligned(16 + (n << 3) + bitmapBytes, 8);
}

/** Reads the element at an offset from 4 bytes before the array into a cell; gives the offset behind it. */
function readElement(array: usize, offset: i32, layout: i32, cell: usize): i32 {
  const length = lengthIn(layout);
  store<i64>(cell, 0, 8);
  if (length == VARLENA) {
    let at = array + offset - 4;
    if (load<u8>(at) & 1) {
      const short = load<u8>(at) >> 1;
      store<u32>(cell, <u32>(at + 1));
      store<i32>(cell, short - 1, 4);
      return offset + short;
    }
    offset = aligned(offset, alignIn(layout));
    at = array + offset - 4;
    const size = <i32>(load<u32>(at) >> 2);
    store<u32>(cell, <u32>(at + 4));
    store<i32>(cell, size - 4, 4);
    return offset + size;
  }
  offset = aligned(offset, alignIn(layout));
  const at = array + offset - 4;
  if (isReference(layout)) {
    store<u32>(cell, <u32>at);
    store<i32>(cell, length, 4);
  } else if (length == 8) store<i64>(cell, load<i64>(at));
  else store<i64>(cell, length == 4 ? load<i32>(at) : length == 2 ? <i32>load<i16>(at) : <i32>load<i8>(at));
  return offset + length;
}

/** The elements in cells, references into the array's own bytes. */
export function cellsOf(array: usize): usize {
  const n = countOf(array);
  const cells = allocateCells(n);
  const layout = layoutOf(elementType(array));
  const hasNulls = load<i32>(array, 4) != 0;
  let offset = hasNulls ? load<i32>(array, 4) : overhead(dimensions(array), 0);
  const bitmap = array + 12 + (dimensions(array) << 3);
  for (let i = 0; i < n; i++) {
    const cell = cells + (i << 4);
    if (hasNulls && (load<u8>(bitmap + (i >> 3)) & (1 << (i & 7))) == 0) setNull(cell);
    else offset = readElement(array, offset, layout, cell);
  }
  return cells;
}

export function emptyArray(oid: i32): usize {
  const array = allocate(12);
  store<i64>(array, 0);
  store<i32>(array, oid, 8);
  return textResult(array, 12);
}

/** The array of that shape with the elements of the cells. */
export function build(oid: i32, n: i32, shape: usize, cells: usize): usize {
  const count = countIn(n, shape);
  if (count == 0) return emptyArray(oid);
  checkBounds(n, shape);
  const layout = layoutOf(oid);
  let hasNulls = false;
  let size: i64 = 0;
  for (let i = 0; i < count; i++) {
    const cell = cells + (i << 4);
    if (cellIsNull(cell)) hasNulls = true;
    else size += lengthIn(layout) == VARLENA ? <i64>load<i32>(cell, 4) + 4 + alignIn(layout) : lengthIn(layout) + alignIn(layout);
  }
  const start = overhead(n, hasNulls ? (count + 7) >> 3 : 0);
  if (size + start > 0x3fffffff) fail(ERR_ARRAY_MEMORY);
  const array = allocate(<i32>size + start);
  memory.fill(array, 0, start);
  store<i32>(array, n);
  store<i32>(array, hasNulls ? start : 0, 4);
  store<i32>(array, oid, 8);
  memory.copy(array + 12, shape, n << 3);
  const bitmap = array + 12 + (n << 3);
  let offset = start;
  for (let i = 0; i < count; i++) {
    const cell = cells + (i << 4);
    if (cellIsNull(cell)) continue;
    if (hasNulls) store<u8>(bitmap + (i >> 3), <u8>(<i32>load<u8>(bitmap + (i >> 3)) | (1 << (i & 7))));
    offset = writeElement(array, offset, layout, cell);
  }
  return textResult(array, offset - 4);
}

function writeElement(array: usize, from: i32, layout: i32, cell: usize): i32 {
  const offset = aligned(from, alignIn(layout));
  memory.fill(array + from - 4, 0, offset - from);
  const length = lengthIn(layout);
  const at = array + offset - 4;
  if (length == VARLENA) {
    const size = load<i32>(cell, 4);
    store<u32>(at, <u32>((size + 4) << 2));
    memory.copy(at + 4, load<u32>(cell), size);
    return offset + size + 4;
  }
  if (isReference(layout)) memory.copy(at, load<u32>(cell), length);
  else memory.copy(at, cell, length);
  return offset + length;
}

/** The array of one dimension, from `lower`, with the elements of the cells. */
export function buildRow(oid: i32, n: i32, lower: i32, cells: usize): usize {
  const shape = allocate(8);
  store<i32>(shape, n);
  store<i32>(shape, lower, 4);
  return build(oid, 1, shape, cells);
}

/** The array as it stands, as a result. */
// @ts-ignore: decorator
@inline
export function sameArray(array: usize, length: i32): usize {
  return textResult(array, length);
}
