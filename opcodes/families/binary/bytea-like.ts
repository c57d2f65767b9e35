/** LIKE over bytea. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const source = 'src/backend/utils/adt/like.c';

export const byteaLike: readonly CallDefinition[] = [
  defineRows({
    name: 'bytealike',
    summary: 'Does a match the pattern b? `%` is any bytes, `_` one.',
    source,
    args: { a: 'bytea', b: 'bytea' },
    result: 'bool',
    rows: [
      ['abc', 'a%', 't'],
      ['abc', 'a_', 'f'],
      ['\\xc3a9', '_', 'f'],
      ['\\xc3a9', '__', 't'],
      ['\\xff00fe', '\\xff25fe', 't'],
      ['\\xff', '\\x5cff', 't'],
      ['\\x', '%', 't'],
      [null, '%', null],
    ],
    failures: [['22025', 'ab', '\\x615c']],
  }),
  defineRows({
    name: 'byteanlike',
    summary: 'Does a not match the pattern b?',
    source,
    args: { a: 'bytea', b: 'bytea' },
    result: 'bool',
    rows: [
      ['abc', 'a%', 'f'],
      ['\\xff', '_%_', 't'],
    ],
  }),
  defineRows({
    name: 'like_escape_bytea',
    summary: 'The pattern a, in which b is the escape byte, as one in which a backslash is; an empty b is none.',
    source,
    args: { a: 'bytea', b: 'bytea' },
    result: 'bytea',
    rows: [
      ['10#%', '#', '\\x31305c25'],
      ['\\x61ff25', '\\xff', '\\x615c25'],
      ['a', '', '\\x61'],
    ],
    failures: [
      ['22025', 'a', '##'],
      ['22025', 'a', '\\xc3a9'],
    ],
  }),
];
