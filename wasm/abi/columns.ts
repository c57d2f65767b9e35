/**
 * Columns as the host describes them, in Arrow's layouts → columns as the kernel reads them. Numbers are read where they are; bits are shifted where their
 * offset is no whole byte; texts become views (texts.ts).
 */
import { quern_alloc, quern_free } from './blocks';
import { columnAddress, columnCount, greatest, width } from './description';
import { fail_column, fail_memory } from './failures';

/** Makes the views of a column of bytes (texts.ts); an import, so that a kernel without such columns can be linked without it. */
// @ts-ignore: decorator
@external("env", "bind_views")
declare function bind_views(column: i32, at: usize, valid: usize, rows: u32): void;

/**
 * A descriptor's words: form, offset in rows, validity, values or offsets or views, the texts' bytes or the addresses of the views' buffers, the width of each value
 * or what values are multiplied by, and in two words what is added to them.
 */
const WORDS: i32 = 8;
/** Values of the column's own width; bits for booleans. */
const PLAIN: u32 = 0;
/** Numbers of another unit or another epoch, and decimals. */
const SCALED: u32 = 5;

/** Numbers of another unit or epoch, and decimals, as those of the type (numbers.ts); an import, so that a kernel without such columns can be linked without it. */
// @ts-ignore: decorator
@external("env", "convert_numbers")
declare function convert_numbers(column: i32, at: usize, valid: usize, rows: u32): usize;

let descriptors: usize = 0;
/** Of each column: its own bits and views, which are made anew for each batch. */
let made: usize = 0;

/** The columns' descriptors, of 32 bytes each, zeroed at first. */
export function quern_columns(): usize {
  if (descriptors == 0) {
    const size = columnCount() * (WORDS * 4 + 12);
    descriptors = block(size);
    memory.fill(descriptors, 0, size);
    made = descriptors + columnCount() * WORDS * 4;
  }
  return descriptors;
}

/** The address of so many bytes; raises 53200 when there are no more. */
export function block(bytes: u32): usize {
  const address = quern_alloc(bytes);
  if (address == 0) fail_memory();
  return address;
}

/** Room for a column's bits (0), views (1) or read values (2), in the place of the last. */
export function room(column: i32, which: i32, bytes: u32): usize {
  const at = made + 12 * column + 4 * which;
  quern_free(load<u32>(at));
  store<u32>(at, 0);
  const address = block(bytes);
  store<u32>(at, <u32>address);
  return address;
}

/** So many bits from `offset` on, at the beginning of a byte. */
function bits(column: i32, which: i32, from: usize, offset: u32, rows: u32): usize {
  if ((offset & 7) == 0) return from + (offset >> 3);
  const bytes = (rows + 7) >> 3;
  const to = room(column, which, bytes + 8);
  const shift = offset & 7;
  const last = (offset + rows - 1) >> 3;
  for (let n: u32 = 0; n < bytes; n++) {
    const at = (offset >> 3) + n;
    const high = at + 1 <= last ? <u32>load<u8>(from + at + 1) << (8 - shift) : 0;
    store<u8>(to + n, (<u32>load<u8>(from + at) >> shift) | high);
  }
  return to;
}

/** Bits that say of all rows that they are there. */
function allOnes(column: i32, rows: u32): usize {
  const size = (rows >> 3) + 8;
  const to = room(column, 0, size);
  memory.fill(to, 0xff, size);
  return to;
}

/** Makes the columns of a batch of so many rows ready; to be called whenever a descriptor or what it points to has changed. */
export function bindColumns(rows: u32): void {
  quern_columns();
  for (let n = 0; n < columnCount(); n++) bindColumn(n, descriptors + WORDS * 4 * n, rows);
}

function bindColumn(column: i32, at: usize, rows: u32): void {
  const form = load<u32>(at);
  const offset = load<u32>(at, 4);
  const validity = load<u32>(at, 8);
  const values = load<u32>(at, 12);
  const kept = width(column);
  const valid = validity == 0 ? allOnes(column, rows) : bits(column, 0, validity, offset, rows);
  store<u32>(columnAddress(column), <u32>valid, 4);
  if (kept == 16) {
    bind_views(column, at, valid, rows);
    return;
  }
  let from = kept == 0 ? bits(column, 1, values, offset, rows) : values + offset * kept;
  if (form >= SCALED || greatest(column) > 0) from = convert_numbers(column, at, valid, rows);
  else if (form != PLAIN) fail_column(column);
  store<u32>(columnAddress(column), <u32>from);
}
