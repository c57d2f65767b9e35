/** extract and date_part of times (time_part_common and timetz_part_common in `utils/adt/date.c`). */
import { DTK_EPOCH, RESERV, UNITS } from '../../core/runtime/datetime-codes';
import { asDouble, asNumeric, gaveEpoch, gaveEpochOfTime } from './extracted';
import { gaveTimeUnit, gaveZoneUnit } from './extract-timestamp';
import { offsetOf, timeOfDay } from './timetz-value';
import { OF_TIME, OF_TIMETZ, failNotRecognized, failNotSupported, readUnit, unit, unitKind } from './unit-of-text';

function partOfTime(text: usize, length: i32, time: i64): void {
  readUnit(text, length);
  if (unitKind == RESERV && unit == DTK_EPOCH) gaveEpoch(time);
  else if (unitKind != UNITS) failNotRecognized(OF_TIME);
  else if (!gaveTimeUnit(unit, time)) failNotSupported(OF_TIME);
}

function partOfTimetz(text: usize, length: i32, timetz: usize): void {
  readUnit(text, length);
  if (unitKind == RESERV && unit == DTK_EPOCH) gaveEpochOfTime(timeOfDay(timetz), -offsetOf(timetz));
  else if (unitKind != UNITS) failNotRecognized(OF_TIMETZ);
  else if (!gaveTimeUnit(unit, timeOfDay(timetz)) && !gaveZoneUnit(unit, offsetOf(timetz))) failNotSupported(OF_TIMETZ);
}

export function extract_time(text: usize, length: i32, time: i64): usize {
  partOfTime(text, length, time);
  return asNumeric();
}
export function time_part(text: usize, length: i32, time: i64): f64 {
  partOfTime(text, length, time);
  return asDouble();
}
export function extract_timetz(text: usize, length: i32, timetz: usize, timetzLength: i32): usize {
  partOfTimetz(text, length, timetz);
  return asNumeric();
}
export function timetz_part(text: usize, length: i32, timetz: usize, timetzLength: i32): f64 {
  partOfTimetz(text, length, timetz);
  return asDouble();
}
