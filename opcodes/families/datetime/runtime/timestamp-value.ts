/** Timestamps of both kinds: their range and infinities, and the way between an instant and local time. */
import { END_TIMESTAMP, MIN_TIMESTAMP } from '../../core/runtime/calendar';
import { fail } from '../../core/runtime/raise';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { ERR_TIMESTAMP_OUT_OF_RANGE } from './errors.generated.ts';
import { offsetOfLocal } from './local-time';

// @ts-ignore: decorator
@inline
export function isInfiniteTimestamp(timestamp: i64): bool {
  return timestamp == i64.MIN_VALUE || timestamp == i64.MAX_VALUE;
}

// @ts-ignore: decorator
@inline
export function isValidTimestamp(timestamp: i64): bool {
  return timestamp >= MIN_TIMESTAMP && timestamp < END_TIMESTAMP;
}

/** The timestamp, which must be in range. */
export function checkedTimestamp(timestamp: i64): i64 {
  if (!isValidTimestamp(timestamp)) fail(ERR_TIMESTAMP_OUT_OF_RANGE);
  return timestamp;
}

/** The session's local time at a finite instant. */
export function toLocal(instant: i64): i64 {
  return instant + <i64>offsetAt(sessionZone(), unixSeconds(instant)) * 1000000;
}

/** The instant of a local time of the session, which may be out of range. */
export function fromLocal(local: i64): i64 {
  return local - <i64>offsetOfLocal(sessionZone(), unixSeconds(local)) * 1000000;
}
