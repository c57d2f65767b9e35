/**
 * POSIX time zones such as utc+2, which PostgreSQL accepts where a zone's name is expected (`tzparse` in
 * `timezone/localtime.c`): a name, and the offset west of Greenwich. Daylight saving time after it is beyond us.
 */
import { isDigit } from './characters';
import { DTERR_BAD_TIMEZONE, DTERR_UNKNOWN_TIMEZONE } from './datetime-codes';

const MOST_HOURS: u32 = 167;

/** Where a number of at most `greatest` ends, or 0. */
function numberEnd(p: usize, greatest: u32): usize {
  const start = p;
  let value: u32 = 0;
  for (; isDigit(load<u8>(p)); p++) {
    value = value * 10 + load<u8>(p) - 48;
    if (value > greatest) return 0;
  }
  return p == start ? 0 : p;
}

/** 0 for a zone of fixed offset, or a DTERR code; the word is zero-terminated and begins with a letter. */
export function checkPosixZone(word: usize): i32 {
  let p = word;
  while (load<u8>(p) != 0 && !isDigit(load<u8>(p)) && load<u8>(p) != 43 && load<u8>(p) != 45) p++;
  if (load<u8>(p) == 43 || load<u8>(p) == 45) p++;
  p = numberEnd(p, MOST_HOURS);
  if (p != 0 && load<u8>(p) == 58) {
    p = numberEnd(p + 1, 59);
    // POSIX allows for a leap second.
    if (p != 0 && load<u8>(p) == 58) p = numberEnd(p + 1, 60);
  }
  if (p == 0) return DTERR_BAD_TIMEZONE;
  return load<u8>(p) == 0 ? 0 : DTERR_UNKNOWN_TIMEZONE;
}
