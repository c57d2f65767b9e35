/** Three-way comparison, extremes and finiteness of dates and timestamps. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const order: readonly CallDefinition[] = [
  defineCall({
    name: 'timestamp_cmp',
    summary: 'Comparison: -1, 0 or 1.',
    source,
    args: { a: 'timestamp', b: 'timestamp' },
    result: 'int4',
    examples: [
      { a: '2001-01-01', b: '2001-01-02', gives: '-1' },
      { a: 'infinity', b: 'infinity', gives: '0' },
      { a: '2001-01-02', b: '2001-01-01', gives: '1' },
    ],
  }),
  defineCall({
    name: 'timestamp_smaller',
    summary: 'The lesser of a and b.',
    source,
    args: { a: 'timestamp', b: 'timestamp' },
    result: 'timestamp',
    examples: [
      { a: '2001-01-01', b: '2001-01-02', gives: '2001-01-01 00:00:00' },
      { a: '-infinity', b: 'infinity', gives: '-infinity' },
    ],
  }),
  defineCall({
    name: 'timestamp_larger',
    summary: 'The greater of a and b.',
    source,
    args: { a: 'timestamp', b: 'timestamp' },
    result: 'timestamp',
    examples: [
      { a: '2001-01-01', b: '2001-01-02', gives: '2001-01-02 00:00:00' },
      { a: '-infinity', b: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'date_cmp',
    summary: 'Comparison: -1, 0 or 1.',
    source,
    args: { a: 'date', b: 'date' },
    result: 'int4',
    examples: [
      { a: '2001-01-01', b: '2001-01-02', gives: '-1' },
      { a: 'infinity', b: 'infinity', gives: '0' },
      { a: '2001-01-02', b: '2001-01-01', gives: '1' },
    ],
  }),
  defineCall({
    name: 'date_smaller',
    summary: 'The lesser of a and b.',
    source,
    args: { a: 'date', b: 'date' },
    result: 'date',
    examples: [
      { a: '2001-01-01', b: '2001-01-02', gives: '2001-01-01' },
      { a: '-infinity', b: 'infinity', gives: '-infinity' },
    ],
  }),
  defineCall({
    name: 'date_larger',
    summary: 'The greater of a and b.',
    source,
    args: { a: 'date', b: 'date' },
    result: 'date',
    examples: [
      { a: '2001-01-01', b: '2001-01-02', gives: '2001-01-02' },
      { a: '-infinity', b: 'infinity', gives: 'infinity' },
    ],
  }),
  defineCall({
    name: 'date_cmp_timestamp',
    summary: 'Comparison: -1, 0 or 1.',
    source,
    args: { a: 'date', b: 'timestamp' },
    result: 'int4',
    examples: [
      { a: '2001-01-01', b: '2001-01-01 00:00:01', gives: '-1' },
      { a: '5874897-12-31', b: '294276-12-31 23:59:59', gives: '1' },
      { a: '5874897-12-31', b: 'infinity', gives: '-1' },
    ],
  }),
  defineCall({
    name: 'timestamp_cmp_date',
    summary: 'Comparison: -1, 0 or 1.',
    source,
    args: { a: 'timestamp', b: 'date' },
    result: 'int4',
    examples: [
      { a: '2001-01-01 00:00:01', b: '2001-01-01', gives: '1' },
      { a: '294276-12-31 23:59:59', b: '5874897-12-31', gives: '-1' },
    ],
  }),
  defineCall({
    name: 'timestamp_finite',
    summary: 'Whether a is finite.',
    source,
    args: { a: 'timestamp' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', gives: 't' },
      { a: 'infinity', gives: 'f' },
    ],
  }),
  defineCall({
    name: 'date_finite',
    summary: 'Whether a is finite.',
    source,
    args: { a: 'date' },
    result: 'bool',
    examples: [
      { a: '2001-01-01', gives: 't' },
      { a: '-infinity', gives: 'f' },
    ],
  }),
];
