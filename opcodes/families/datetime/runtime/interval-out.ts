/** Output of interval in the session's style (EncodeInterval of `utils/adt/datetime.c`). */
import { allocate, shrinkTo, textResult } from '../../core/runtime/scratch';
import { INTERVAL_ISO, INTERVAL_SQL, INTERVAL_VERBOSE, intervalStyle } from '../../core/runtime/session-style';
import { writeIsoInterval, writePostgresInterval, writeSqlInterval, writeVerboseInterval } from './interval-styles';
import { daysOf, isInfinite, monthsOf, timeOf } from './interval-value';

const INFINITY_TEXT = memory.data<u8>([45, 105, 110, 102, 105, 110, 105, 116, 121]);
/** Longer than any interval. */
const LONGEST: i32 = 112;

/** interval → text. */
export function interval_out(interval: usize, length: i32): usize {
  const months = monthsOf(interval);
  if (isInfinite(interval)) return textResult(INFINITY_TEXT + <usize>(months > 0), months > 0 ? 8 : 9);
  const start = allocate(LONGEST);
  const days = daysOf(interval);
  const time = timeOf(interval);
  let end: usize;
  switch (intervalStyle()) {
    case INTERVAL_VERBOSE: end = writeVerboseInterval(start, months, days, time); break;
    case INTERVAL_SQL: end = writeSqlInterval(start, months, days, time); break;
    case INTERVAL_ISO: end = writeIsoInterval(start, months, days, time); break;
    default: end = writePostgresInterval(start, months, days, time);
  }
  shrinkTo(end);
  return textResult(start, <i32>(end - start));
}
