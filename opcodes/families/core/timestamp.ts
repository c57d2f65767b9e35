/** Functions of timestamps: comparison with timestamps and with dates, and casts from and to date. */
import { defineFunction, type ExampleValue, type FunctionDefinition } from '../../language/function.js';
import { checked, i32, i64, select, when, type I32, type I64 } from '../../language/term.js';
import {
  beginOf,
  dateNoBegin,
  dateNoEnd,
  endDate,
  endTimestamp,
  endTimestampDate,
  microsecondsPerDay,
  minDate,
  minTimestamp,
  timestampNoBegin,
  timestampNoEnd,
} from './calendar.js';
import { compareFamily, compareI64, sameOnBothSides, type EqualValues } from './compare.js';

const dateSource = 'src/backend/utils/adt/date.c';

/** A date too late for a timestamp compares as later than any but infinity (`date_cmp_timestamp_internal`): its begin is that end. */
const comparable = (date: I32): I64 => beginOf(date, (end) => end);

/** [dates, timestamps] */
const datesAndTimestamps: readonly (readonly [readonly number[], readonly bigint[]])[] = [
  [[dateNoBegin], [timestampNoBegin]],
  [[minDate], [minTimestamp]],
  [[-1], [-microsecondsPerDay]],
  [[], [-1n]],
  [[0], [0n]],
  [[], [1n]],
  [[endTimestampDate - 1], [endTimestamp - microsecondsPerDay]],
  [[], [endTimestamp - 1n]],
  [[endTimestampDate, endDate - 1], []],
  [[dateNoEnd], [timestampNoEnd]],
];

/** Days are counted down, also before 2000: the day of microsecond -1 is -1. */
const dayOf = (timestamp: I64): I32 =>
  i32.wrap_i64(
    i64.div_s(
      i64.sub(timestamp, select(i64.lt_s(timestamp, i64.const(0n)), i64.const(microsecondsPerDay - 1n), i64.const(0n))),
      i64.const(microsecondsPerDay),
    ),
  );

const isTimestamp = (a: I64, value: bigint): I32 => i64.eq(a, i64.const(value));

export const timestamp: readonly FunctionDefinition[] = [
  ...compareFamily({
    left: 'timestamp',
    right: 'timestamp',
    source: 'src/backend/utils/adt/timestamp.c',
    name: (op) => `timestamp_${op}`,
    compare: compareI64,
    sorted: sameOnBothSides([timestampNoBegin, minTimestamp, -1n, 0n, 2n ** 32n, endTimestamp - 1n, timestampNoEnd]),
  }),
  ...compareFamily({
    left: 'date',
    right: 'timestamp',
    source: dateSource,
    name: (op) => `date_${op}_timestamp`,
    tier: 'call',
    compare: (op, a, b) => compareI64(op, comparable(a), b),
    sorted: datesAndTimestamps,
  }),
  ...compareFamily({
    left: 'timestamp',
    right: 'date',
    source: dateSource,
    name: (op) => `timestamp_${op}_date`,
    tier: 'call',
    compare: (op, a, b) => compareI64(op, a, comparable(b)),
    sorted: datesAndTimestamps.map(([dates, timestamps]): EqualValues => [timestamps, dates]),
  }),
  defineFunction({
    name: 'date_timestamp',
    summary: 'date to timestamp: the begin of the day.',
    source: dateSource,
    args: { a: 'date' },
    result: 'timestamp',
    value: ({ a }) => beginOf(a, (end) => checked(i32.const(1), 'DATE_OUT_OF_RANGE_FOR_TIMESTAMP', end)),
    examples: [
      ...datesAndTimestamps.flatMap(([dates, timestamps]) =>
        timestamps.flatMap((gives) => dates.map((a) => ({ a, gives }))),
      ),
      { a: endTimestampDate, raises: '22008' },
      { a: endDate - 1, raises: '22008' },
      { a: null, gives: null },
    ],
  }),
  defineFunction({
    name: 'timestamp_date',
    summary: 'timestamp to date: the day it is on.',
    source: dateSource,
    args: { a: 'timestamp' },
    result: 'date',
    value: ({ a }) =>
      when(
        isTimestamp(a, timestampNoBegin),
        i32.const(dateNoBegin),
        when(isTimestamp(a, timestampNoEnd), i32.const(dateNoEnd), dayOf(a)),
      ),
    examples: [
      ...datesAndTimestamps.flatMap(([dates, timestamps]) =>
        timestamps.flatMap((a) => dates.map((gives: ExampleValue) => ({ a, gives }))),
      ),
      { a: -1n, gives: -1 },
      { a: -microsecondsPerDay - 1n, gives: -2 },
      { a: microsecondsPerDay - 1n, gives: 0 },
      { a: endTimestamp - 1n, gives: endTimestampDate - 1 },
      { a: minTimestamp + 1n, gives: minDate },
      { a: null, gives: null },
    ],
  }),
];
