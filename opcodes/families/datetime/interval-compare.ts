/** Comparison of intervals, a month being 30 days and a day 24 hours. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const intervalCompare: readonly CallDefinition[] = [
  defineCall({
    name: 'interval_cmp',
    summary: 'Comparison: -1, 0 or 1.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'int4',
    examples: [
      { a: '1 mon', b: '30 days', gives: '0' },
      { a: '1 day', b: '24:00:01', gives: '-1' },
      { a: 'infinity', b: '178956970 years', gives: '1' },
      { a: '-infinity', b: '-178956970 years', gives: '-1' },
      { a: '-1 days', b: '-24:00:00', gives: '0' },
    ],
  }),
  defineCall({
    name: 'interval_eq',
    summary: 'a = b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', b: '30 days', gives: 't' },
      { a: '1 day', b: '25:00:00', gives: 'f' },
      { a: 'infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'interval_ne',
    summary: 'a <> b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', b: '30 days', gives: 'f' },
      { a: '1 day', b: '25:00:00', gives: 't' },
    ],
  }),
  defineCall({
    name: 'interval_lt',
    summary: 'a < b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', b: '30 days', gives: 'f' },
      { a: '1 day', b: '25:00:00', gives: 't' },
      { a: '-infinity', b: 'infinity', gives: 't' },
    ],
  }),
  defineCall({
    name: 'interval_le',
    summary: 'a <= b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', b: '30 days', gives: 't' },
      { a: '1 day', b: '23:00:00', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'interval_gt',
    summary: 'a > b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', b: '30 days', gives: 'f' },
      { a: '1 day', b: '23:00:00', gives: 't' },
    ],
  }),
  defineCall({
    name: 'interval_ge',
    summary: 'a >= b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', b: '30 days', gives: 't' },
      { a: '1 day', b: '25:00:00', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'interval_smaller',
    summary: 'The lesser of a and b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 mon', b: '30 days', gives: '30 days' },
      { a: '1 day', b: '25:00:00', gives: '1 day' },
    ],
  }),
  defineCall({
    name: 'interval_larger',
    summary: 'The greater of a and b.',
    source,
    args: { a: 'interval', b: 'interval' },
    result: 'interval',
    examples: [
      { a: '1 mon', b: '30 days', gives: '30 days' },
      { a: '1 day', b: '25:00:00', gives: '25:00:00' },
    ],
  }),
  defineCall({
    name: 'interval_finite',
    summary: 'Whether a is finite.',
    source,
    args: { a: 'interval' },
    result: 'bool',
    examples: [
      { a: '1 mon', gives: 't' },
      { a: 'infinity', gives: 'f' },
      { a: '-infinity', gives: 'f' },
    ],
  }),
];
