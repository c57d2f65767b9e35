/** Hours to days and days to months, a month being 30 days (justify_hours, justify_days, justify_interval). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { ERR_INTERVAL_OUT_OF_RANGE } from './errors.generated.ts';
import { daysOf, isInfinite, makeInterval, monthsOf, timeOf } from './interval-value';
import { narrow, overflowed } from './overflow';

function narrowed(value: i64): i32 {
  const result = narrow(value);
  if (overflowed) fail(ERR_INTERVAL_OUT_OF_RANGE);
  return result;
}

/** The interval with whole days taken out of the time, and one sign for both. */
export function justifiedHours(months: i32, days: i32, time: i64): usize {
  let d = narrowed(<i64>days + time / USECS_PER_DAY);
  let rest = time % USECS_PER_DAY;
  if (d > 0 && rest < 0) {
    rest += USECS_PER_DAY;
    d--;
  } else if (d < 0 && rest > 0) {
    rest -= USECS_PER_DAY;
    d++;
  }
  return makeInterval(months, d, rest);
}

export function interval_justify_hours(a: usize, aLength: i32): usize {
  if (isInfinite(a)) return textResult(a, 16);
  return justifiedHours(monthsOf(a), daysOf(a), timeOf(a));
}

export function interval_justify_days(a: usize, aLength: i32): usize {
  if (isInfinite(a)) return textResult(a, 16);
  let days = daysOf(a);
  let months = narrowed(<i64>monthsOf(a) + days / 30);
  days %= 30;
  if (months > 0 && days < 0) {
    days += 30;
    months--;
  } else if (months < 0 && days > 0) {
    days -= 30;
    months++;
  }
  return makeInterval(months, days, timeOf(a));
}

export function interval_justify_interval(a: usize, aLength: i32): usize {
  if (isInfinite(a)) return textResult(a, 16);
  let months = monthsOf(a);
  let days = daysOf(a);
  let time = timeOf(a);
  // Days and time of one sign: months first, lest the sum of days overflow.
  if ((days > 0 && time > 0) || (days < 0 && time < 0)) {
    months = narrowed(<i64>months + days / 30);
    days %= 30;
  }
  days += <i32>(time / USECS_PER_DAY);
  time %= USECS_PER_DAY;
  months = narrowed(<i64>months + days / 30);
  days %= 30;
  if (months > 0 && (days < 0 || (days == 0 && time < 0))) {
    days += 30;
    months--;
  } else if (months < 0 && (days > 0 || (days == 0 && time > 0))) {
    days -= 30;
    months++;
  }
  if (days > 0 && time < 0) {
    time += USECS_PER_DAY;
    days--;
  } else if (days < 0 && time > 0) {
    time -= USECS_PER_DAY;
    days++;
  }
  return makeInterval(months, days, time);
}
