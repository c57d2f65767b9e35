/** Timestamps and intervals as a pattern says. */
import { defineCall, type CallDefinition, type CallExample } from '../../language/call.js';
import { source } from './numbers.js';

const toChar = (name: string, type: string, examples: readonly CallExample[]): CallDefinition =>
  defineCall({
    name,
    summary: `Prints ${type} as a pattern says; null if it is infinite or the pattern is empty.`,
    source,
    args: { value: type, pattern: 'text' },
    result: 'text',
    mayReturnNull: true,
    examples,
  });

export const momentFunctions: readonly CallDefinition[] = [
  toChar('timestamp_to_char', 'timestamp', [
    { value: '2024-02-29 15:04:05.678901', pattern: 'YYYY-MM-DD HH24:MI:SS.US', gives: '2024-02-29 15:04:05.678901' },
    {
      value: '2024-02-29 15:04:05',
      pattern: 'FMDay, DDth Mon Y,YYY HH12:MI am',
      gives: 'Thursday, 29th Feb 2,024 03:04 pm',
    },
    { value: '2021-01-03', pattern: 'IYYY-IW-ID IDDD', gives: '2020-53-7 371' },
    { value: '0044-03-15 BC', pattern: 'YYYY B.C. "year" RM|', gives: '0044 B.C. year III |' },
    { value: 'infinity', pattern: 'YYYY', gives: null },
    { value: '2024-01-01', pattern: '', gives: null },
  ]),
  toChar('timestamptz_to_char', 'timestamptz', [
    {
      value: '2024-02-29 15:04:05+00',
      pattern: 'YYYY-MM-DD"T"HH24:MI:SSTZH:TZM tz OF',
      gives: '2024-02-29T15:04:05+00:00 utc +00',
    },
  ]),
  toChar('interval_to_char', 'interval', [
    { value: '100 hours', pattern: 'HH24:MI:SS', gives: '100:00:00' },
    { value: '-15 months', pattern: 'YYYY MM RM', gives: '-0001 -03 X   ' },
    { value: '1 day', pattern: 'Day', raises: '22007' },
  ]),
  defineCall({
    name: 'to_date',
    summary: 'Reads a date as a pattern says it is written.',
    source,
    args: { value: 'text', pattern: 'text' },
    result: 'date',
    examples: [
      { value: '05 Dec 2000', pattern: 'DD Mon YYYY', gives: '2000-12-05' },
      { value: '2024-060', pattern: 'YYYY-DDD', gives: '2024-02-29' },
      { value: '2024 53', pattern: 'IYYY IW', gives: '2024-12-30' },
      { value: '2024-02-30', pattern: 'YYYY-MM-DD', raises: '22008' },
      { value: 'x', pattern: 'YYYY', raises: '22007' },
      { value: '2024 1', pattern: 'YYYY IW', raises: '22007' },
    ],
  }),
  defineCall({
    name: 'to_timestamp',
    summary: 'Reads an instant as a pattern says it is written; a time without an offset is in the session time zone.',
    source,
    args: { value: 'text', pattern: 'text' },
    result: 'timestamptz',
    examples: [
      {
        value: '2024-02-29 03:04:05.25 PM',
        pattern: 'YYYY-MM-DD HH12:MI:SS.MS AM',
        gives: '2024-02-29 15:04:05.25+00',
      },
      { value: '2024-02-29 15:04 -05:30', pattern: 'YYYY-MM-DD HH24:MI TZH:TZM', gives: '2024-02-29 20:34:00+00' },
      { value: '13', pattern: 'HH12', raises: '22007' },
      { value: '2024 +99', pattern: 'YYYY TZH', raises: '22009' },
    ],
  }),
];
