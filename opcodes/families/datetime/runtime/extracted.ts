/**
 * What was extracted, before it becomes a numeric (`extract`) or a double (`date_part`): a number, seconds with a fraction, or a sum of days and
 * time. PostgreSQL computes the two by formulas of their own, which differ in the last digits.
 */
import { SECONDS_PER_DAY_F, julianNumeric } from './julian-day';
import { numericInfinity, numericOf, numericOfParts } from './numeric-value';
import { resultIsNull } from '../../core/runtime/arguments';

const WHOLE: i32 = 0;
const SECONDS: i32 = 1;
const JULIAN: i32 = 2;
const INFINITE: i32 = 3;
const NULL: i32 = 4;
const EPOCH_OF_INTERVAL: i32 = 5;
const EPOCH: i32 = 6;
const LATE_EPOCH: i32 = 7;
const EPOCH_OF_TIME: i32 = 8;
/** From 1970 to 2000, in seconds. */
const THIRTY_YEARS: i64 = 946684800;

let form: i32 = 0;
let whole: i64 = 0;
let time: i64 = 0;
let scale: i32 = 0;
let months: i32 = 0;

export function gaveWhole(value: i64): void {
  form = WHOLE;
  whole = value;
}

/** Whole seconds and microseconds, in units of 10^-`digits` seconds: 0 for seconds, 3 for milliseconds, 6 for microseconds. */
export function gaveSeconds(seconds: i64, microseconds: i64, digits: i32): void {
  form = SECONDS;
  whole = seconds;
  time = microseconds;
  scale = digits;
}

/** Microseconds since the epoch, given as seconds. */
export function gaveEpoch(microseconds: i64): void {
  form = EPOCH;
  time = microseconds;
}

/** A time of day and the seconds to add to it. */
export function gaveEpochOfTime(microseconds: i64, seconds: i64): void {
  form = EPOCH_OF_TIME;
  time = microseconds;
  whole = seconds;
}

/** Microseconds from 2000-01-01, which would not fit from 1970. */
export function gaveLateEpoch(timestamp: i64): void {
  form = LATE_EPOCH;
  time = timestamp;
}

export function gaveIntervalEpoch(ofMonths: i32, days: i32, microseconds: i64): void {
  form = EPOCH_OF_INTERVAL;
  months = ofMonths;
  whole = days;
  time = microseconds;
}

/** A Julian day and the time of the day. */
export function gaveJulian(day: i32, microseconds: i64): void {
  form = JULIAN;
  whole = day;
  time = microseconds;
}

export function gaveInfinity(negative: bool): void {
  form = INFINITE;
  whole = negative ? -1 : 1;
}

export function gaveNull(): void {
  form = NULL;
}

/** Here PostgreSQL divides numerics, which gives four digits after the point, and then writes six. */
function lateEpochNumeric(): usize {
  const rounded = (time + 50) / 100 * 100;
  return numericOfParts(<u64>(rounded / 1000000 + THIRTY_YEARS), <u32>(rounded % 1000000), false, 6);
}

/** Days of a year of 365.25 days and months of 30 days, as seconds; with the time. */
function intervalEpochNumeric(): usize {
  const seconds = (1461 * <i64>(months / 12) + 120 * <i64>(months % 12) + 4 * whole) * 21600;
  const micro = seconds * 1000000;
  const sum = micro + time;
  const fits = micro / 1000000 == seconds && ((micro ^ sum) & (time ^ sum)) >= 0;
  if (fits) return numericOf(sum, 6);
  // Too large for microseconds in 64 bits, so the seconds are far larger than the fraction.
  let all = seconds + time / 1000000;
  let rest = time % 1000000;
  if (all > 0 && rest < 0) {
    all--;
    rest += 1000000;
  } else if (all < 0 && rest > 0) {
    all++;
    rest -= 1000000;
  }
  return numericOfParts(<u64>abs(all), <u32>abs(rest), all < 0, 6);
}

/** The result of `extract`. */
export function asNumeric(): usize {
  switch (form) {
    case WHOLE: return numericOf(whole, 0);
    case SECONDS: return numericOf(whole * 1000000 + time, scale == 6 ? 0 : 6 - scale);
    case EPOCH: return numericOf(time, 6);
    case EPOCH_OF_TIME: return numericOf(time + whole * 1000000, 6);
    case LATE_EPOCH: return lateEpochNumeric();
    case EPOCH_OF_INTERVAL: return intervalEpochNumeric();
    case JULIAN: return julianNumeric(whole, time);
    case INFINITE: return numericInfinity(whole < 0);
    default:
      resultIsNull();
      return 0;
  }
}

/** The result of `date_part`. */
export function asDouble(): f64 {
  switch (form) {
    case WHOLE: return <f64>whole;
    case SECONDS:
      if (scale == 6) return <f64>whole * 1000000 + <f64>time;
      return scale == 3 ? <f64>whole * 1000 + <f64>time / 1000 : <f64>whole + <f64>time / 1000000;
    case EPOCH: return <f64>time / 1000000;
    case EPOCH_OF_TIME: return <f64>time / 1000000 + <f64>whole;
    case LATE_EPOCH: return (<f64>time + <f64>THIRTY_YEARS * 1000000) / 1000000;
    case EPOCH_OF_INTERVAL: {
      let result = <f64>time / 1000000;
      result += 365.25 * 86400 * <f64>(months / 12);
      result += 30.0 * 86400 * <f64>(months % 12);
      return result + 86400.0 * <f64>whole;
    }
    case JULIAN: {
      const seconds = <f64>(time / 1000000) + <f64>(time % 1000000) / 1000000;
      return <f64>whole + seconds / SECONDS_PER_DAY_F;
    }
    case INFINITE: return whole < 0 ? -Infinity : Infinity;
    default:
      resultIsNull();
      return 0;
  }
}
