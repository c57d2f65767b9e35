/** Values from their text: the type's input function is called through the function table, its arguments in cells. */
import { inputArgument, inputFunction, scratchStart } from './description';
import { room } from './columns';
import { startRow } from './errors';
import { fail_memory } from './failures';
import { writeView } from './texts';

const cells = memory.data(64, 16);
const SCRATCH_NEXT: usize = 8;
const RESULT_LENGTH: usize = 16;
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

/** Reads the texts that the views show, and has them show the values. */
export function read_values(column: i32, views: usize, valid: usize, rows: u32): void {
  let size: u32 = 0;
  // A value is never much longer than its text: the first round counts, the second reads.
  for (let row: u32 = 0; row < rows; row++) size += 2 * load<u32>(views + 16 * row) + 32;
  let to = room(column, 2, size);
  const end = to + size;
  for (let row: u32 = 0; row < rows; row++) {
    if ((load<u8>(valid + (row >> 3)) & (1 << (row & 7))) == 0) continue;
    const at = views + 16 * row;
    startRow(row);
    const length = load<u32>(at);
    const read = readText(column, length <= 12 ? at + 4 : <usize>load<u32>(at, 12), length, to, end);
    writeView(at, to, read);
    to += (read + 7) & ~7;
  }
  startRow(-1);
}
