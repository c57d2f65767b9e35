/** Comparison of timestamps with time zone with dates. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/date.c';

export const dateCompare: readonly CallDefinition[] = [
  defineCall({
    name: 'date_cmp_timestamptz',
    summary: "Comparison by the session's zone: -1, 0 or 1.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'int4',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: '0' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: '1' },
      { a: 'infinity', b: 'infinity', gives: '0' },
    ],
  }),
  defineCall({
    name: 'date_eq_timestamptz',
    summary: "a = b, by the session's zone.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: 't' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'date_ne_timestamptz',
    summary: "a <> b, by the session's zone.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: 'f' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: 't' },
      { a: 'infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'date_lt_timestamptz',
    summary: "a < b, by the session's zone.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: 'f' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'date_le_timestamptz',
    summary: "a <= b, by the session's zone.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: 't' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'date_gt_timestamptz',
    summary: "a > b, by the session's zone.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: 'f' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: 't' },
      { a: 'infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'date_ge_timestamptz',
    summary: "a >= b, by the session's zone.",
    source,
    args: { a: 'date', b: 'timestamptz' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:00+00', gives: 't' },
      { a: '5874897-12-31', b: '2001-01-01 00:00:00-01', gives: 't' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamptz_cmp_date',
    summary: "Comparison by the session's zone: -1, 0 or 1.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'int4',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: '0' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: '-1' },
      { a: 'infinity', b: 'infinity', gives: '0' },
    ],
  }),
  defineCall({
    name: 'timestamptz_eq_date',
    summary: "a = b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: 't' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamptz_ne_date',
    summary: "a <> b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: 'f' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: 't' },
      { a: 'infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_lt_date',
    summary: "a < b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: 'f' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: 't' },
      { a: 'infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_le_date',
    summary: "a <= b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: 't' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: 't' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'timestamptz_gt_date',
    summary: "a > b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: 'f' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'timestamptz_ge_date',
    summary: "a >= b, by the session's zone.",
    source,
    args: { a: 'timestamptz', b: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01 00:00:00+00', b: '2001-01-01', gives: 't' },
      { a: '2001-01-01 00:00:00-01', b: '5874897-12-31', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
];
