/**
 * ClickHouse's convention BUFFERED_V1 with the format Buffers: a block of columns comes as one buffer, and the answers go back as another. Only kernels that are exported for ClickHouse
 * have it (docs/abi.md).
 *
 * Buffers is, in little-endian words of 64 bits, the number of columns, that of rows, and for each column the number of its bytes and these, as in the format Native: a byte a row that
 * is 1 for null, if the type is Nullable; then numbers, or texts that each begin with their length in LEB128.
 */
import { quern_free } from './blocks';
import { block, quern_columns } from './columns';
import { clickhouseTable, columnCount, resultsAddress, width } from './description';
import { fail_buffer, fail_column } from './failures';
import { quern_bind, quern_bitmap, quern_results, quern_run } from './index';

/** How a column's values come, of the column's entry in the table: 16 bytes, of the result after those of the columns. */
const NULLABLE: usize = 0;
/** Of the result: its width in bytes; 0 for a boolean, 16 for a text. */
const WIDTH: usize = 4;
/** What is added to ClickHouse's numbers to get PostgreSQL's, which count from another day. */
const SUMMAND: usize = 8;
const ENTRY: usize = 16;
/** The layouts of columns.ts. */
const VIEWS: u32 = 3;
const SCALED: u32 = 5;

/** What was taken for the columns of a block: 16 bytes each, the addresses of validity, values and their buffers. A block that raised leaves its own to the next one. */
let taken: usize = 0;

function giveTaken(): void {
  if (taken == 0) return;
  for (let n = 0; n < columnCount(); n++)
    for (let which: usize = 0; which < 3; which++) quern_free(load<u32>(taken + 16 * n + 4 * which));
  quern_free(taken);
  taken = 0;
}

/** A buffer, as ClickHouse sees it: the address of its bytes, and their number. */
export function clickhouse_create_buffer(size: u32): usize {
  const handle = block(8);
  store<u32>(handle, <u32>block(size));
  store<u32>(handle, size, 4);
  return handle;
}

export function clickhouse_destroy_buffer(handle: usize): void {
  quern_free(load<u32>(handle));
  quern_free(handle);
}

/** The buffer with the answers: a byte a row, 1 where a predicate is true; or an expression's values. Whatever is wrong ends it by `clickhouse_throw`. */
export function evaluate(handle: usize, rows: u32): usize {
  giveTaken();
  let at = <usize>load<u32>(handle);
  const end = at + load<u32>(handle, 4);
  if (end - at < 16 || load<u64>(at) != columnCount() || load<u64>(at, 8) != rows) fail_buffer();
  at += 16;
  taken = block(columnCount() * 16);
  memory.fill(taken, 0, columnCount() * 16);
  for (let n = 0; n < columnCount(); n++) {
    if (end - at < 8) fail_buffer();
    const size = load<u64>(at);
    at += 8;
    if (size > <u64>(end - at)) fail_buffer();
    takeColumn(n, at, at + <usize>size, rows, taken + 16 * n);
    at += <usize>size;
  }
  quern_bind(rows);
  quern_run(0, rows);
  const answers = resultsAddress() == 0 ? selected(rows) : valuesOf(rows);
  giveTaken();
  return answers;
}

function entry(n: i32): usize {
  return clickhouseTable() + ENTRY * n;
}

/** Describes a column; the blocks that it takes for bits, views and the address of their bytes are noted at `own`. */
function takeColumn(n: i32, from: usize, end: usize, rows: u32, own: usize): void {
  const at = quern_columns() + 32 * n;
  const about = entry(n);
  memory.fill(at, 0, 32);
  let values = from;
  if (load<u32>(about, NULLABLE) != 0) {
    values += rows;
    if (values > end) fail_column(n);
    const valid = bitsOf(from, rows, 0);
    store<u32>(own, <u32>valid);
    store<u32>(at, <u32>valid, 8);
  }
  const size = width(n);
  if (size == 16) {
    const views = viewsOf(n, values, end, rows);
    store<u32>(own, <u32>views, 4);
    const buffers = block(4);
    store<u32>(own, <u32>buffers, 8);
    store<u32>(buffers, <u32>values);
    store<u32>(at, VIEWS);
    store<u32>(at, <u32>views, 12);
    store<u32>(at, <u32>buffers, 16);
    return;
  }
  if (<u64>(end - values) != <u64>rows * max(size, 1)) fail_column(n);
  if (size == 0) {
    values = bitsOf(values, rows, 1);
    store<u32>(own, <u32>values, 4);
  }
  store<u32>(at, <u32>values, 12);
  const summand = load<i64>(about, SUMMAND);
  if (summand == 0) return;
  store<u32>(at, SCALED);
  store<i32>(at, 1, 20);
  store<i64>(at, summand, 24);
}

