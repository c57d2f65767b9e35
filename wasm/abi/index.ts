/** The interface of an exported kernel, version 1 (docs/abi.md). */
import { bindColumns, block } from './columns';
import { quern_free } from './blocks';
import { frame, inputFunction, columnCount, paramCell, paramCount, resultsAddress, scratchStart } from './description';
import { forgetError } from './errors';
import { readText } from './values';

export { quern_alloc, quern_free } from './blocks';
export { clickhouse_create_buffer, clickhouse_destroy_buffer, evaluate } from './clickhouse';
export { quern_columns } from './columns';
export { quern_error, raise } from './errors';
export { convert_numbers } from './numbers';
export { bind_views } from './texts';
export { tell_host } from './told';
export { read_values } from './values';

@external("kernel", "scan")
declare function scan(frame: usize, bitmap: usize, from: i32, to: i32): void;

const SCRATCH_NEXT: usize = 8;
const CLOCK: usize = 160;

let bitmap: usize = 0;
let results: usize = 0;
let capacity: u32 = 0;
/** The texts of the parameters, whose blocks are given back when they change. */
let paramTexts: usize = 0;

/** The version of this interface. */
export function quern_abi(): i32 {
  return 1;
}

/** The cells of the parameters, 16 bytes each: the value in 8, then 1 for null; a text's address and length are its value. All are null at first. */
export function quern_params(): usize {
  return paramCell(0);
}

/** Sets parameter n, from 0, to the value that a text in PostgreSQL's input syntax stands for; only of types without a number. */
export function quern_param(n: i32, text: usize, length: u32): void {
  forgetError();
  const cell = paramCell(n);
  const entry = columnCount() + n;
  if (paramTexts == 0) {
    paramTexts = block(paramCount() * 4);
    memory.fill(paramTexts, 0, paramCount() * 4);
  }
  quern_free(load<u32>(paramTexts + 4 * n));
  store<u32>(paramTexts + 4 * n, 0);
  const size = 2 * length + 64;
  const to = block(size);
  store<u32>(paramTexts + 4 * n, <u32>to);
  let read = length;
  if (inputFunction(entry) != 0) read = readText(entry, text, length, to, to + size);
  else memory.copy(to, text, length);
  store<u32>(cell, <u32>to);
  store<u32>(cell, read, 4);
  store<u32>(cell, 0, 8);
}

/** What `now()` is, in microseconds since 2000-01-01 00:00 UTC. */
export function quern_clock(microseconds: i64): void {
  store<i64>(CLOCK, microseconds);
}

/** Takes the columns as they are described for a batch of so many rows. */
export function quern_bind(rows: u32): void {
  forgetError();
  if (rows > capacity || bitmap == 0) {
    quern_free(bitmap);
    quern_free(results);
    results = 0;
    capacity = 0;
    // None while there is no new one: the block that was given back may be another's.
    bitmap = 0;
    bitmap = block(((rows + 63) >> 6) << 3);
    if (resultsAddress() != 0) {
      results = block(rows * 8);
      store<u32>(resultsAddress(), <u32>results);
    }
    capacity = rows;
  }
  bindColumns(rows);
}

/** Runs the rows from `from`, a multiple of 64, to before `to` of the batch. An SQL error ends it with a trap; `quern_error` says which. */
export function quern_run(from: i32, to: i32): void {
  forgetError();
  if (from == 0) store<u32>(SCRATCH_NEXT, <u32>scratchStart());
  scan(frame(), bitmap, from, to);
}

/** The bits of the rows, lowest first: selected, or of an expression not null. */
export function quern_bitmap(): usize {
  return bitmap;
}

/** Of an expression: the values, 8 bytes a row; of a text its address and length. */
export function quern_results(): usize {
  return results;
}
