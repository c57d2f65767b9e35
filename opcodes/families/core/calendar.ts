/**
 * The ranges of date and timestamp (`datatype/timestamp.h`), and the timestamp at which a date begins. A date is
 * days and a timestamp is microseconds from 2000-01-01; their infinities are the extremes of int4 and int8.
 */
import { i32, i64, when, type I32, type I64 } from '../../language/term.js';

export const dateNoBegin = -(2 ** 31);
export const dateNoEnd = 2 ** 31 - 1;
/** 4714-11-24 BC, where Julian days begin. */
export const minDate = -2451545;
/** The first day after 5874897-12-31: a date is before it. */
export const endDate = 2147483494 - 2451545;
/** The first day after 294276-12-31: where timestamps end. */
export const endTimestampDate = 109203528 - 2451545;

export const timestampNoBegin = -(2n ** 63n);
export const timestampNoEnd = 2n ** 63n - 1n;
export const microsecondsPerDay = 86_400_000_000n;
export const minTimestamp = BigInt(minDate) * microsecondsPerDay;
export const endTimestamp = BigInt(endTimestampDate) * microsecondsPerDay;

/** `DATE_NOT_FINITE`. */
export const notFinite = (date: I32): I32 =>
  i32.or(i32.eq(date, i32.const(dateNoBegin)), i32.eq(date, i32.const(dateNoEnd)));

/** The begin of a day before the end of timestamps. They begin with the same day as dates, so nothing else can be beyond. */
const begin = (date: I32): I64 =>
  when(
    i32.eq(date, i32.const(dateNoBegin)),
    i64.const(timestampNoBegin),
    i64.mul(i64.extend_i32_s(date), i64.const(microsecondsPerDay)),
  );

/** The begin of a day, the infinities kept. A finite date that timestamps do not reach is what `beyond` makes of their end. */
export const beginOf = (date: I32, beyond: (begin: I64) => I64): I64 =>
  when(
    i32.ge_s(date, i32.const(endTimestampDate)),
    when(i32.eq(date, i32.const(dateNoEnd)), i64.const(timestampNoEnd), beyond(i64.const(endTimestamp))),
    begin(date),
  );
