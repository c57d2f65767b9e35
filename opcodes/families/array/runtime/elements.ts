/** Elements and the functions of their types, which the host finds by the type's oid; the usual types are compared here. */
import { bttextcmp } from '../../core/runtime/compare';

/** How elements lie in an array: bytes of one (0xffff: a varlena), then at bit 16 the alignment, and at bit 20 whether it is a reference. */
@external('env', 'element_layout')
declare function element_layout(oid: i32): i32;
/** Reads a text into the cell. */
@external('env', 'element_in')
export declare function element_in(oid: i32, text: usize, length: i32, modifier: i32, cell: usize): void;
/** The text of a cell's value; its length is left where `textResult` leaves it. */
@external('env', 'element_out')
export declare function element_out(oid: i32, cell: usize): usize;
@external('env', 'element_equal')
declare function element_equal(oid: i32, a: usize, b: usize): i32;
@external('env', 'element_compare')
declare function element_compare(oid: i32, a: usize, b: usize): i32;
/** Calls the function of that number with the cells; its result is the cell `into`. */
@external('env', 'call_function')
export declare function call_function(number: i32, cells: usize, n: i32, into: usize): void;

const RESULT_LENGTH: usize = 16;

const layouts = memory.data(8);

/** The layout of a type; the last one asked for is kept. */
export function layoutOf(oid: i32): i32 {
  if (load<i32>(layouts) == oid) return load<i32>(layouts, 4);
  const layout = element_layout(oid);
  store<i32>(layouts, oid);
  store<i32>(layouts, layout, 4);
  return layout;
}

// @ts-ignore: decorator
@inline
export function lengthIn(layout: i32): i32 {
  return layout & 0xffff;
}
// @ts-ignore: decorator
@inline
export function alignIn(layout: i32): i32 {
  return (layout >> 16) & 15;
}
// @ts-ignore: decorator
@inline
export function isReference(layout: i32): bool {
  return ((layout >> 20) & 1) != 0;
}
export const VARLENA: i32 = 0xffff;

// @ts-ignore: decorator
@inline
export function cellIsNull(cell: usize): bool {
  return load<i32>(cell, 8) != 0;
}
// @ts-ignore: decorator
@inline
export function setNull(cell: usize): void {
  store<i64>(cell, 0);
  store<i32>(cell, 1, 8);
}
/** Copies a cell with what stands in it. */
// @ts-ignore: decorator
@inline
export function copyCell(to: usize, from: usize): void {
  store<i64>(to, load<i64>(from));
  store<i64>(to, load<i64>(from, 8), 8);
}

/** The length of the text that `element_out` gave. */
// @ts-ignore: decorator
@inline
export function outLength(): i32 {
  return load<i32>(RESULT_LENGTH);
}

const BOOL = 16;
const INT8 = 20;
const INT2 = 21;
const INT4 = 23;
const TEXT = 25;
const FLOAT8 = 701;
const VARCHAR = 1043;
const DATE = 1082;
const TIMESTAMP = 1114;

// @ts-ignore: decorator
@inline
function order<T>(a: T, b: T): i32 {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** NaN equals itself and is greater than every number. */
function orderFloats(a: f64, b: f64): i32 {
  if (a != a) return b != b ? 0 : 1;
  if (b != b) return -1;
  return order<f64>(a, b);
}

/** -1, 0 or 1 as the value of one cell is less than, equal to or greater than that of the other; neither is null. */
export function compareCells(oid: i32, a: usize, b: usize): i32 {
  switch (oid) {
    case BOOL:
    case INT2:
    case INT4:
    case DATE:
      return order<i32>(load<i32>(a), load<i32>(b));
    case INT8:
    case TIMESTAMP:
      return order<i64>(load<i64>(a), load<i64>(b));
    case FLOAT8:
      return orderFloats(load<f64>(a), load<f64>(b));
    case TEXT:
    case VARCHAR:
      return bttextcmp(load<u32>(a), load<i32>(a, 4), load<u32>(b), load<i32>(b, 4));
    default:
      return element_compare(oid, a, b);
  }
}

/** Whether the values of two cells, neither null, are equal. */
export function equalCells(oid: i32, a: usize, b: usize): bool {
  switch (oid) {
    case BOOL:
    case INT2:
    case INT4:
    case DATE:
    case INT8:
    case TIMESTAMP:
    case FLOAT8:
    case TEXT:
    case VARCHAR:
      return compareCells(oid, a, b) == 0;
    default:
      return element_equal(oid, a, b) != 0;
  }
}

/** Whether two cells are equal or both null. */
export function sameCells(oid: i32, a: usize, b: usize): bool {
  if (cellIsNull(a) || cellIsNull(b)) return cellIsNull(a) && cellIsNull(b);
  return equalCells(oid, a, b);
}
