/** Comparison of timestamps with time zone with timestamps without one. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const timestamptzCompare: readonly CallDefinition[] = [
  defineCall({
    name: 'timestamp_cmp_timestamptz',
    summary: "Comparison by the session's zone: -1, 0 or 1.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'int4',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: '0' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: '-1' },
      { a: '-infinity', b: 'infinity', gives: '-1' },
    ],
  }),
  defineCall({
    name: 'timestamp_eq_timestamptz',
    summary: "a = b, by the session's zone.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: 't' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: 'f' },
      { a: '-infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamp_ne_timestamptz',
    summary: "a <> b, by the session's zone.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: 'f' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: 't' },
      { a: '-infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamp_lt_timestamptz',
    summary: "a < b, by the session's zone.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: 'f' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: 't' },
      { a: '-infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamp_le_timestamptz',
    summary: "a <= b, by the session's zone.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: 't' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: 't' },
      { a: '-infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamp_gt_timestamptz',
    summary: "a > b, by the session's zone.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: 'f' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: 'f' },
      { a: '-infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamp_ge_timestamptz',
    summary: "a >= b, by the session's zone.",
    source,
    args: { a: 'timestamp', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00', b: '2001-01-01 00:00:00+00', gives: 't' },
      { a: '2001-01-01 00:00:00.5', b: '2001-01-01 00:00:00-01', gives: 'f' },
      { a: '-infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_cmp_timestamp',
    summary: "Comparison by the session's zone: -1, 0 or 1.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'int4',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: '0' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: '1' },
      { a: 'infinity', b: '-infinity', gives: '1' },
    ],
  }),
  defineCall({
    name: 'timestamptz_eq_timestamp',
    summary: "a = b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: 't' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: 'f' },
      { a: 'infinity', b: '-infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_ne_timestamp',
    summary: "a <> b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: 'f' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: 't' },
      { a: 'infinity', b: '-infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamptz_lt_timestamp',
    summary: "a < b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: 'f' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: 'f' },
      { a: 'infinity', b: '-infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_le_timestamp',
    summary: "a <= b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: 't' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: 'f' },
      { a: 'infinity', b: '-infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_gt_timestamp',
    summary: "a > b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: 'f' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: 't' },
      { a: 'infinity', b: '-infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamptz_ge_timestamp',
    summary: "a >= b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01 00:00:00', gives: 't' },
      { a: '2001-01-01 00:00:00-01', b: '2001-01-01 00:00:00.5', gives: 't' },
      { a: 'infinity', b: '-infinity', gives: 't' },
    ],
  }),
];
