/** AT TIME ZONE: by a name, an abbreviation, a POSIX specification or an interval. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const zones: readonly CallDefinition[] = [
  defineCall({
    name: 'timestamp_zone',
    summary: 'a, a local time of the zone, as an instant.',
    source,
    args: { zone: 'text', a: 'timestamp' },
    result: 'timestamptz',
    examples: [
      { zone: 'America/New_York', a: '2001-07-16 20:38:40', gives: '2001-07-17 00:38:40+00' },
      { zone: 'mst', a: '2001-02-16 20:38:40', gives: '2001-02-17 03:38:40+00' },
      { zone: 'europe/berlin', a: '2001-03-25 02:30:00', gives: '2001-03-25 01:30:00+00' },
      { zone: 'Europe/Berlin', a: '2001-10-28 02:30:00', gives: '2001-10-28 01:30:00+00' },
      { zone: '+02', a: '2001-02-16 20:38:40', gives: '2001-02-16 22:38:40+00' },
      { zone: 'EST5EDT,M3.2.0,M11.1.0', a: '2001-07-16 20:38:40', gives: '2001-07-17 00:38:40+00' },
      { zone: 'Nowhere', a: '2001-02-16 20:38:40', raises: '22023' },
      { zone: 'Nowhere', a: 'infinity', gives: 'infinity' },
      { zone: 'UTC', a: '-infinity', gives: '-infinity' },
    ],
  }),
  defineCall({
    name: 'timestamptz_zone',
    summary: 'The local time of the zone at a.',
    source,
    args: { zone: 'text', a: 'timestamptz' },
    result: 'timestamp',
    examples: [
      { zone: 'America/New_York', a: '2001-07-16 20:38:40+00', gives: '2001-07-16 16:38:40' },
      { zone: 'mst', a: '2001-02-16 20:38:40+00', gives: '2001-02-16 13:38:40' },
      { zone: 'Asia/Kathmandu', a: '2001-02-16 20:38:40+00', gives: '2001-02-17 02:23:40' },
      { zone: 'CET', a: '2001-07-16 20:38:40+00', gives: '2001-07-16 21:38:40' },
      { zone: 'Nowhere', a: '2001-02-16 20:38:40+00', raises: '22023' },
      { zone: 'MSK', a: '2012-02-16 20:38:40+00', gives: '2012-02-17 00:38:40' },
    ],
  }),
  defineCall({
    name: 'timestamp_izone',
    summary: 'a, a local time of the offset, as an instant.',
    source,
    args: { zone: 'interval', a: 'timestamp' },
    result: 'timestamptz',
    examples: [
      { zone: '-08:00:00', a: '2001-02-16 20:38:40', gives: '2001-02-17 04:38:40+00' },
      { zone: '1 mon', a: '2001-02-16 20:38:40', raises: '22023' },
      { zone: 'infinity', a: '2001-02-16 20:38:40', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'timestamptz_izone',
    summary: 'The local time of the offset at a.',
    source,
    args: { zone: 'interval', a: 'timestamptz' },
    result: 'timestamp',
    examples: [
      { zone: '-08:00:00', a: '2001-02-16 20:38:40+00', gives: '2001-02-16 12:38:40' },
      { zone: '1 day', a: '2001-02-16 20:38:40+00', raises: '22023' },
      { zone: '1 day', a: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'timetz_zone',
    summary: "a at the zone's offset of now.",
    source,
    args: { zone: 'text', a: 'timetz' },
    result: 'timetz',
    examples: [
      { zone: 'UTC', a: '20:38:40+02', gives: '18:38:40+00' },
      { zone: '+05:30', a: '20:38:40+02', gives: '13:08:40-05:30' },
      { zone: 'Nowhere', a: '20:38:40+02', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'timetz_izone',
    summary: 'a at the offset.',
    source,
    args: { zone: 'interval', a: 'timetz' },
    result: 'timetz',
    examples: [
      { zone: '-08:00:00', a: '20:38:40+02', gives: '10:38:40-08' },
      { zone: '1 mon', a: '20:38:40+02', raises: '22023' },
    ],
  }),
  defineCall({
    name: 'timetz_at_local',
    summary: 'time with time zone AT LOCAL.',
    source,
    args: { a: 'timetz' },
    result: 'timetz',
    examples: [{ a: '20:38:40+02', gives: '18:38:40+00' }],
  }),
];
