/** The type modifier of interval: which fields it has, and how many digits of a second (AdjustIntervalForTypmod of `utils/adt/timestamp.c`). */
import { DAY, HOUR, MINUTE, MONTH, SECOND, YEAR } from '../../core/runtime/datetime-codes';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { ERR_INTERVAL_OUT_OF_RANGE, ERR_INTERVAL_PRECISION, ERR_INTERVAL_TYPMOD } from './errors.generated.ts';
import { daysOf, isInfinite, makeInterval, monthsOf, timeOf } from './interval-value';
import { add64, overflowed, sub64 } from './overflow';
import { USECS_PER_HOUR, USECS_PER_MINUTE } from './unit-codes';

const FULL_RANGE: i32 = 0x7fff;
const FULL_PRECISION: i32 = 0xffff;
const MOST_DIGITS: i32 = 6;
const SCALES = memory.data<i64>([1000000, 100000, 10000, 1000, 100, 10, 1]);

export function rangeOf(modifier: i32): i32 {
  return modifier < 0 ? FULL_RANGE : (modifier >> 16) & FULL_RANGE;
}

/** Rounds half away from zero to `digits` digits of a second. */
function roundTime(time: i64, digits: i32): i64 {
  const scale = load<i64>(SCALES + (digits << 3));
  const half = digits == MOST_DIGITS ? 0 : scale / 2;
  const moved = time >= 0 ? add64(time, half) : sub64(time, half);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return moved - moved % scale;
}

/** An interval with only the fields, and the digits, of its type. */
export function interval_scale(interval: usize, length: i32, modifier: i32): usize {
  if (modifier < 0 || isInfinite(interval)) return textResult(interval, length);
  let months = monthsOf(interval);
  let days = daysOf(interval);
  let time = timeOf(interval);
  const range = rangeOf(modifier);
  if (range != FULL_RANGE) {
    // Fields below the last one of the range are dropped; those above it stay.
    if (range & (1 << SECOND)) {
      time = time;
    } else if (range & (1 << MINUTE)) {
      time = time / USECS_PER_MINUTE * USECS_PER_MINUTE;
    } else if (range & (1 << HOUR)) {
      time = time / USECS_PER_HOUR * USECS_PER_HOUR;
    } else if (range & (1 << DAY)) {
      time = 0;
    } else if (range & (1 << MONTH)) {
      days = 0;
      time = 0;
    } else if (range & (1 << YEAR)) {
      months = months / 12 * 12;
      days = 0;
      time = 0;
    } else {
      detailNumber(modifier);
      failWithDetail(ERR_INTERVAL_TYPMOD);
    }
  }
  const digits = modifier & FULL_PRECISION;
  if (digits != FULL_PRECISION) {
    if (digits > MOST_DIGITS) {
      detailNumber(digits);
      failWithDetail(ERR_INTERVAL_PRECISION);
    }
    time = roundTime(time, digits);
  }
  return makeInterval(months, days, time);
}
