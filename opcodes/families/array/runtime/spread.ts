/** VARIADIC and an array: a function is called with the elements as its arguments (extract_variadic_args of utils/fmgr/funcapi.c, text_format). */
import { argumentI32, argumentIsNull, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { textResult } from '../../core/runtime/scratch';
import { call_function, cellIsNull, copyCell, element_out, outLength } from './elements';
import { allocateCells, cellsOf, countOf, elementType } from './stored';

/** Calls the function of that number; its result is a reference. */
function call(number: i32, cells: usize, n: i32): usize {
  const into = allocateCells(1);
  call_function(number, cells, n, into);
  if (cellIsNull(into)) resultIsNull();
  return textResult(load<u32>(into), load<i32>(into, 4));
}

function setOid(cell: usize, oid: i32): void {
  store<i64>(cell, oid);
  store<i64>(cell, 0, 8);
}

/** A function of arguments of any types, which is told their types and that of its result. */
export function array_spread(number: i32, result: i32, array: usize, length: i32): usize {
  const count = countOf(array);
  const oid = elementType(array);
  const elements = cellsOf(array);
  const cells = allocateCells(2 * count + 1);
  for (let i = 0; i < count; i++) {
    copyCell(cells + (i << 4), elements + (i << 4));
    setOid(cells + ((count + i) << 4), oid);
  }
  setOid(cells + ((2 * count) << 4), result);
  return call(number, cells, 2 * count + 1);
}

/** A function of a text and of more texts, which are what the elements are printed as. A null array has no elements. */
export function array_spread_texts(f: usize, n: i32): usize {
  const array = argumentPointer(f, 2);
  const count = argumentIsNull(f, 2) ? 0 : countOf(array);
  const cells = allocateCells(count + 1);
  copyCell(cells, f + 16);
  if (count > 0) {
    const oid = elementType(array);
    const elements = cellsOf(array);
    for (let i = 0; i < count; i++) {
      const cell = cells + ((i + 1) << 4);
      copyCell(cell, elements + (i << 4));
      if (cellIsNull(cell)) continue;
      const text = element_out(oid, cell);
      store<u32>(cell, <u32>text);
      store<i32>(cell, outLength(), 4);
    }
  }
  return call(argumentI32(f, 0), cells, count + 1);
}

/** The number of elements that are null. */
export function pg_num_nulls(array: usize, length: i32): i32 {
  const count = countOf(array);
  const elements = cellsOf(array);
  let nulls = 0;
  for (let i = 0; i < count; i++) nulls += i32(cellIsNull(elements + (i << 4)));
  return nulls;
}

export function pg_num_nonnulls(array: usize, length: i32): i32 {
  return countOf(array) - pg_num_nulls(array, length);
}
