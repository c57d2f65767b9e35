/** OVERLAPS of two periods, each of whose ends may be null. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const overlaps: readonly CallDefinition[] = [
  defineCall({
    name: 'overlaps_timestamp',
    summary: 'Whether the periods a to b and c to d share time.',
    source,
    args: { a: 'timestamp', b: 'timestamp', c: 'timestamp', d: 'timestamp' },
    result: 'bool',
    nulls: 'called',
    mayReturnNull: true,
    examples: [
      { a: '2001-01-01', b: '2001-02-01', c: '2001-01-15', d: '2001-03-01', gives: 't' },
      { a: '2001-01-01', b: '2001-02-01', c: '2001-02-01', d: '2001-03-01', gives: 'f' },
      { a: '2001-01-01', b: null, c: '2001-01-01', d: '2001-03-01', gives: null },
      { a: null, b: null, c: '2001-01-01', d: '2001-03-01', gives: null },
      { a: '2001-01-01', b: '2001-02-01', c: '2001-01-15', d: null, gives: 't' },
    ],
  }),
  defineCall({
    name: 'overlaps_time',
    summary: 'Whether the periods a to b and c to d share time.',
    source,
    args: { a: 'time', b: 'time', c: 'time', d: 'time' },
    result: 'bool',
    nulls: 'called',
    mayReturnNull: true,
    examples: [
      { a: '01:00:00', b: '03:00:00', c: '02:00:00', d: '04:00:00', gives: 't' },
      { a: '01:00:00', b: '02:00:00', c: '02:00:00', d: '04:00:00', gives: 'f' },
      { a: '01:00:00', b: null, c: '02:00:00', d: '04:00:00', gives: null },
    ],
  }),
  defineCall({
    name: 'overlaps_timetz',
    summary: 'Whether the periods a to b and c to d share time.',
    source,
    args: { a: 'timetz', b: 'timetz', c: 'timetz', d: 'timetz' },
    result: 'bool',
    nulls: 'called',
    mayReturnNull: true,
    examples: [
      { a: '01:00:00+00', b: '03:00:00+00', c: '02:00:00+00', d: '04:00:00+00', gives: 't' },
      { a: '01:00:00+00', b: '02:00:00+00', c: '02:00:00+00', d: '04:00:00+00', gives: 'f' },
      { a: null, b: '02:00:00+00', c: '02:00:00+00', d: null, gives: null },
    ],
  }),
];
