/** Input of interval (`interval_in` in `utils/adt/timestamp.c`). */
import { DTERR_BAD_FORMAT, DTERR_FIELD_OVERFLOW, DTK_EARLY, DTK_LATE } from '../../core/runtime/datetime-codes';
import { parseDateTime } from '../../core/runtime/datetime-fields';
import { fail, failWith } from '../../core/runtime/raise';
import { ERR_INTERVAL_FIELD_OVERFLOW, ERR_INTERVAL_OUT_OF_RANGE, ERR_INVALID_INTERVAL } from './errors.generated.ts';
import { decodeInterval, intervalKind } from './interval-decode';
import { decodeIsoInterval } from './interval-iso';
import { partDays, partMonths, partTime, partYears } from './interval-parts';
import { infiniteInterval, makeInterval } from './interval-value';
import { interval_scale, rangeOf } from './interval-scale';
import { narrow, overflowed } from './overflow';

/** A longer text is refused. */
const WORK_SPACE: i32 = 256;

/** text → interval. */
export function interval_in(text: usize, length: i32, modifier: i32): usize {
  let error = parseDateTime(text, length, WORK_SPACE);
  if (error == 0) error = decodeInterval(rangeOf(modifier));
  const isIso = error == DTERR_BAD_FORMAT;
  if (isIso) error = decodeIsoInterval(text, length);
  if (error == DTERR_FIELD_OVERFLOW) failWith(ERR_INTERVAL_FIELD_OVERFLOW, text, length);
  if (error != 0) failWith(ERR_INVALID_INTERVAL, text, length);
  if (!isIso && intervalKind == DTK_LATE) return infiniteInterval(false);
  if (!isIso && intervalKind == DTK_EARLY) return infiniteInterval(true);
  const months = narrow(<i64>partYears * 12 + <i64>partMonths);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return interval_scale(makeInterval(months, partDays, partTime), 16, modifier);
}
