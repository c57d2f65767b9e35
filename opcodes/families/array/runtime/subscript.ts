/** `a[1]`, `a[1:2]` (utils/adt/arrayfuncs.c, array_get_element and array_get_slice). */
import { argumentI32, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { failWithDetail, detailNumber } from '../../core/runtime/detail';
import { ERR_ARRAY_TRIM } from './errors.generated.ts';
import { cellIsNull, copyCell } from './elements';
import { allocateCells, build, cellsOf, countIn, dimensions, elementType, emptyArray, lowerAt, sizeAt } from './stored';

/** The cell of the element, 0 where there is none or it is null. */
function find(f: usize, n: i32): usize {
  const array = argumentPointer(f, 0);
  if (dimensions(array) != n - 1) return 0;
  let place = 0;
  for (let i = 0; i < n - 1; i++) {
    const at = <i64>argumentI32(f, i + 1) - <i64>lowerAt(array, i);
    if (at < 0 || at >= sizeAt(array, i)) return 0;
    place = place * sizeAt(array, i) + <i32>at;
  }
  const cell = cellsOf(array) + (place << 4);
  return cellIsNull(cell) ? 0 : cell;
}

// @ts-ignore: decorator
@inline
function get<T>(f: usize, n: i32): T {
  const cell = find(f, n);
  if (cell != 0) return load<T>(cell);
  resultIsNull();
  return <T>0;
}

export function array_get_i32(f: usize, n: i32): i32 {
  return get<i32>(f, n);
}
export function array_get_i64(f: usize, n: i32): i64 {
  return get<i64>(f, n);
}
export function array_get_f32(f: usize, n: i32): f32 {
  return get<f32>(f, n);
}
export function array_get_f64(f: usize, n: i32): f64 {
  return get<f64>(f, n);
}
export function array_get_ref(f: usize, n: i32): usize {
  const cell = find(f, n);
  if (cell != 0) return textResult(load<u32>(cell), load<i32>(cell, 4));
  resultIsNull();
  return 0;
}

/** The array between the bounds, which are lower and upper of each dimension in turn; bit k of `omitted`: the kth bound is the array's own. */
function slice(array: usize, count: i32, bounds: usize, omitted: i32): usize {
  const oid = elementType(array);
  const n = dimensions(array);
  if (n < count || n <= 0) return emptyArray(oid);
  const shape = allocate(n << 3);
  const from = allocate(n << 2);
  for (let i = 0; i < n; i++) {
    const low = lowerAt(array, i);
    const high = low + sizeAt(array, i) - 1;
    let lower = i >= count || (omitted >> (2 * i)) & 1 ? low : load<i32>(bounds + (i << 5));
    let upper = i >= count || (omitted >> (2 * i + 1)) & 1 ? high : load<i32>(bounds + (i << 5) + 16);
    lower = max(lower, low);
    upper = min(upper, high);
    if (lower > upper) return emptyArray(oid);
    store<i32>(shape + (i << 2), upper - lower + 1);
    store<i32>(shape + ((n + i) << 2), 1);
    store<i32>(from + (i << 2), lower - low);
  }
  const total = countIn(n, shape);
  const cells = cellsOf(array);
  const kept = allocateCells(total);
  for (let k = 0; k < total; k++) {
    let rest = k;
    let place = 0;
    let run = 1;
    for (let i = n - 1; i >= 0; i--) {
      const size = load<i32>(shape + (i << 2));
      place += (load<i32>(from + (i << 2)) + (rest % size)) * run;
      rest /= size;
      run *= sizeAt(array, i);
    }
    copyCell(kept + (k << 4), cells + (place << 4));
  }
  return build(oid, n, shape, kept);
}

/** Called with the array, the bits of the omitted bounds, and the bounds. */
export function array_slice(f: usize, n: i32): usize {
  return slice(argumentPointer(f, 0), (n - 2) >> 1, f + 32, argumentI32(f, 1));
}

export function trim_array(array: usize, length: i32, n: i32): usize {
  const size = dimensions(array) > 0 ? sizeAt(array, 0) : 0;
  if (n < 0 || n > size) {
    detailNumber(size);
    failWithDetail(ERR_ARRAY_TRIM);
  }
  if (dimensions(array) == 0) return textResult(array, length);
  const bounds = allocate(32);
  store<i32>(bounds, 0);
  store<i32>(bounds, lowerAt(array, 0) + size - n - 1, 16);
  return slice(array, 1, bounds, 1);
}
