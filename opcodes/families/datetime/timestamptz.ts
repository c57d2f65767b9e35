/** timestamp with time zone from text and to text, and its type modifier. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const timestamptzInputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'timestamptz_in',
    summary: 'timestamp with time zone from text.',
    source,
    args: { a: 'cstring', modifier: 'int4' },
    result: 'timestamptz',
    examples: [
      { a: '2001-02-16 20:38:40+01', modifier: '-1', gives: '2001-02-16 19:38:40+00' },
      { a: '2001-02-16 20:38:40.56789', modifier: '2', gives: '2001-02-16 20:38:40.57+00' },
      { a: '2001-07-16 20:38:40 America/New_York', modifier: '-1', gives: '2001-07-17 00:38:40+00' },
      { a: '2001-02-16 20:38:40 PST', modifier: '-1', gives: '2001-02-17 04:38:40+00' },
      { a: '2001-02-16 20:38:40 FOO-3BAR', modifier: '-1', gives: '2001-02-16 17:38:40+00' },
      { a: 'epoch', modifier: '-1', gives: '1970-01-01 00:00:00+00' },
      { a: 'infinity', modifier: '-1', gives: 'infinity' },
      { a: '294276-12-31 23:59:59.999999+00', modifier: '-1', gives: '294276-12-31 23:59:59.999999+00' },
      { a: '294277-01-01 00:00:00+00', modifier: '-1', raises: '22008' },
      { a: '4714-11-24 00:00:00+00 BC', modifier: '-1', gives: '4714-11-24 00:00:00+00 BC' },
      { a: '4714-11-24 00:00:00+01 BC', modifier: '-1', raises: '22008' },
      { a: '2001-13-16', modifier: '-1', raises: '22008' },
      { a: 'nonsense', modifier: '-1', raises: '22007' },
      { a: '2001-02-16 20:38:40 Foo/Bar', modifier: '-1', raises: '22023' },
      { a: '2001-02-16 20:38:40+16', modifier: '-1', raises: '22009' },
    ],
  }),
  defineCall({
    name: 'timestamptz_out',
    summary: 'timestamp with time zone to text.',
    source,
    args: { a: 'timestamptz' },
    result: 'cstring',
    examples: [
      { a: '2001-02-16 20:38:40.500+00', gives: '2001-02-16 20:38:40.5+00' },
      { a: '0001-01-01 00:00:00+00 BC', gives: '0001-01-01 00:00:00+00 BC' },
      { a: 'infinity', gives: 'infinity' },
      { a: '-infinity', gives: '-infinity' },
    ],
  }),
  defineCall({
    name: 'timestamptz_scale',
    summary: 'a rounded to digits of a second.',
    source,
    args: { a: 'timestamptz', modifier: 'int4' },
    result: 'timestamptz',
    examples: [
      { a: '2001-02-16 20:38:40.56789+00', modifier: '2', gives: '2001-02-16 20:38:40.57+00' },
      { a: '1999-12-31 23:59:59.5+00', modifier: '0', gives: '1999-12-31 23:59:59+00' },
      { a: 'infinity', modifier: '0', gives: 'infinity' },
      { a: '2001-02-16 20:38:40.5+00', modifier: '-1', gives: '2001-02-16 20:38:40.5+00' },
    ],
  }),
  defineCall({
    name: 'timestamp_scale',
    summary: 'a rounded to digits of a second.',
    source,
    args: { a: 'timestamp', modifier: 'int4' },
    result: 'timestamp',
    examples: [
      { a: '2001-02-16 20:38:40.56789', modifier: '2', gives: '2001-02-16 20:38:40.57' },
      { a: '1999-12-31 23:59:59.5', modifier: '0', gives: '1999-12-31 23:59:59' },
      { a: '-infinity', modifier: '0', gives: '-infinity' },
    ],
  }),
];
