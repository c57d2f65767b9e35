/**
 * The dates and times of paths in JSON: converted, compared and printed (utils/adt/jsonpath_exec.c). A moment has 16 bytes: its value, the oid of
 * its type, and its offset in seconds east of Greenwich. The family format reads them.
 */
import { USECS_PER_DAY, floorDay } from '../../core/runtime/calendar';
import { isoDateText, date_out, timestamp_out } from '../../core/runtime/datetime-out';
import { detailText, failWithDetail } from '../../core/runtime/detail';
import { writeEra, writeStyledMoment, writeTimeOfDay } from '../../core/runtime/moment-digits';
import { resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { sessionZone, unixSeconds } from '../../core/runtime/session-clock';
import { ISO } from '../../core/runtime/session-style';
import { offsetOfLocal } from './local-time';
import { writeOffset } from './offset-digits';
import { date_cmp, date_cmp_timestamp, timestamp_cmp } from './order';
import { time_timetz, timestamptz_timetz } from './time-arithmetic';
import { time_out, timetz_out } from './time-out';
import { date_timestamptz, timestamp_time, timestamp_timestamptz, timestamptz_date, timestamptz_time, timestamptz_timestamp } from './timestamp-cast';
import { date_cmp_timestamptz, timestamp_cmp_timestamptz } from './timestamp-compare';
import { time_scale, timestamp_scale } from './timestamp-scale';
import { timestamptz_out } from './timestamptz-out';
import { timetz_cmp } from './timetz-order';
import { makeTimetz, offsetOf, timeOfDay } from './timetz-value';
import { ERR_NEEDS_ZONE } from './errors.generated.ts';
import { useAbbreviation, zoneOffsetOfLocal } from './zone-name';

const DATE: i32 = 1082;
const TIME: i32 = 1083;
const TIMESTAMP: i32 = 1114;
const TIMESTAMPTZ: i32 = 1184;
const TIMETZ: i32 = 1266;
/** What `jsonpath_moment_compare` gives for two that have no order. */
const NOT_COMPARABLE: i32 = 2;

// @ts-ignore: decorator
@inline
function valueOf(moment: usize): i64 {
  return load<i64>(moment);
}
// @ts-ignore: decorator
@inline
function typeOf(moment: usize): i32 {
  return load<i32>(moment, 8);
}
// @ts-ignore: decorator
@inline
function eastOf(moment: usize): i32 {
  return load<i32>(moment, 12);
}

function moment(type: i32, value: i64, offset: i32): usize {
  const result = allocate(16);
  store<i64>(result, value);
  store<i32>(result, type, 8);
  store<i32>(result, offset, 12);
  return textResult(result, 16);
}

function checkZoned(zoned: i32, conversion: string): void {
  if (zoned != 0) return;
  detailText(conversion);
  failWithDetail(ERR_NEEDS_ZONE);
}

function asDate(a: usize, zoned: i32): usize {
  if (typeOf(a) == DATE) return a;
  if (typeOf(a) == TIMESTAMP) return moment(DATE, floorDay(valueOf(a)), 0);
  checkZoned(zoned, 'timestamptz to date');
  return moment(DATE, timestamptz_date(valueOf(a)), 0);
}

function asTime(a: usize, zoned: i32): i64 {
  const type = typeOf(a);
  if (type == TIME) return valueOf(a);
  if (type == TIMESTAMP) return timestamp_time(valueOf(a));
  checkZoned(zoned, type == TIMETZ ? 'timetz to time' : 'timestamptz to time');
  return type == TIMETZ ? valueOf(a) : timestamptz_time(valueOf(a));
}

function asTimetz(a: usize, zoned: i32): usize {
  const type = typeOf(a);
  if (type == TIMETZ) return makeTimetz(valueOf(a), eastOf(a));
  if (type == TIMESTAMPTZ) return timestamptz_timetz(valueOf(a));
  checkZoned(zoned, 'time to timetz');
  return time_timetz(valueOf(a));
}

function asTimestamp(a: usize, zoned: i32): i64 {
  const type = typeOf(a);
  if (type == TIMESTAMP) return valueOf(a);
  if (type == DATE) return valueOf(a) * USECS_PER_DAY;
  checkZoned(zoned, 'timestamptz to timestamp');
  return timestamptz_timestamp(valueOf(a));
}

function asInstant(a: usize, zoned: i32, precision: i32): usize {
  const type = typeOf(a);
  if (type == TIMESTAMPTZ) return moment(type, timestamp_scale(valueOf(a), precision), eastOf(a));
  checkZoned(zoned, type == DATE ? 'date to timestamptz' : 'timestamp to timestamptz');
  const local = type == DATE ? valueOf(a) * USECS_PER_DAY : valueOf(a);
  const instant = type == DATE ? date_timestamptz(<i32>valueOf(a)) : timestamp_timestamptz(local);
  return moment(TIMESTAMPTZ, timestamp_scale(instant, precision), offsetOfLocal(sessionZone(), unixSeconds(local)));
}

/** The moment as one of another type, to which it can be converted; -1 for a precision leaves it. */
export function jsonpath_moment_as(type: i32, a: usize, length: i32, precision: i32, zoned: i32): usize {
  const digits = min(precision, 6);
  switch (type) {
    case DATE: {
      const date = asDate(a, zoned);
      return textResult(date, 16);
    }
    case TIME: return moment(TIME, time_scale(asTime(a, zoned), digits), 0);
    case TIMETZ: {
      const timetz = asTimetz(a, zoned);
      return moment(TIMETZ, time_scale(timeOfDay(timetz), digits), offsetOf(timetz));
    }
    case TIMESTAMP: return moment(TIMESTAMP, timestamp_scale(asTimestamp(a, zoned), digits), 0);
    default: return asInstant(a, zoned, digits);
  }
}

/** The order of two moments, the oid of whose types is not less in the second. */
function order(a: usize, b: usize, zoned: i32): i32 {
  const from = typeOf(a);
  const to = typeOf(b);
  if (to == TIMETZ && (from == TIME || from == TIMETZ)) return timetz_cmp(asTimetz(a, zoned), 12, asTimetz(b, zoned), 12);
  if (from == to) return from == DATE ? date_cmp(<i32>valueOf(a), <i32>valueOf(b)) : timestamp_cmp(valueOf(a), valueOf(b));
  if (from == DATE && to == TIMESTAMP) return date_cmp_timestamp(<i32>valueOf(a), valueOf(b));
  if (to != TIMESTAMPTZ || from == TIME) return NOT_COMPARABLE;
  checkZoned(zoned, from == DATE ? 'date to timestamptz' : 'timestamp to timestamptz');
  return from == DATE ? date_cmp_timestamptz(<i32>valueOf(a), valueOf(b)) : timestamp_cmp_timestamptz(valueOf(a), valueOf(b));
}

/** -1, 0 or 1 as a is before, at or after b; 2 where they cannot be compared. */
export function jsonpath_moment_compare(a: usize, aLength: i32, b: usize, bLength: i32, zoned: i32): i32 {
  if (typeOf(a) <= typeOf(b)) return order(a, b, zoned);
  const result = order(b, a, zoned);
  return result == NOT_COMPARABLE ? result : -result;
}

/** An offset as XML has it: always with minutes. */
function writeWholeOffset(at: usize, offset: i32): usize {
  const end = writeOffset(at, offset);
  if (offset % 3600 != 0) return end;
  store<u8>(end, 58);
  store<u16>(end, 0x3030, 1);
  return end + 3;
}

/** A local time with a T between date and time, and an offset if there is one. */
function momentText(local: i64, offset: i32, hasOffset: bool): usize {
  const start = allocate(64);
  const day = floorDay(local);
  let at = writeStyledMoment(start, day, local - <i64>day * USECS_PER_DAY, ISO);
  for (let p = start; p < at; p++) if (load<u8>(p) == 32) store<u8>(p, 84);
  if (hasOffset) at = writeWholeOffset(at, offset);
  at = writeEra(at);
  return textResult(start, <i32>(at - start));
}

function timetzText(a: usize): usize {
  const start = allocate(64);
  const at = writeWholeOffset(writeTimeOfDay(start, valueOf(a)), eastOf(a));
  return textResult(start, <i32>(at - start));
}

function styledText(a: usize): usize {
  const value = valueOf(a);
  switch (typeOf(a)) {
    case DATE: return date_out(<i32>value);
    case TIME: return time_out(value);
    case TIMETZ: return timetz_out(makeTimetz(value, eastOf(a)), 12);
    case TIMESTAMP: return timestamp_out(value);
    default: return timestamptz_out(value);
  }
}

/** The text, as JSON has it or in the session's style. */
export function jsonpath_moment_text(a: usize, length: i32, styled: i32): usize {
  if (styled != 0) return styledText(a);
  const value = valueOf(a);
  switch (typeOf(a)) {
    case DATE: return isoDateText(<i32>value);
    case TIME: return time_out(value);
    case TIMETZ: return timetzText(a);
    case TIMESTAMP: return momentText(value, 0, false);
    default: return momentText(value + <i64>eastOf(a) * 1000000, eastOf(a), true);
  }
}

const WORD = memory.data(12);

/** The offset that an abbreviation of at most ten small letters stands for at a local time; null where there is none. */
export function abbreviation_offset(word: usize, length: i32, local: i64): i32 {
  memory.fill(WORD, 0, 12);
  memory.copy(WORD, word, length);
  if (useAbbreviation(WORD)) return zoneOffsetOfLocal(unixSeconds(local));
  resultIsNull();
  return 0;
}
