/** Output of time and of time with time zone (`time_out` and `timetz_out` in `utils/adt/date.c`). */
import { writeTimeOfDay } from '../../core/runtime/moment-digits';
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { writeOffset } from './offset-digits';
import { offsetOf, timeOfDay } from './timetz-value';

const LONGEST: i32 = 32;

/** time → text. */
export function time_out(time: i64): usize {
  const start = allocate(LONGEST);
  const at = writeTimeOfDay(start, time);
  shrinkTo(at);
  return textResult(start, <i32>(at - start));
}

/** time with time zone → text. */
export function timetz_out(timetz: usize, length: i32): usize {
  const start = allocate(LONGEST);
  const at = writeOffset(writeTimeOfDay(start, timeOfDay(timetz)), offsetOf(timetz));
  shrinkTo(at);
  return textResult(start, <i32>(at - start));
}
