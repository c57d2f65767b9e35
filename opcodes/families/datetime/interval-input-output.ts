/** interval from text and to text, and its type modifier. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/timestamp.c';

export const intervalInputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'interval_in',
    summary: 'interval from text.',
    source,
    args: { a: 'cstring', modifier: 'int4' },
    result: 'interval',
    examples: [
      { a: '1 year 2 mons 3 days 04:05:06.789', modifier: '-1', gives: '1 year 2 mons 3 days 04:05:06.789' },
      { a: 'P1Y2M3DT4H5M6S', modifier: '-1', gives: '1 year 2 mons 3 days 04:05:06' },
      { a: 'P0001-02-03T04:05:06', modifier: '-1', gives: '1 year 2 mons 3 days 04:05:06' },
      { a: '1-2 3 4:5:6', modifier: '-1', gives: '1 year 2 mons 3 days 04:05:06' },
      { a: '-1.5 mons 1 day ago', modifier: '-1', gives: '1 mon 14 days' },
      { a: 'infinity', modifier: '-1', gives: 'infinity' },
      { a: '3 10:20:30.56789', modifier: '67108867', gives: '3 days 10:00:00' },
      { a: '1.5', modifier: '327679', gives: '1 year' },
      { a: '-9223372036854775808 us', modifier: '-1', gives: '-2562047788:00:54.775808' },
      { a: '2562047788:00:54.775808', modifier: '-1', raises: '22015' },
      { a: '', modifier: '-1', raises: '22007' },
      { a: '1 fortnight', modifier: '-1', raises: '22007' },
      { a: '999999999999 years', modifier: '-1', raises: '22015' },
      { a: '178956971 years', modifier: '-1', raises: '22008' },
      {
        a: '-178956970 years -8 mons -2147483648 days',
        modifier: '-1',
        gives: '-178956970 years -8 mons -2147483648 days',
      },
    ],
  }),
  defineCall({
    name: 'interval_out',
    summary: 'interval to text.',
    source,
    args: { a: 'interval' },
    result: 'cstring',
    examples: [
      { a: '1 year -2 mons 3 days -04:05:06.7', gives: '10 mons 3 days -04:05:06.7' },
      { a: '0', gives: '00:00:00' },
      { a: '-1 days +00:00:01', gives: '-1 days +00:00:01' },
      { a: 'infinity', gives: 'infinity' },
      { a: '-infinity', gives: '-infinity' },
      { a: '2562047788:00:54.775807', gives: '2562047788:00:54.775807' },
      { a: '-178956970 years -8 mons', gives: '-178956970 years -8 mons' },
    ],
  }),
  defineCall({
    name: 'interval_scale',
    summary: 'a with the fields and digits of the type modifier.',
    source,
    args: { a: 'interval', modifier: 'int4' },
    result: 'interval',
    examples: [
      { a: '1 year 2 mons 3 days 04:05:06.789', modifier: '327679', gives: '1 year' },
      { a: '1 day 00:00:01.55', modifier: '2147418113', gives: '1 day 00:00:01.6' },
      { a: '9223372036854775807 us', modifier: '2147418112', raises: '22008' },
      { a: 'infinity', modifier: '2147418112', gives: 'infinity' },
    ],
  }),
];
