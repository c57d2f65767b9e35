/** A time with time zone in memory, as PostgreSQL stores it: microseconds from midnight (int64) and the offset in seconds west of Greenwich (int32). */
import { allocate, textResult } from '../../core/runtime/scratch';

/** In seconds east of Greenwich. */
// @ts-ignore: decorator
@inline
export function offsetOf(timetz: usize): i32 {
  return -load<i32>(timetz, 8);
}
// @ts-ignore: decorator
@inline
export function timeOfDay(timetz: usize): i64 {
  return load<i64>(timetz);
}

/** The time in Greenwich, which may be before or after the day. */
// @ts-ignore: decorator
@inline
export function greenwichTime(timetz: usize): i64 {
  return timeOfDay(timetz) - <i64>offsetOf(timetz) * 1000000;
}

export function makeTimetz(time: i64, offset: i32): usize {
  const result = allocate(12);
  store<i64>(result, time);
  store<i32>(result, -offset, 8);
  return textResult(result, 12);
}
