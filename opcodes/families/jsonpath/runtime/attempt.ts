/** Functions whose errors are results: the host calls them and says whether they came through. */
import { allocate } from '../../core/runtime/scratch';

/** Reads a text as a value of a type into the cell; false where it is none. */
@external('env', 'try_element_in')
declare function try_element_in(oid: i32, text: usize, length: i32, modifier: i32, cell: usize): i32;
/** The same, whose errors are raised. */
@external('env', 'element_in')
declare function element_in(oid: i32, text: usize, length: i32, modifier: i32, cell: usize): void;
/** Calls the function of that number with the cells; its result is the cell `into`. False where it raises. */
@external('env', 'try_function')
export declare function try_function(number: i32, cells: usize, n: i32, into: usize): i32;

/** The same, whose errors are raised. */
@external('env', 'call_function')
export declare function call_function(number: i32, cells: usize, n: i32, into: usize): void;

/** A cell of 16 bytes; the value of a reference is a pointer and a length. */
export function newCell(): usize {
  const at = (allocate(24) + 15) & ~15;
  store<i64>(at, 0);
  store<i64>(at, 0, 8);
  return at;
}
// @ts-ignore: decorator
@inline
export function setReference(cell: usize, pointer: usize, length: i32): void {
  store<u32>(cell, <u32>pointer);
  store<i32>(cell, length, 4);
  store<i32>(cell, 0, 8);
}
// @ts-ignore: decorator
@inline
export function cellPointer(cell: usize): usize {
  return <usize>load<u32>(cell);
}
// @ts-ignore: decorator
@inline
export function cellLength(cell: usize): i32 {
  return load<i32>(cell, 4);
}

/** Whether the text is a value of the type, which is then in the cell. */
export function reads(oid: i32, text: usize, length: i32, modifier: i32, cell: usize): bool {
  return try_element_in(oid, text, length, modifier, cell) != 0;
}

/** The same, and where it is wanted the error is raised. */
export function readsOrRaises(oid: i32, text: usize, length: i32, modifier: i32, cell: usize, raises: bool): bool {
  if (!raises) return reads(oid, text, length, modifier, cell);
  element_in(oid, text, length, modifier, cell);
  return true;
}

/** Whether a function of an integer and two references comes through; its result is then in the cell. */
export function computes(number: i32, n: i32, a: usize, aLength: i32, b: usize, bLength: i32, into: usize): bool {
  const cells = (allocate(64) + 15) & ~15;
  store<i32>(cells, n);
  store<i32>(cells, 0, 8);
  setReference(cells + 16, a, aLength);
  setReference(cells + 32, b, bLength);
  return try_function(number, cells, 3, into) != 0;
}
