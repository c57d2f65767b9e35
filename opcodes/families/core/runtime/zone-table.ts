/**
 * A time zone in linear memory, and the offset that it has at an instant. At the zone's address are the number of transitions (i32), the offset
 * before the first of them (i32), flags (i32) and the address of its abbreviations (zone-abbreviation.ts), or 0; from byte 16 on, the transitions in order, 8 bytes each: seconds from 1970 times 2^20, plus the
 * new offset in the lowest 20 bits, signed, in seconds east of Greenwich. The address 0 is UTC. A zone whose rules go on for ever
 * (ZONE_REPEATS) has them for the years 2038 to 2065, in which every kind of year occurs; with ZONE_ALWAYS the rules hold for earlier years too.
 */
import { UNIX_EPOCH_JDATE, calendarYear, date2j, isLeap, j2date } from './calendar';

export const ZONE_REPEATS: i32 = 1;
export const ZONE_ALWAYS: i32 = 2;
export const ZONE_NAMES: usize = 12;
export const ZONE_TRANSITIONS: usize = 16;
export const FIRST_REPEATED_YEAR: i32 = 2038;
const SECONDS_PER_DAY: i64 = 86400;
/** 2038-01-01 and 2066-01-01, in seconds from 1970. */
const FIRST_REPEATED: i64 = 2145916800;
const AFTER_REPEATED: i64 = 3029529600;

function floorDay(seconds: i64): i64 {
  const day = seconds / SECONDS_PER_DAY;
  return seconds < day * SECONDS_PER_DAY ? day - 1 : day;
}

/** The same moment of a year from 2038 to 2065 that begins on the same day of the week and is as long. */
function equivalent(seconds: i64): i64 {
  const day = floorDay(seconds);
  j2date(<i32>day + UNIX_EPOCH_JDATE);
  const year = calendarYear;
  const begin = date2j(year, 1, 1);
  const leap = isLeap(year);
  for (let y = FIRST_REPEATED_YEAR; y < FIRST_REPEATED_YEAR + 28; y++) {
    const other = date2j(y, 1, 1);
    if (isLeap(y) == leap && (other - begin) % 7 == 0) return seconds + <i64>(other - begin) * SECONDS_PER_DAY;
  }
  return seconds;
}

/** From when on, in seconds from 1970, the offset after the first `n` transitions holds. */
export function transitionTime(zone: usize, n: i32): i64 {
  return n == 0 ? i64.MIN_VALUE : load<i64>(zone + (n << 3), ZONE_TRANSITIONS - 8) >> 20;
}

/** The offset after the first `n` transitions, in seconds east of Greenwich. */
export function transitionOffset(zone: usize, n: i32): i32 {
  return n == 0 ? load<i32>(zone, 4) : <i32>((load<i64>(zone + (n << 3), ZONE_TRANSITIONS - 8) << 44) >> 44);
}

/** The number of transitions at or before a moment. */
export function transitionsUntil(zone: usize, seconds: i64): i32 {
  let low = 0;
  let high = load<i32>(zone);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<i64>(zone + (middle << 3), ZONE_TRANSITIONS) >> 20 <= seconds) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** When the next change of offset after the one that was asked for last comes, in seconds from 1970; or the greatest i64. */
export let nextTransition: i64 = 0;

/** The offset in seconds east of Greenwich at a moment, in seconds from 1970. */
export function offsetAt(zone: usize, seconds: i64): i32 {
  nextTransition = i64.MAX_VALUE;
  if (zone == 0) return 0;
  const flags = load<i32>(zone, 8);
  let shift: i64 = 0;
  if (seconds >= AFTER_REPEATED ? flags != 0 : (flags & ZONE_ALWAYS) != 0 && seconds < FIRST_REPEATED) {
    const same = equivalent(seconds);
    shift = seconds - same;
    seconds = same;
  }
  const n = transitionsUntil(zone, seconds);
  if (n < load<i32>(zone)) nextTransition = (load<i64>(zone + (n << 3), ZONE_TRANSITIONS) >> 20) + shift;
  return transitionOffset(zone, n);
}
