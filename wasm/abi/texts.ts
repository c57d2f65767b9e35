/** Columns of bytes: Arrow's layouts of texts → the views that kernels read, of 16 bytes each. Where the value is not the text, it is read from the text. */
import { columnAddress, inputFunction } from './description';
import { room } from './columns';
import { fail_column, fail_offsets } from './failures';

/** Has views show what is read of their texts (values.ts); an import, so that a kernel without such columns can be linked without it. */
// @ts-ignore: decorator
@external("env", "read_values")
declare function read_values(column: i32, views: usize, valid: usize, rows: u32): void;

/** Offsets of 32 bits into the bytes. */
const OFFSETS: u32 = 1;
/** Offsets of 64 bits. */
const LARGE_OFFSETS: u32 = 2;
/** Arrow's views, and where their buffers are. */
const VIEWS: u32 = 3;
/** Values of so many bytes each. */
const FIXED: u32 = 4;

/** Makes the views of a column that a descriptor describes. */
export function bind_views(column: i32, at: usize, valid: usize, rows: u32): void {
  const form = load<u32>(at);
  // A kernel that runs 64 rows at once reads the views of rows after the last one, too: these are of empty texts.
  const most = (rows + 63) & ~63;
  const views = room(column, 1, most * 16);
  memory.fill(views + 16 * rows, 0, 16 * (most - rows));
  store<u32>(columnAddress(column), <u32>views);
  if (form == OFFSETS) between<u32>(column, views, at, rows);
  else if (form == LARGE_OFFSETS) between<u64>(column, views, at, rows);
  else if (form == VIEWS) copied(views, at, rows);
  else if (form == FIXED) ofOneLength(views, at, rows);
  else fail_column(column);
  if (inputFunction(column) != 0) read_values(column, views, valid, rows);
}

/** Of texts that lie between offsets, which must rise. */
function between<T>(column: i32, to: usize, at: usize, rows: u32): void {
  const bytes = <usize>load<u32>(at, 16);
  let offsets = <usize>load<u32>(at, 12) + sizeof<T>() * load<u32>(at, 4);
  let from = load<T>(offsets);
  for (let row: u32 = 0; row < rows; row++) {
    offsets += sizeof<T>();
    const end = load<T>(offsets);
    if (end < from) fail_offsets(column, row);
    writeView(to, bytes + <usize>from, <u32>(end - from));
    to += 16;
    from = end;
  }
}

/** Of views into buffers. */
function copied(to: usize, at: usize, rows: u32): void {
  const buffers = <usize>load<u32>(at, 16);
  let from = <usize>load<u32>(at, 12) + 16 * load<u32>(at, 4);
  for (let row: u32 = 0; row < rows; row++) {
    const length = load<u32>(from);
    if (length <= 12) writeView(to, from + 4, length);
    else writeView(to, <usize>load<u32>(buffers + 4 * load<u32>(from, 8)) + load<u32>(from, 12), length);
    from += 16;
    to += 16;
  }
}

/** Of texts that are all of one length. */
function ofOneLength(to: usize, at: usize, rows: u32): void {
  const size = load<u32>(at, 20);
  let from = <usize>load<u32>(at, 12) + size * load<u32>(at, 4);
  for (let row: u32 = 0; row < rows; row++) {
    writeView(to, from, size);
    from += size;
    to += 16;
  }
}

/** A view of so many bytes. Twelve are read where there are fewer: blocks have room to spare. */
export function writeView(to: usize, address: usize, length: u32): void {
  let low = load<u64>(address);
  let high: u32 = 0;
  if (length < 8) low &= ((<u64>1) << (8 * length)) - 1;
  else if (length <= 12) high = <u32>(load<u64>(address, 4) >> 32) & <u32>(((<u64>1) << (8 * (length - 8))) - 1);
  else {
    low &= 0xffffffff;
    high = <u32>address;
  }
  store<u32>(to, length);
  store<u64>(to, low, 4);
  store<u32>(to, high, 12);
}
