/** Casts between dates, times, timestamps and intervals. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/date.c';

export const casts: readonly CallDefinition[] = [
  defineCall({
    name: 'date_timestamptz',
    summary: "date to timestamp with time zone: the begin of the day in the session's zone.",
    source,
    args: { a: 'date' },
    result: 'timestamptz',
    examples: [
      { a: '2001-01-01', gives: '2001-01-01 00:00:00+00' },
      { a: '5874897-12-31', raises: '22008' },
      { a: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'timestamp_timestamptz',
    summary: "timestamp to timestamp with time zone: local time of the session.",
    source,
    args: { a: 'timestamp' },
    result: 'timestamptz',
    examples: [
      { a: '2001-01-01 10:00:00', gives: '2001-01-01 10:00:00+00' },
      { a: '-infinity', gives: '-infinity' },
    ],
  }),
  defineCall({
    name: 'timestamptz_timestamp',
    summary: "timestamp with time zone to timestamp: local time of the session.",
    source,
    args: { a: 'timestamptz' },
    result: 'timestamp',
    examples: [
      { a: '2001-01-01 10:00:00+02', gives: '2001-01-01 08:00:00' },
      { a: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'timestamptz_date',
    summary: "timestamp with time zone to date: the day in the session's zone.",
    source,
    args: { a: 'timestamptz' },
    result: 'date',
    examples: [
      { a: '2001-01-01 00:00:00+02', gives: '2000-12-31' },
      { a: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'timestamp_at_local',
    summary: "timestamp AT LOCAL.",
    source,
    args: { a: 'timestamp' },
    result: 'timestamptz',
    examples: [
      { a: '2001-01-01 10:00:00', gives: '2001-01-01 10:00:00+00' },
    ],
  }),
  defineCall({
    name: 'timestamptz_at_local',
    summary: "timestamp with time zone AT LOCAL.",
    source,
    args: { a: 'timestamptz' },
    result: 'timestamp',
    examples: [
      { a: '2001-01-01 10:00:00+02', gives: '2001-01-01 08:00:00' },
    ],
  }),
  defineCall({
    name: 'timestamp_time',
    summary: "timestamp to time: null of an infinite one.",
    source,
    args: { a: 'timestamp' },
    result: 'time',
    mayReturnNull: true,
    examples: [
      { a: '2001-01-01 10:00:00.5', gives: '10:00:00.5' },
      { a: 'infinity', gives: null },
    ],
  }),
  defineCall({
    name: 'timestamptz_time',
    summary: "timestamp with time zone to time, in the session's zone: null of an infinite one.",
    source,
    args: { a: 'timestamptz' },
    result: 'time',
    mayReturnNull: true,
    examples: [
      { a: '2001-01-01 10:00:00.5+02', gives: '08:00:00.5' },
      { a: 'infinity', gives: null },
    ],
  }),
  defineCall({
    name: 'timestamptz_timetz',
    summary: "timestamp with time zone to time with time zone, in the session's zone: null of an infinite one.",
    source,
    args: { a: 'timestamptz' },
    result: 'timetz',
    mayReturnNull: true,
    examples: [
      { a: '2001-01-01 10:00:00.5+02', gives: '08:00:00.5+00' },
      { a: 'infinity', gives: null },
    ],
  }),
  defineCall({
    name: 'time_interval',
    summary: "time to interval.",
    source,
    args: { a: 'time' },
    result: 'interval',
    examples: [
      { a: '10:20:30.5', gives: '10:20:30.5' },
    ],
  }),
  defineCall({
    name: 'interval_time',
    summary: "interval to time: what is left of the day.",
    source,
    args: { a: 'interval' },
    result: 'time',
    examples: [
      { a: '1 day 25:00:00', gives: '01:00:00' },
      { a: '-00:00:01', gives: '23:59:59' },
      { a: 'infinity', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'time_timetz',
    summary: "time to time with time zone: the session's offset of today.",
    source,
    args: { a: 'time' },
    result: 'timetz',
    examples: [
      { a: '10:20:30.5', gives: '10:20:30.5+00' },
    ],
  }),
  defineCall({
    name: 'timetz_time',
    summary: "time with time zone to time: the zone is dropped.",
    source,
    args: { a: 'timetz' },
    result: 'time',
    examples: [
      { a: '10:20:30.5+02', gives: '10:20:30.5' },
    ],
  }),
  defineCall({
    name: 'datetime_timestamp',
    summary: "date + time.",
    source,
    args: { a: 'date', b: 'time' },
    result: 'timestamp',
    examples: [
      { a: '2001-01-01', b: '10:20:30', gives: '2001-01-01 10:20:30' },
      { a: 'infinity', b: '10:20:30', gives: 'infinity' },
      { a: '5874897-12-31', b: '10:20:30', raises: '22008' },
      { a: '294276-12-31', b: '24:00:00', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'datetimetz_timestamptz',
    summary: "date + time with time zone.",
    source,
    args: { a: 'date', b: 'timetz' },
    result: 'timestamptz',
    examples: [
      { a: '2001-01-01', b: '10:20:30+02', gives: '2001-01-01 08:20:30+00' },
      { a: 'infinity', b: '10:20:30+02', gives: 'infinity' },
      { a: '5874897-12-31', b: '10:20:30+02', raises: '22008' },
      { a: '294276-12-31', b: '24:00:00-15', raises: '22008' },
    ],
  }),
  defineCall({
    name: 'float8_timestamptz',
    summary: "Seconds from 1970 to timestamp with time zone.",
    source,
    args: { a: 'float8' },
    result: 'timestamptz',
    examples: [
      { a: '1284352323.5', gives: '2010-09-13 04:32:03.5+00' },
      { a: '-1e11', gives: '1200-02-15 14:13:20+00 BC' },
      { a: 'Infinity', gives: 'infinity' },
      { a: 'NaN', raises: '22008' },
      { a: '1e20', raises: '22008' },
      { a: '9224318016000', raises: '22008' },
      { a: '-210866803200.5', raises: '22008' },
    ],
  }),
];
