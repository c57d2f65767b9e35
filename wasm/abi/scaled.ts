/** Dates and timestamps of another epoch or unit, as Arrow has them, in those of PostgreSQL. */
import { width } from './description';
import { room } from './columns';
import { fail_range } from './failures';

/** The numbers times the descriptor's factor plus its summand, in memory of the column's own; the extremes stay, which are the infinities. Raises 22008 where one is out of range. */
export function scale_numbers(column: i32, at: usize, from: usize, valid: usize, rows: u32): usize {
  const factor = <i64>load<i32>(at, 20);
  const summand = load<i64>(at, 24);
  const size = width(column);
  const to = room(column, 2, rows * size);
  const most = size == 4 ? <i64>i32.MAX_VALUE : i64.MAX_VALUE;
  const least = -most - 1;
  // The summand takes from one end only.
  const highest = (summand > 0 ? most - summand : most) / factor;
  const lowest = (summand < 0 ? least - summand : least) / factor;
  for (let row: u32 = 0; row < rows; row++) {
    const value = size == 4 ? <i64>load<i32>(from + 4 * row) : load<i64>(from + 8 * row);
    const there = (<u32>load<u8>(valid + (row >> 3)) >> (row & 7)) & 1;
    if (value == most || value == least) {
      if (size == 4) store<i32>(to + 4 * row, <i32>value);
      else store<i64>(to + 8 * row, value);
      continue;
    }
    if (there && (value > highest || value < lowest)) fail_range(row);
    const scaled = value * factor + summand;
    if (size == 4) store<i32>(to + 4 * row, <i32>scaled);
    else store<i64>(to + 8 * row, scaled);
  }
  return to;
}
