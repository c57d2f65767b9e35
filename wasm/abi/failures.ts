/** The errors of the interface itself, with numbers that no family has (src/export/error-table.ts). */
import { raise, startRow } from './errors';

const OUT_OF_MEMORY = -2;
const WRONG_COLUMN = -3;
const OUT_OF_RANGE = -4;
const WRONG_BUFFER = -5;
const TOO_MANY_DIGITS = -6;
const WRONG_OFFSETS = -7;

const digits = memory.data(16);

/** Raises 53200. */
export function fail_memory(): void {
  raise(OUT_OF_MEMORY, 0, 0);
}

/** Raises an error about a column; the detail is its number, from 1. Inlined, because most kernels have one caller. */
// @ts-ignore: decorator
@inline
function raiseOf(id: i32, column: i32): void {
  let at = digits + 16;
  let rest = column + 1;
  do {
    store<u8>(--at, 0x30 + (rest % 10));
    rest /= 10;
  } while (rest > 0);
  raise(id, at, <i32>(digits + 16 - at));
}

/** Raises 42804 for a column whose form is not one that its type has. */
export function fail_column(column: i32): void {
  raiseOf(WRONG_COLUMN, column);
}

/** Raises 22000 for a row's offsets. */
export function fail_offsets(column: i32, row: i32): void {
  startRow(row);
  raiseOf(WRONG_OFFSETS, column);
}

/** Raises 22008 for a row. */
export function fail_range(row: i32): void {
  startRow(row);
  raise(OUT_OF_RANGE, 0, 0);
}

/** Raises 22003 for a row. */
export function fail_digits(row: i32): void {
  startRow(row);
  raise(TOO_MANY_DIGITS, 0, 0);
}

/** Raises 22P03 for a buffer that does not hold the kernel's columns. */
export function fail_buffer(): void {
  raise(WRONG_BUFFER, 0, 0);
}
