/** Containment and overlap: arrays as sets of their elements, in which null equals nothing (utils/adt/arrayfuncs.c, array_contain_compare). */
import { fail } from '../../core/runtime/raise';
import { countWork } from '../../core/runtime/work';
import { ERR_DIFFERENT_ELEMENTS } from './errors.generated.ts';
import { cellIsNull, equalCells, isReference, layoutOf } from './elements';
import { cellsOf, countOf, elementType } from './stored';

/** In units of work: comparing two elements, apart from the bytes of long ones. */
const COMPARISON: u64 = 10;

/** The work of comparing others with an element: with one that is long there may be as long ones. */
function unit(oid: i32, cell: usize): u64 {
  return isReference(layoutOf(oid)) ? COMPARISON + (<u64>load<u32>(cell, 4) >> 3) : COMPARISON;
}

/** Whether all elements of `a`, or any of them, are in `b`. */
function within(a: usize, b: usize, all: bool): bool {
  const oid = elementType(a);
  if (elementType(b) != oid) fail(ERR_DIFFERENT_ELEMENTS);
  const m = countOf(a);
  const n = countOf(b);
  const left = cellsOf(a);
  const right = cellsOf(b);
  for (let i = 0; i < m; i++) {
    const cell = left + (i << 4);
    let found = false;
    let j = 0;
    for (; j < n && !found && !cellIsNull(cell); j++) {
      const other = right + (j << 4);
      found = !cellIsNull(other) && equalCells(oid, cell, other);
    }
    countWork(<u64>j * unit(oid, cell));
    if (found != all) return found;
  }
  return all;
}

export function arraycontains(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return within(b, a, true) ? 1 : 0;
}
export function arraycontained(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return within(a, b, true) ? 1 : 0;
}
export function arrayoverlap(a: usize, aLength: i32, b: usize, bLength: i32): i32 {
  return within(a, b, false) ? 1 : 0;
}
