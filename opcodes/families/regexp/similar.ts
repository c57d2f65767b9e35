/** SIMILAR TO: its pattern becomes a regular expression, which ~ then matches. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './rows.js';

export const similarFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'similar_to_escape_1',
    summary: 'The regular expression for a pattern of SIMILAR TO.',
    args: { a: 'text' },
    result: 'text',
    rows: [
      ['a%_(b|c).$', '^(?:a.*.(?:b|c)\\.\\$)$'],
      ['\\%[%_\\d]{2}', '^(?:\\%[%_\\d]{2})$'],
      ['', '^(?:)$'],
      ['a\\"b\\"c', '^(?:a){1,1}?(b){1,1}(?:c)$'],
    ],
    failures: [['2200C', '\\"\\"\\"']],
  }),
  defineRows({
    name: 'similar_to_escape_2',
    summary: 'The regular expression for a pattern of SIMILAR TO with an escape character, or none when that is empty.',
    args: { a: 'text', escape: 'text' },
    result: 'text',
    rows: [
      ['a#%\\', '#', '^(?:a\\%\\\\)$'],
      ['a\\%', '', '^(?:a\\\\.*)$'],
      ['aé%', 'é', '^(?:a\\%)$'],
      ['a', null, null],
    ],
    failures: [['22025', 'a', '##']],
  }),
  defineRows({
    name: 'similar_escape',
    summary: 'The regular expression for a pattern of SIMILAR TO; without an escape character it is the backslash.',
    args: { a: 'text', escape: 'text' },
    result: 'text',
    nulls: 'called',
    rows: [
      ['a\\%', null, '^(?:a\\%)$'],
      [null, '#', null],
      ['a#_', '#', '^(?:a\\_)$'],
    ],
  }),
];
