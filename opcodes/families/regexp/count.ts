/** regexp_like and regexp_count. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './rows.js';

export const countFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'regexp_like',
    summary: 'Whether a part of a matches b, with options.',
    args: { a: 'text', b: 'text', flags: 'text' },
    result: 'bool',
    prepare: { args: ['b', 'flags'], make: 'regexp_like_compile', run: 'regexp_like_compiled' },
    rows: [
      ['Steven', '^s.*N$', 'i', true],
      ['a.c', 'A.C', 'iq', true],
      ['abc', 'a.c', 'q', false],
      ['a\nb', '^b', 'n', true],
      ['a', 'a', null, null],
    ],
    failures: [
      ['22023', 'a', 'a', 'g'],
      ['22023', 'a', 'a', 'iz'],
    ],
  }),
  defineRows({
    name: 'regexp_like_no_flags',
    summary: 'Whether a part of a matches b.',
    args: { a: 'text', b: 'text' },
    result: 'bool',
    prepare: { args: ['b'], make: 'regexp_compile', run: 'regexp_like_compiled' },
    rows: [
      ['Steven', '^Ste(v|ph)en$', true],
      ['Steven', '^s', false],
    ],
  }),
  defineRows({
    name: 'regexp_count',
    summary: 'How often b matches in a from the start-th character on, with options.',
    args: { a: 'text', b: 'text', start: 'int4', flags: 'text' },
    result: 'int4',
    prepare: { args: ['b', 'flags'], make: 'regexp_count_compile', run: 'regexp_count_compiled' },
    rows: [
      ['ABCABCABCABC', 'abc', '2', 'i', '3'],
      ['éaéa', '', '1', '', '5'],
      ['a', 'a', '2147483647', '', '0'],
    ],
    failures: [
      ['22023', 'a', 'a', '0', ''],
      ['22023', 'a', 'a', '1', 'g'],
    ],
  }),
  defineRows({
    name: 'regexp_count_no_flags',
    summary: 'How often b matches in a from the start-th character on.',
    args: { a: 'text', b: 'text', start: 'int4' },
    result: 'int4',
    prepare: { args: ['b'], make: 'regexp_compile', run: 'regexp_count_compiled' },
    rows: [
      ['123123123123123', '(12)3', '2', '4'],
      ['abc', '', '4', '1'],
      ['abc', '', '5', '0'],
    ],
    failures: [['22023', 'a', 'a', '-1']],
  }),
  defineRows({
    name: 'regexp_count_no_start',
    summary: 'How often b matches in a.',
    args: { a: 'text', b: 'text' },
    result: 'int4',
    prepare: { args: ['b'], make: 'regexp_compile', run: 'regexp_count_all_compiled' },
    rows: [
      ['123123123123', '123', '4'],
      ['aaa', '^a', '1'],
      ['', '', '1'],
    ],
  }),
];
