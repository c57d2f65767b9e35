/** Numbers as Arrow has them → numbers as kernels read them: dates and timestamps of another epoch or unit, decimals of 128 bits or of 64. */
import { greatest, width } from './description';
import { room } from './columns';
import { fail_column, fail_digits, fail_range } from './failures';

/** The layouts of a descriptor. */
const PLAIN: u32 = 0;
const SCALED: u32 = 5;
const DECIMALS: u32 = 6;
/** The decimal that stands for NaN (src/catalog/scaled.ts). */
const NAN: i64 = i64.MAX_VALUE;

/** Where the column's numbers are, converted in memory of its own where they differ. */
export function convert_numbers(column: i32, at: usize, valid: usize, rows: u32): usize {
  const form = load<u32>(at);
  if (greatest(column) > 0) {
    if (form == PLAIN || form == DECIMALS) return decimals(column, at, valid, rows);
  } else if (form == SCALED) {
    if (width(column) == 8) return scaled<i64>(column, at, valid, rows);
    if (width(column) == 4) return scaled<i32>(column, at, valid, rows);
  }
  fail_column(column);
  return 0;
}

function isThere(valid: usize, row: u32): bool {
  return ((load<u8>(valid + (row >> 3)) >> (row & 7)) & 1) != 0;
}

/** The numbers times the descriptor's factor plus its summand; the extremes stay, which are the infinities. Raises 22008 where one is out of range. */
function scaled<T>(column: i32, at: usize, valid: usize, rows: u32): usize {
  const from = <usize>load<u32>(at, 12) + load<u32>(at, 4) * sizeof<T>();
  const factor = <i64>load<i32>(at, 20);
  const summand = load<i64>(at, 24);
  if (factor <= 0) fail_column(column);
  const to = room(column, 2, rows * sizeof<T>());
  const most = <i64>(sizeof<T>() == 4 ? <i64>i32.MAX_VALUE : i64.MAX_VALUE);
  const least = -most - 1;
  // The summand takes from one end only.
  const highest = (summand > 0 ? most - summand : most) / factor;
  const lowest = (summand < 0 ? least - summand : least) / factor;
  // Both extremes are looked at with what is out of range.
  const first = <T>max(lowest, least + 1);
  const last = <T>min(highest, most - 1);
  let isOutside: i32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const value = load<T>(from + sizeof<T>() * row);
    isOutside |= i32(value < first) | i32(value > last);
    store<T>(to + sizeof<T>() * row, value * <T>factor + <T>summand);
  }
  if (isOutside == 0) return to;
  for (let row: u32 = 0; row < rows; row++) {
    const value = <i64>load<T>(from + sizeof<T>() * row);
    if (value == most || value == least) store<T>(to + sizeof<T>() * row, <T>value);
    else if (isThere(valid, row) && (value > highest || value < lowest)) fail_range(row);
  }
  return to;
}

/** Decimals with as many places as the column has, as integers of 64 bits. Raises 22003 where one has more digits than the column. */
function decimals(column: i32, at: usize, valid: usize, rows: u32): usize {
  const isWide = load<u32>(at) == DECIMALS;
  const stride: usize = isWide ? 16 : 8;
  const from = <usize>load<u32>(at, 12) + load<u32>(at, 4) * stride;
  const most = greatest(column);
  const to = isWide ? room(column, 2, rows * 8) : from;
  let isOutside: i32 = 0;
  if (isWide) {
    for (let row: u32 = 0; row < rows; row++) {
      const value = load<i64>(from + 16 * row);
      isOutside |= i32(value > most) | i32(value < -most) | i32(load<i64>(from + 16 * row, 8) != value >> 63);
      store<i64>(to + 8 * row, value);
    }
  } else {
    for (let row: u32 = 0; row < rows; row++) {
      const value = load<i64>(from + 8 * row);
      isOutside |= i32(value > most) | i32(value < -most);
    }
  }
  if (isOutside == 0) return to;
  for (let row: u32 = 0; row < rows; row++) {
    if (!isThere(valid, row)) continue;
    const value = load<i64>(from + stride * row);
    if (isWide && load<i64>(from + stride * row, 8) != value >> 63) fail_digits(row);
    if (value != NAN && (value > most || value < -most)) fail_digits(row);
  }
  return to;
}
