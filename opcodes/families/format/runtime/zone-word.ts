/** What an abbreviation of a time zone means, which the family datetime knows. */
import { calledGaveNull } from '../../core/runtime/arguments';
import { allocate } from '../../core/runtime/scratch';

@external('datetime', 'abbreviation_offset')
declare function abbreviation_offset(cells: usize, n: i32): i32;

/** There is no such abbreviation as the one that was asked for last. */
export let isUnknown: bool = false;

/** In seconds east of Greenwich, at a local time. */
export function abbreviationOffset(letters: usize, length: i32, local: i64): i32 {
  const cells = (allocate(48) + 15) & ~15;
  memory.fill(cells, 0, 32);
  store<u32>(cells, <u32>letters);
  store<i32>(cells, length, 4);
  store<i64>(cells, local, 16);
  const offset = abbreviation_offset(cells, 2);
  isUnknown = calledGaveNull();
  return offset;
}