/** A bit for each byte: set where the byte is 0, or where it is not. */
function bitsOf(bytes: usize, rows: u32, wanted: i32): usize {
  const size = (rows >> 3) + 8;
  const to = block(size);
  memory.fill(to, 0, size);
  for (let row: u32 = 0; row < rows; row++) {
    const bit = i32(load<u8>(bytes + row) != 0) ^ wanted ^ 1;
    const at = to + (row >> 3);
    store<u8>(at, load<u8>(at) | (bit << (row & 7)));
  }
  return to;
}

/** Arrow's views of texts that begin with their lengths. */
function viewsOf(n: i32, from: usize, end: usize, rows: u32): usize {
  const views = block(rows * 16);
  let at = from;
  for (let row: u32 = 0; row < rows; row++) {
    let length: u64 = 0;
    let shift: u64 = 0;
    let byte: u32;
    do {
      if (at >= end || shift > 28) fail_column(n);
      byte = load<u8>(at++);
      length |= <u64>(byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    if (length > <u64>(end - at)) fail_column(n);
    const to = views + 16 * row;
    store<u64>(to, length);
    store<u64>(to, 0, 8);
    if (length <= 12) memory.copy(to + 4, at, <usize>length);
    else {
      store<u32>(to, load<u32>(at), 4);
      store<u32>(to, <u32>(at - from), 12);
    }
    at += <usize>length;
  }
  if (at != end) fail_column(n);
  return views;
}

/** A buffer of one column with so many bytes, and where its values begin. */
function answer(rows: u32, bytes: u32): usize {
  const handle = clickhouse_create_buffer(24 + bytes);
  const at = <usize>load<u32>(handle);
  store<u64>(at, 1);
  store<u64>(at, rows, 8);
  store<u64>(at, bytes, 16);
  return handle;
}

function bit(row: u32): u32 {
  return (<u32>load<u8>(quern_bitmap() + (row >> 3)) >> (row & 7)) & 1;
}

function selected(rows: u32): usize {
  const handle = answer(rows, rows);
  const to = <usize>load<u32>(handle) + 24;
  for (let row: u32 = 0; row < rows; row++) store<u8>(to + row, bit(row));
  return handle;
}

/** The values of an expression, which may all be null: `Nullable` of its type. */
function valuesOf(rows: u32): usize {
  const about = entry(columnCount());
  const size = load<i32>(about, WIDTH);
  const summand = load<i64>(about, SUMMAND);
  const handle = answer(rows, size == 16 ? rows + textBytes(rows) : rows * (1 + max(size, 1)));
  let to = <usize>load<u32>(handle) + 24;
  for (let row: u32 = 0; row < rows; row++) store<u8>(to + row, bit(row) ^ 1);
  to += rows;
  for (let row: u32 = 0; row < rows; row++) {
    const from = quern_results() + 8 * row;
    const isThere = bit(row) != 0;
    if (size == 16) to = isThere ? writeText(to, load<u32>(from), load<u32>(from, 4)) : writeText(to, 0, 0);
    else if (size == 8) store<i64>(to + 8 * row, isThere ? outside(load<i64>(from), summand, i64.MIN_VALUE, i64.MAX_VALUE) : 0);
    else if (size == 4) store<i32>(to + 4 * row, isThere ? <i32>outside(load<i32>(from), summand, i32.MIN_VALUE, i32.MAX_VALUE) : 0);
    else if (size == 2) store<i16>(to + 2 * row, isThere ? load<i16>(from) : 0);
    else store<u8>(to + row, isThere ? load<u8>(from) : 0);
  }
  return handle;
}

/** The number as ClickHouse counts; the infinities are the extremes. */
function outside(value: i64, summand: i64, least: i64, most: i64): i64 {
  return summand == 0 || value == least || value == most ? value : value - summand;
}

function textBytes(rows: u32): u32 {
  let sum: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    let length = bit(row) != 0 ? load<u32>(quern_results() + 8 * row, 4) : 0;
    sum += length + 1;
    for (; length > 0x7f; length >>= 7) sum++;
  }
  return sum;
}

function writeText(to: usize, address: usize, length: u32): usize {
  let rest = length;
  for (; rest > 0x7f; rest >>= 7) store<u8>(to++, (rest & 0x7f) | 0x80);
  store<u8>(to++, rest);
  memory.copy(to, address, length);
  return to + length;
}
