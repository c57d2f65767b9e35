/** Values from their text: the type's input function is called through the function table, its arguments in cells. */
import { inputArgument, inputFunction, scratchStart } from './description';
import { raise } from './errors';

const cells = memory.data(64, 16);
const SCRATCH_NEXT: usize = 8;
const RESULT_LENGTH: usize = 16;
/** The exporter gives these numbers, which no family has. */
const OUT_OF_MEMORY = -2;
const WRONG_COLUMN = -3;

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

function argument(n: i32, value: u32, length: u32): void {
  store<u32>(cells + 16 * n, value);
  store<u32>(cells + 16 * n, length, 4);
  store<u32>(cells + 16 * n, 0, 8);
}

/** Reads a text as entry n of the description says, puts the value's bytes at `to` and gives their number. */
export function readText(n: i32, text: usize, length: u32, to: usize, end: usize): u32 {
  argument(0, <u32>text, length);
  let count = 1;
  for (let which = 0; which < 2; which++) {
    const further = inputArgument(n, which);
    // -2 stands for no argument; -1 is the modifier of a type without one.
    if (further != -2) argument(count++, further, 0);
  }
  store<u32>(SCRATCH_NEXT, <u32>scratchStart());
  const read = call_indirect<u32>(inputFunction(n), <u32>cells, count);
  const size = load<u32>(RESULT_LENGTH);
  if (to + size > end) fail_memory();
  memory.copy(to, read, size);
  return size;
}
