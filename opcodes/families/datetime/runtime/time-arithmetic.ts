/** Times of day plus and minus intervals, round the clock, and their casts (`utils/adt/date.c`). */
import { USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { localNow, now, sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { offsetAt } from '../../core/runtime/zone-table';
import { offsetOfInterval, useZoneText } from './at-time-zone';
import {
  ERR_INFINITE_INTERVAL_TO_TIME, ERR_INFINITE_INTERVAL_TO_TIME_ADD, ERR_INFINITE_INTERVAL_TO_TIME_SUBTRACT,
} from './errors.generated.ts';
import { isInfinite, makeInterval, timeOf } from './interval-value';
import { offsetOfLocal } from './local-time';
import { timestamp_time } from './timestamp-cast';
import { time_scale } from './timestamp-scale';
import { isInfiniteTimestamp, toLocal } from './timestamp-value';
import { greenwichTime, makeTimetz, offsetOf, timeOfDay } from './timetz-value';
import { zoneOffsetAt } from './zone-name';

/** The time of day that is left when whole days are taken away. */
function roundTheClock(time: i64): i64 {
  const rest = time % USECS_PER_DAY;
  return rest < 0 ? rest + USECS_PER_DAY : rest;
}

function plus(time: i64, interval: usize): i64 {
  if (isInfinite(interval)) fail(ERR_INFINITE_INTERVAL_TO_TIME_ADD);
  return roundTheClock(time + timeOf(interval));
}
function minus(time: i64, interval: usize): i64 {
  if (isInfinite(interval)) fail(ERR_INFINITE_INTERVAL_TO_TIME_SUBTRACT);
  return roundTheClock(time - timeOf(interval));
}

export function time_pl_interval(time: i64, interval: usize, length: i32): i64 {
  return plus(time, interval);
}
export function time_mi_interval(time: i64, interval: usize, length: i32): i64 {
  return minus(time, interval);
}
export function timetz_pl_interval(timetz: usize, timetzLength: i32, interval: usize, length: i32): usize {
  return makeTimetz(plus(timeOfDay(timetz), interval), offsetOf(timetz));
}
export function timetz_mi_interval(timetz: usize, timetzLength: i32, interval: usize, length: i32): usize {
  return makeTimetz(minus(timeOfDay(timetz), interval), offsetOf(timetz));
}
export function time_mi_time(a: i64, b: i64): usize {
  return makeInterval(0, 0, a - b);
}

export function time_interval(time: i64): usize {
  return makeInterval(0, 0, time);
}
export function interval_time(interval: usize, length: i32): i64 {
  if (isInfinite(interval)) fail(ERR_INFINITE_INTERVAL_TO_TIME);
  return roundTheClock(timeOf(interval));
}

/** The session's offset at this time today. */
export function time_timetz(time: i64): usize {
  const local = <i64>floorDay(localNow()) * USECS_PER_DAY + time;
  return makeTimetz(time, offsetOfLocal(sessionZone(), unixSeconds(local)));
}
export function timetz_time(timetz: usize, length: i32): i64 {
  return timeOfDay(timetz);
}
export function timetz_scale(timetz: usize, length: i32, modifier: i32): usize {
  return makeTimetz(time_scale(timeOfDay(timetz), modifier), offsetOf(timetz));
}

/** The local time of day of the session with its offset; null of an infinite instant. */
export function timestamptz_timetz(instant: i64): usize {
  if (isInfiniteTimestamp(instant)) {
    resultIsNull();
    return 0;
  }
  return makeTimetz(timestamp_time(toLocal(instant)), offsetAt(sessionZone(), unixSeconds(instant)));
}
export function current_time(modifier: i32): usize {
  const timetz = timestamptz_timetz(now());
  return timetz_scale(timetz, 12, modifier);
}

/** The same instant of the day at another offset. */
function atOffset(timetz: usize, offset: i32): usize {
  return makeTimetz(roundTheClock(greenwichTime(timetz) + <i64>offset * 1000000), offset);
}

/** A zone's offset is that of now, because there is no date. */
export function timetz_zone(zone: usize, zoneLength: i32, timetz: usize, length: i32): usize {
  useZoneText(zone, zoneLength);
  return atOffset(timetz, zoneOffsetAt(unixSeconds(now())));
}
export function timetz_izone(zone: usize, zoneLength: i32, timetz: usize, length: i32): usize {
  return atOffset(timetz, offsetOfInterval(zone));
}
export function timetz_at_local(timetz: usize, length: i32): usize {
  return atOffset(timetz, offsetAt(sessionZone(), unixSeconds(now())));
}
