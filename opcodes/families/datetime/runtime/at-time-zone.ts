/** AT TIME ZONE: between instants and the local times of a zone, by name or by offset (timestamp_zone, timestamp_izone and the like). */
import { failWith } from '../../core/runtime/raise';
const RESULT_LENGTH: usize = 16;
import { unixSeconds } from '../../core/runtime/session-clock';
import { ERR_INFINITE_INTERVAL_ZONE, ERR_INTERVAL_ZONE, ERR_ZONE_NOT_RECOGNIZED } from './errors.generated.ts';
import { interval_out } from './interval-out';
import { daysOf, isInfinite, monthsOf, timeOf } from './interval-value';
import { checkedTimestamp, isInfiniteTimestamp } from './timestamp-value';
import { lowerWord } from './unit-of-text';
import { useZoneName, zoneOffsetAt, zoneOffsetOfLocal } from './zone-name';

/** TZ_STRLEN_MAX: a longer name is cut. */
const LONGEST_NAME: i32 = 255;
const NAME = memory.data(256);

/** The bytes of the longest name's characters, none of which is cut. */
function wholeCharacters(text: usize, length: i32): i32 {
  if (length <= LONGEST_NAME) return length;
  let end = LONGEST_NAME;
  while ((load<u8>(text + end) & 0xc0) == 0x80) end--;
  return end;
}

/** Finds the zone that a text names. */
export function useZoneText(text: usize, length: i32): void {
  lowerWord(NAME, text, length, LONGEST_NAME);
  if (!useZoneName(NAME)) failWith(ERR_ZONE_NOT_RECOGNIZED, text, wholeCharacters(text, length));
}

/** The offset, in seconds east of Greenwich, that an interval gives. */
export function offsetOfInterval(interval: usize): i32 {
  if (isInfinite(interval)) failAboutInterval(ERR_INFINITE_INTERVAL_ZONE, interval);
  if (monthsOf(interval) != 0 || daysOf(interval) != 0) failAboutInterval(ERR_INTERVAL_ZONE, interval);
  return <i32>(timeOf(interval) / 1000000);
}

function failAboutInterval(error: i32, interval: usize): void {
  const text = interval_out(interval, 16);
  failWith(error, text, load<i32>(RESULT_LENGTH));
}

/** A local time of the zone as an instant. */
export function timestamp_zone(zone: usize, zoneLength: i32, local: i64): i64 {
  if (isInfiniteTimestamp(local)) return local;
  useZoneText(zone, zoneLength);
  return checkedTimestamp(local - <i64>zoneOffsetOfLocal(unixSeconds(local)) * 1000000);
}

/** The local time of the zone at an instant. */
export function timestamptz_zone(zone: usize, zoneLength: i32, instant: i64): i64 {
  if (isInfiniteTimestamp(instant)) return instant;
  useZoneText(zone, zoneLength);
  return checkedTimestamp(instant + <i64>zoneOffsetAt(unixSeconds(instant)) * 1000000);
}

export function timestamp_izone(zone: usize, zoneLength: i32, local: i64): i64 {
  if (isInfiniteTimestamp(local)) return local;
  return checkedTimestamp(local - <i64>offsetOfInterval(zone) * 1000000);
}

export function timestamptz_izone(zone: usize, zoneLength: i32, instant: i64): i64 {
  if (isInfiniteTimestamp(instant)) return instant;
  return checkedTimestamp(instant + <i64>offsetOfInterval(zone) * 1000000);
}
