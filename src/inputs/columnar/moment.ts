/**
 * Days and times of Arrow and Parquet, which count from 1970 in several units, as PostgreSQL's, which count microseconds and days from 2000. PostgreSQL has
 * no nanoseconds: a value that is not a whole number of microseconds is refused, because a rounded one would answer other questions.
 */
import { SqlError } from '../../error.js';

export type TimeUnit = 'second' | 'millisecond' | 'microsecond' | 'nanosecond';

/** From 1970-01-01 to 2000-01-01. */
const epochDays = 10957;
export const epochMicroseconds = BigInt(epochDays) * 86_400_000_000n;
const dayMilliseconds = 86_400_000n;
const dayMicroseconds = 86_400_000_000n;

/** PostgreSQL's bounds (datatype/timestamp.h): 4714-11-24 BC, and the first day and moment that it has not. */
const firstDay = -2451545;
const endDay = 2147483494;
const firstMoment = -211813488000000000n;
const endMoment = 9223371331200000000n;

/** The microseconds of so many units. Raises 22008 when they are not whole. */
export function microseconds(value: bigint, unit: TimeUnit): bigint {
  switch (unit) {
    case 'second':
      return value * 1_000_000n;
    case 'millisecond':
      return value * 1000n;
    case 'microsecond':
      return value;
    case 'nanosecond':
      if (value % 1000n !== 0n)
        throw new SqlError('22008', `${value} nanoseconds are not a whole number of microseconds`, {
          hint: 'PostgreSQL has microseconds; round the values to them before.',
        });
      return value / 1000n;
  }
}

/** A moment as the microseconds from 2000-01-01. */
export function moment(value: bigint, unit: TimeUnit): bigint {
  const found = microseconds(value, unit) - epochMicroseconds;
  if (found < firstMoment || found >= endMoment)
    throw new SqlError('22008', `timestamp out of range: ${value} ${unit}s from 1970-01-01`);
  return found;
}

/** A day as the days from 2000-01-01. */
export function day(value: number): number {
  const found = value - epochDays;
  if (found < firstDay || found >= endDay)
    throw new SqlError('22008', `date out of range: ${value} days from 1970-01-01`);
  return found;
}

/** A day that is given in milliseconds. Raises 22008 for one with a time of day. */
export function dayOfMilliseconds(value: bigint): number {
  if (value % dayMilliseconds !== 0n)
    throw new SqlError('22008', `${value} milliseconds are not a whole number of days`, {
      hint: 'The column is declared to be one of days; a moment is a timestamp.',
    });
  return day(Number(value / dayMilliseconds));
}

/** A time of day in microseconds; 24:00 is one. */
export function timeOfDay(value: bigint, unit: TimeUnit): bigint {
  const found = microseconds(value, unit);
  if (found < 0n || found > dayMicroseconds)
    throw new SqlError('22008', `time out of range: ${value} ${unit}s from midnight`);
  return found;
}

/** An interval as PostgreSQL stores it: microseconds, days, months (datatype/timestamp.h). */
export function intervalBytes(months: number, days: number, time: bigint): Uint8Array {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigInt64(0, time, true);
  view.setInt32(8, days, true);
  view.setInt32(12, months, true);
  return bytes;
}
