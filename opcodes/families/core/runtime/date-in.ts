/** Input of date (`date_in` in `utils/adt/date.c`). */
import { POSTGRES_EPOCH_JDATE, UNIX_EPOCH_JDATE, date2j, isValidDate, isValidJulian } from './calendar';
import { DTK_EARLY, DTK_EPOCH, DTK_LATE } from './datetime-codes';
import { decodeDateTime } from './datetime-decode';
import { failDateTime } from './datetime-error';
import { parseDateTime } from './datetime-fields';
import { valueKind } from './datetime-word';
import { ERR_DATE_TEXT_OUT_OF_RANGE, ERR_INVALID_DATE } from './errors.generated.ts';
import { NOT_ISO, isoDate } from './iso-date';
import { failWith } from './raise';
import { tm } from './broken-down-time';

/** MAXDATELEN and a terminator: a longer text is refused. */
const WORK_SPACE: i32 = 129;

/** text → date, in days from 2000-01-01. */
export function date_in(text: usize, length: i32): i32 {
  if (length == 10) {
    const julian = isoDate(text);
    if (julian != NOT_ISO) return julian - POSTGRES_EPOCH_JDATE;
  }
  let error = parseDateTime(text, length, WORK_SPACE);
  if (error == 0) error = decodeDateTime();
  if (error != 0) failDateTime(error, text, length, ERR_INVALID_DATE);
  switch (valueKind) {
    case DTK_EPOCH: return UNIX_EPOCH_JDATE - POSTGRES_EPOCH_JDATE;
    case DTK_LATE: return i32.MAX_VALUE;
    case DTK_EARLY: return i32.MIN_VALUE;
  }
  if (!isValidJulian(tm.year, tm.month)) failWith(ERR_DATE_TEXT_OUT_OF_RANGE, text, length);
  const date = date2j(tm.year, tm.month, tm.day) - POSTGRES_EPOCH_JDATE;
  if (!isValidDate(date)) failWith(ERR_DATE_TEXT_OUT_OF_RANGE, text, length);
  return date;
}
