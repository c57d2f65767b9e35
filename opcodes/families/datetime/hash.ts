/** Hashes, by which equal values are found: PostgreSQL's own numbers. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/date.c';

export const hashes: readonly CallDefinition[] = [
  defineCall({
    name: 'hashdate',
    summary: 'The hash of a date.',
    source,
    args: { a: 'date' },
    result: 'int4',
    examples: [
      { a: '2001-01-01', gives: '85969339' },
      { a: 'infinity', gives: '-96758253' },
    ],
  }),
  defineCall({
    name: 'hashdateextended',
    summary: 'The hash of a date in 64 bits, with a seed.',
    source,
    args: { a: 'date', seed: 'int8' },
    result: 'int8',
    examples: [
      { a: '2001-01-01', seed: '0', gives: '6606304479004314043' },
      { a: '2001-01-01', seed: '42', gives: '-6603849444820921685' },
    ],
  }),
  defineCall({
    name: 'time_hash',
    summary: 'The hash of a time.',
    source,
    args: { a: 'time' },
    result: 'int4',
    examples: [{ a: '04:05:06', gives: '1534217434' }],
  }),
  defineCall({
    name: 'time_hash_extended',
    summary: 'The hash of a time in 64 bits, with a seed.',
    source,
    args: { a: 'time', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '04:05:06', seed: '42', gives: '1605365722253213936' }],
  }),
  defineCall({
    name: 'timetz_hash',
    summary: 'The hash of a time with time zone.',
    source,
    args: { a: 'timetz' },
    result: 'int4',
    examples: [{ a: '04:05:06+02', gives: '1079693456' }],
  }),
  defineCall({
    name: 'timetz_hash_extended',
    summary: 'The hash of a time with time zone in 64 bits, with a seed.',
    source,
    args: { a: 'timetz', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '04:05:06+02', seed: '42', gives: '-7754285818879846480' }],
  }),
  defineCall({
    name: 'timestamp_hash',
    summary: 'The hash of a timestamp.',
    source,
    args: { a: 'timestamp' },
    result: 'int4',
    examples: [
      { a: '2001-01-01 10:00:00', gives: '1391033408' },
      { a: '-infinity', gives: '-96758253' },
    ],
  }),
  defineCall({
    name: 'timestamp_hash_extended',
    summary: 'The hash of a timestamp in 64 bits, with a seed.',
    source,
    args: { a: 'timestamp', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '2001-01-01 10:00:00', seed: '42', gives: '-4828746285017703156' }],
  }),
  defineCall({
    name: 'timestamptz_hash',
    summary: 'The hash of a timestamp with time zone.',
    source,
    args: { a: 'timestamptz' },
    result: 'int4',
    examples: [{ a: '2001-01-01 10:00:00+00', gives: '1391033408' }],
  }),
  defineCall({
    name: 'timestamptz_hash_extended',
    summary: 'The hash of a timestamp with time zone in 64 bits, with a seed.',
    source,
    args: { a: 'timestamptz', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '2001-01-01 10:00:00+00', seed: '-7', gives: '-6799798229648598768' }],
  }),
  defineCall({
    name: 'interval_hash',
    summary: 'The hash of an interval: equal for 1 mon and 30 days.',
    source,
    args: { a: 'interval' },
    result: 'int4',
    examples: [
      { a: '1 mon', gives: '1574789525' },
      { a: '30 days', gives: '1574789525' },
      { a: '-00:00:01', gives: '-890640397' },
      { a: 'infinity', gives: '-523051888' },
    ],
  }),
  defineCall({
    name: 'interval_hash_extended',
    summary: 'The hash of an interval in 64 bits, with a seed.',
    source,
    args: { a: 'interval', seed: 'int8' },
    result: 'int8',
    examples: [{ a: '1 mon', seed: '42', gives: '7595095120406020313' }],
  }),
];
