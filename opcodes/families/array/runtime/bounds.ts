/** What an array's shape is: dimensions, bounds, lengths (utils/adt/arrayfuncs.c). */
import { resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { writeBounds } from './output';
import { countOf, dimensions, lowerAt, sizeAt } from './stored';

// @ts-ignore: decorator
@inline
function absent(): i32 {
  resultIsNull();
  return 0;
}
// @ts-ignore: decorator
@inline
function has(array: usize, dimension: i32): bool {
  return dimension > 0 && dimension <= dimensions(array);
}

export function array_ndims(array: usize, length: i32): i32 {
  return dimensions(array) > 0 ? dimensions(array) : absent();
}
export function array_dims(array: usize, length: i32): usize {
  if (dimensions(array) <= 0) {
    resultIsNull();
    return 0;
  }
  const text = allocate(dimensions(array) * 26);
  return textResult(text, <i32>(writeBounds(text, array) - text));
}
export function array_lower(array: usize, length: i32, dimension: i32): i32 {
  return has(array, dimension) ? lowerAt(array, dimension - 1) : absent();
}
export function array_upper(array: usize, length: i32, dimension: i32): i32 {
  return has(array, dimension) ? lowerAt(array, dimension - 1) + sizeAt(array, dimension - 1) - 1 : absent();
}
export function array_length(array: usize, length: i32, dimension: i32): i32 {
  return has(array, dimension) ? sizeAt(array, dimension - 1) : absent();
}
export function array_cardinality(array: usize, length: i32): i32 {
  return countOf(array);
}
