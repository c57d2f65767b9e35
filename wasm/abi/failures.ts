/** The errors of the interface itself, with numbers that no family has (src/export/error-table.ts). */
import { raise, startRow } from './errors';

const OUT_OF_MEMORY = -2;
const WRONG_COLUMN = -3;
const OUT_OF_RANGE = -4;
const WRONG_BUFFER = -5;
const TOO_MANY_DIGITS = -6;

const digits = memory.data(16);

/** Raises 53200. */
export function fail_memory(): void {
  raise(OUT_OF_MEMORY, 0, 0);
}

/** Raises 42804 for a column whose form is not one that its type has; the detail is its number, from 1. */
export function fail_column(column: i32): void {
  let at = digits + 16;
  let rest = column + 1;
  do {
    store<u8>(--at, 0x30 + (rest % 10));
    rest /= 10;
  } while (rest > 0);
  raise(WRONG_COLUMN, at, <i32>(digits + 16 - at));
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
