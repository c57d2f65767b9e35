/** The current time, from the session's clock: fixed for a batch, so that all of its functions give the same. */
import { USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { localNow, now as clock } from '../../core/runtime/session-clock';
import { timestamp_scale, time_scale } from './timestamp-scale';

export function now(): i64 {
  return clock();
}
export function statement_timestamp(): i64 {
  return clock();
}
export function clock_timestamp(): i64 {
  return clock();
}
export function current_date(modifier: i32): i32 {
  return floorDay(localNow());
}
export function current_timestamp(modifier: i32): i64 {
  return timestamp_scale(clock(), modifier);
}
export function localtimestamp(modifier: i32): i64 {
  return timestamp_scale(localNow(), modifier);
}
export function localtime(modifier: i32): i64 {
  const local = localNow();
  return time_scale(local - <i64>floorDay(local) * USECS_PER_DAY, modifier);
}
