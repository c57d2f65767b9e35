/** What PostgreSQL's built-in collations know of a character: its counterparts in case, and the classes it is in. */
import {
  ALPHABETIC, ALPHABETIC_SIZE, CASED, CASED_SIZE, CASE_IGNORABLE, CASE_IGNORABLE_SIZE, DIGITS, DIGITS_SIZE,
} from './unicode-case.generated.ts';

/** The address of the last of the table's entries whose first number is not above `c`, or 0. */
function entryBelow(table: usize, size: i32, numbers: i32, c: i32): usize {
  const bytes = numbers << 2;
  let low = 0;
  let high = size / numbers;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<i32>(table + middle * bytes) <= c) low = middle + 1;
    else high = middle;
  }
  return low == 0 ? 0 : table + (low - 1) * bytes;
}

/** The character by a table of moves. */
export function moved(table: usize, size: i32, c: u32): u32 {
  const entry = entryBelow(table, size, 4, c);
  if (entry == 0 || <i32>c > load<i32>(entry, 4)) return c;
  const step = load<i32>(entry, 8);
  return step == 2 && ((<i32>c - load<i32>(entry)) & 1) != 0 ? c : c + load<i32>(entry, 12);
}

/** The entry of a character that becomes several, or one by the full mapping only; its three numbers begin at 4. 0 if there is none. */
export function special(table: usize, size: i32, c: u32): usize {
  const entry = entryBelow(table, size, 4, c);
  return entry != 0 && load<i32>(entry) == <i32>c ? entry : 0;
}

/** Whether a table of runs, first and last, has the character. */
export function isIn(table: usize, size: i32, c: u32): bool {
  const entry = entryBelow(table, size, 2, c);
  return entry != 0 && <i32>c <= load<i32>(entry, 4);
}

/** Whether it is part of a word: a letter or a digit; digits other than 0–9 count only with `allDigits`. */
export function isWordCharacter(c: u32, allDigits: bool): bool {
  if (c < 128) return c - 48 < 10 || (c | 32) - 97 < 26;
  return isIn(ALPHABETIC, ALPHABETIC_SIZE, c) || (allDigits && isIn(DIGITS, DIGITS_SIZE, c));
}

export function isCased(c: u32): bool {
  return isIn(CASED, CASED_SIZE, c);
}

export function isCaseIgnorable(c: u32): bool {
  return isIn(CASE_IGNORABLE, CASE_IGNORABLE_SIZE, c);
}
