/** The symbolic difference of two timestamps, in years, months, days and time (timestamp_age, timestamptz_age). */
import { POSTGRES_EPOCH_JDATE, USECS_PER_DAY, calendarDay, calendarMonth, calendarYear, daysInMonth, floorDay, j2date } from '../../core/runtime/calendar';
import { infiniteDifference } from './interval-add';
import { makeInterval } from './interval-value';
import { isInfiniteTimestamp, toLocal } from './timestamp-value';

/** From the earlier to the later local time. The borrowed month is that which the earlier one is in. */
function difference(later: i64, earlier: i64, negative: bool): usize {
  const laterDay = floorDay(later);
  const earlierDay = floorDay(earlier);
  j2date(laterDay + POSTGRES_EPOCH_JDATE);
  let years = calendarYear;
  let months = calendarMonth;
  let days = calendarDay;
  j2date(earlierDay + POSTGRES_EPOCH_JDATE);
  years -= calendarYear;
  months -= calendarMonth;
  days -= calendarDay;
  let time = later - <i64>laterDay * USECS_PER_DAY - (earlier - <i64>earlierDay * USECS_PER_DAY);
  if (time < 0) {
    time += USECS_PER_DAY;
    days--;
  }
  while (days < 0) {
    days += daysInMonth(calendarYear, calendarMonth);
    months--;
  }
  months += years * 12;
  return negative ? makeInterval(-months, -days, -time) : makeInterval(months, days, time);
}

export function timestamp_age(a: i64, b: i64): usize {
  if (isInfiniteTimestamp(a) || isInfiniteTimestamp(b)) return infiniteDifference(a, b);
  return a < b ? difference(b, a, true) : difference(a, b, false);
}

/** By the local times of the session; the order is that of the instants. */
export function timestamptz_age(a: i64, b: i64): usize {
  if (isInfiniteTimestamp(a) || isInfiniteTimestamp(b)) return infiniteDifference(a, b);
  return a < b ? difference(toLocal(b), toLocal(a), true) : difference(toLocal(a), toLocal(b), false);
}
