/** extract and date_part of intervals (interval_part_common in `utils/adt/timestamp.c`). */
import { DTK_EPOCH, RESERV, UNITS } from '../../core/runtime/datetime-codes';
import { asDouble, asNumeric, gaveInfinity, gaveIntervalEpoch, gaveNull, gaveSeconds, gaveWhole } from './extracted';
import { daysOf, isInfinite, isNoBegin, monthsOf, timeOf } from './interval-value';
import {
  DTK_CENTURY, DTK_DAY, DTK_DECADE, DTK_HOUR, DTK_MICROSEC, DTK_MILLENNIUM, DTK_MILLISEC, DTK_MINUTE, DTK_MONTH, DTK_QUARTER, DTK_SECOND,
  DTK_WEEK, DTK_YEAR,
} from './unit-codes';
import { OF_INTERVAL, failNotRecognized, failNotSupported, readUnit, unit, unitKind } from './unit-of-text';

function partOfInfinity(negative: bool): void {
  switch (unit) {
    case DTK_MICROSEC:
    case DTK_MILLISEC:
    case DTK_SECOND:
    case DTK_MINUTE:
    case DTK_WEEK:
    case DTK_MONTH:
    case DTK_QUARTER:
      gaveNull();
      return;
    case DTK_HOUR:
    case DTK_DAY:
    case DTK_YEAR:
    case DTK_DECADE:
    case DTK_CENTURY:
    case DTK_MILLENNIUM:
    case DTK_EPOCH:
      gaveInfinity(negative);
      return;
    default:
      failNotSupported(OF_INTERVAL);
  }
}

/** A part of a negative interval is the negative of that of the interval with the other sign; the least has none, and stays as it is. */
function quarter(months: i32): i32 {
  return months >= 0 ? months % 12 / 3 + 1 : -(-months % 12 / 3 + 1);
}

function part(text: usize, length: i32, interval: usize): void {
  readUnit(text, length);
  if (unitKind != UNITS && unitKind != RESERV) failNotRecognized(OF_INTERVAL);
  if (isInfinite(interval)) {
    partOfInfinity(isNoBegin(interval));
    return;
  }
  const months = monthsOf(interval);
  const days = daysOf(interval);
  const time = timeOf(interval);
  if (unitKind == RESERV) {
    if (unit == DTK_EPOCH) gaveIntervalEpoch(months, days, time);
    else failNotRecognized(OF_INTERVAL);
    return;
  }
  switch (unit) {
    case DTK_MICROSEC: gaveSeconds(time / 1000000 % 60, time % 1000000, 6); return;
    case DTK_MILLISEC: gaveSeconds(time / 1000000 % 60, time % 1000000, 3); return;
    case DTK_SECOND: gaveSeconds(time / 1000000 % 60, time % 1000000, 0); return;
    case DTK_MINUTE: gaveWhole(time / 60000000 % 60); return;
    case DTK_HOUR: gaveWhole(time / 3600000000); return;
    case DTK_DAY: gaveWhole(days); return;
    case DTK_WEEK: gaveWhole(days / 7); return;
    case DTK_MONTH: gaveWhole(months % 12); return;
    case DTK_QUARTER: gaveWhole(quarter(months)); return;
    case DTK_YEAR: gaveWhole(months / 12); return;
    case DTK_DECADE: gaveWhole(months / 120); return;
    case DTK_CENTURY: gaveWhole(months / 1200); return;
    case DTK_MILLENNIUM: gaveWhole(months / 12000); return;
    default: failNotSupported(OF_INTERVAL);
  }
}

export function extract_interval(text: usize, length: i32, interval: usize, intervalLength: i32): usize {
  part(text, length, interval);
  return asNumeric();
}
export function interval_part(text: usize, length: i32, interval: usize, intervalLength: i32): f64 {
  part(text, length, interval);
  return asDouble();
}
