/** Input of timestamp without time zone (`timestamp_in` and `tm2timestamp` in `utils/adt/timestamp.c`). */
import {
  END_TIMESTAMP, MIN_TIMESTAMP, POSTGRES_EPOCH_JDATE, UNIX_EPOCH_JDATE, USECS_PER_DAY, date2j, isValidJulian,
} from './calendar';
import { DTK_EARLY, DTK_EPOCH, DTK_LATE } from './datetime-codes';
import { decodeDateTime } from './datetime-decode';
import { failDateTime } from './datetime-error';
import { parseDateTime } from './datetime-fields';
import { timeToMicroseconds } from './datetime-time';
import { valueKind } from './datetime-word';
import { ERR_INVALID_TIMESTAMP, ERR_TIMESTAMP_TEXT_OUT_OF_RANGE } from './errors.generated.ts';
import { NOT_ISO, isoDate, twoDigits } from './iso-date';
import { failWith } from './raise';
import { tm } from './broken-down-time';

/** MAXDATELEN + MAXDATEFIELDS: a longer text is refused. */
const WORK_SPACE: i32 = 153;
const NOT_ISO_TIME: i64 = -1;

/** hh:mm:ss, with up to six digits after a point, as microseconds; or NOT_ISO_TIME. */
function isoTime(p: usize, length: i32): i64 {
  if (load<u8>(p, 2) != 58 || load<u8>(p, 5) != 58) return NOT_ISO_TIME;
  const hour = twoDigits(p);
  const minute = twoDigits(p + 3);
  const second = twoDigits(p + 6);
  if (hour > 23 || minute > 59 || second > 59) return NOT_ISO_TIME;
  let microsecond: u32 = 0;
  if (length > 8) {
    if (load<u8>(p, 8) != 46 || length > 15) return NOT_ISO_TIME;
    for (let i = 9; i < 15; i++) {
      const digit = i < length ? <u32>load<u8>(p + i) - 48 : 0;
      if (digit > 9) return NOT_ISO_TIME;
      microsecond = microsecond * 10 + digit;
    }
  }
  return timeToMicroseconds(hour, minute, second, microsecond);
}

/** `yyyy-mm-dd hh:mm:ss`, with a space or T between. */
function isIsoShape(text: usize, length: i32): bool {
  return length >= 19 && (load<u8>(text, 10) == 32 || load<u8>(text, 10) == 84);
}

/** text → timestamp, in microseconds from 2000-01-01. */
export function timestamp_in(text: usize, length: i32): i64 {
  if (isIsoShape(text, length)) {
    const julian = isoDate(text);
    const time = isoTime(text + 11, length - 11);
    if (julian != NOT_ISO && time != NOT_ISO_TIME) return <i64>(julian - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY + time;
  }
  let error = parseDateTime(text, length, WORK_SPACE);
  if (error == 0) error = decodeDateTime();
  if (error != 0) failDateTime(error, text, length, ERR_INVALID_TIMESTAMP);
  switch (valueKind) {
    case DTK_EPOCH: return <i64>(UNIX_EPOCH_JDATE - POSTGRES_EPOCH_JDATE) * USECS_PER_DAY;
    case DTK_LATE: return i64.MAX_VALUE;
    case DTK_EARLY: return i64.MIN_VALUE;
  }
  // A year in range of the first check cannot overflow the arithmetic, save beyond the timestamp's own end.
  if (!isValidJulian(tm.year, tm.month)) failWith(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, text, length);
  const days = <i64>(date2j(tm.year, tm.month, tm.day) - POSTGRES_EPOCH_JDATE);
  if (days >= END_TIMESTAMP / USECS_PER_DAY) failWith(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, text, length);
  const result = days * USECS_PER_DAY + timeToMicroseconds(tm.hour, tm.minute, tm.second, tm.microsecond);
  if (result < MIN_TIMESTAMP || result >= END_TIMESTAMP) failWith(ERR_TIMESTAMP_TEXT_OUT_OF_RANGE, text, length);
  return result;
}
