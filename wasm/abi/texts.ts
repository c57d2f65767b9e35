/** Columns of bytes: Arrow's layouts of texts → the views that kernels read, of 16 bytes each. Where the value is not the text, it is read from the text. */
import { columnAddress, inputFunction } from './description';
import { room } from './columns';
import { fail_column } from './failures';

/** Has views show what is read of their texts (values.ts); an import, so that a kernel without such columns can be linked without it. */
// @ts-ignore: decorator
@external("env", "read_values")
declare function read_values(column: i32, views: usize, valid: usize, rows: u32): void;

/** Offsets of 32 bits into the bytes. */
const OFFSETS: u32 = 1;
/** Offsets of 64 bits. */
const LARGE_OFFSETS: u32 = 2;
/** Arrow's views, and where their buffers are: 3. Values of so many bytes each. */
const FIXED: u32 = 4;

/** Makes the views of a column that a descriptor describes. */
export function bind_views(column: i32, at: usize, valid: usize, rows: u32): void {
  const form = load<u32>(at);
  const offset = load<u32>(at, 4);
  if (form < OFFSETS || form > FIXED) fail_column(column);
  // A kernel that runs 64 rows at once reads the views of rows after the last one, too: these are of empty texts.
  const most = (rows + 63) & ~63;
  const views = room(column, 1, most * 16);
  memory.fill(views + 16 * rows, 0, 16 * (most - rows));
  store<u32>(columnAddress(column), <u32>views);
  for (let row: u32 = 0; row < rows; row++) view(views + 16 * row, at, form, offset + row);
  if (inputFunction(column) != 0) read_values(column, views, valid, rows);
}

/** The view of one value. */
function view(to: usize, at: usize, form: u32, n: u32): void {
  const values = <usize>load<u32>(at, 12);
  const bytes = <usize>load<u32>(at, 16);
  if (form == OFFSETS) {
    const from = load<u32>(values + 4 * n);
    writeView(to, bytes + from, load<u32>(values + 4 * n, 4) - from);
  } else if (form == LARGE_OFFSETS) {
    const from = <u32>load<u64>(values + 8 * n);
    writeView(to, bytes + from, <u32>load<u64>(values + 8 * n, 8) - from);
  } else if (form == FIXED) {
    const size = load<u32>(at, 20);
    writeView(to, values + size * n, size);
  } else {
    const from = values + 16 * n;
    const length = load<u32>(from);
    if (length <= 12) writeView(to, from + 4, length);
    else writeView(to, <usize>load<u32>(bytes + 4 * load<u32>(from, 8)) + load<u32>(from, 12), length);
  }
}

/** A view of so many bytes. */
export function writeView(to: usize, address: usize, length: u32): void {
  store<u64>(to, 0);
  store<u64>(to, 0, 8);
  store<u32>(to, length);
  memory.copy(to + 4, address, min(length, 12));
  if (length > 12) {
    store<u32>(to, 0, 8);
    store<u32>(to, <u32>address, 12);
  }
}

