/** The parts of an interval while a text is read, and how amounts of units are added to them (`struct pg_itm_in`, Adjust… of `utils/adt/datetime.c`). */
import { USECS_PER_DAY } from '../../core/runtime/calendar';
import { add64, mul64, narrow, overflowed } from './overflow';

export let partTime: i64 = 0;
export let partDays: i32 = 0;
export let partMonths: i32 = 0;
export let partYears: i32 = 0;

export function clearParts(): void {
  partTime = 0;
  partDays = 0;
  partMonths = 0;
  partYears = 0;
}

/** All of these give false when a part would overflow. */
export function addTime(microseconds: i64): bool {
  partTime = add64(partTime, microseconds);
  return !overflowed;
}

export function setTimePart(microseconds: i64): void {
  partTime = microseconds;
}

/** value × scale microseconds. */
export function addProduct(value: i64, scale: i64): bool {
  const product = mul64(value, scale);
  return !overflowed && addTime(product);
}

/** A fraction of a unit of `scale` microseconds, rounded. */
export function addFraction(fraction: f64, scale: i64): bool {
  if (fraction == 0) return true;
  const exact = fraction * <f64>scale;
  let whole = <i64>exact;
  const rest = exact - <f64>whole;
  if (rest > 0.5) whole++;
  else if (rest < -0.5) whole--;
  return addTime(whole);
}

export function addMicroseconds(value: i64, fraction: f64, scale: i64): bool {
  return addProduct(value, scale) && addFraction(fraction, scale);
}

export function addDays(value: i64, scale: i32): bool {
  const count = narrow(value);
  if (overflowed) return false;
  const days = narrow(<i64>count * <i64>scale);
  if (overflowed) return false;
  partDays = narrow(<i64>partDays + <i64>days);
  return !overflowed;
}

/** A fraction of a unit of `scale` days: whole days, and the rest as time. */
export function addFractionOfDays(fraction: f64, scale: i32): bool {
  if (fraction == 0) return true;
  const exact = fraction * <f64>scale;
  const whole = <i32>exact;
  partDays = narrow(<i64>partDays + <i64>whole);
  return !overflowed && addFraction(exact - <f64>whole, USECS_PER_DAY);
}

export function addMonths(value: i64): bool {
  const months = narrow(value);
  if (overflowed) return false;
  partMonths = narrow(<i64>partMonths + <i64>months);
  return !overflowed;
}

export function addYears(value: i64, scale: i32): bool {
  const count = narrow(value);
  if (overflowed) return false;
  const years = narrow(<i64>count * <i64>scale);
  if (overflowed) return false;
  partYears = narrow(<i64>partYears + <i64>years);
  return !overflowed;
}

/** A fraction of a unit of `scale` years, as whole months. */
export function addFractionOfYears(fraction: f64, scale: i32): bool {
  const months = <i32>nearest(fraction * <f64>scale * 12);
  partMonths = narrow(<i64>partMonths + <i64>months);
  return !overflowed;
}

/** Reverses all parts. */
export function negateParts(): bool {
  if (partTime == i64.MIN_VALUE || partDays == i32.MIN_VALUE || partMonths == i32.MIN_VALUE || partYears == i32.MIN_VALUE)
    return false;
  partTime = -partTime;
  partDays = -partDays;
  partMonths = -partMonths;
  partYears = -partYears;
  return true;
}
