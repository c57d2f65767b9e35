/** regexp_instr, regexp_substr and substring(a from b). */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './rows.js';

const ab = { a: 'text', b: 'text' } as const;

export const partFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'regexp_instr',
    summary: 'Where the n-th match of b, or a submatch of it, begins or ends in a.',
    args: { ...ab, start: 'int4', n: 'int4', endoption: 'int4', flags: 'text', subexpr: 'int4' },
    result: 'int4',
    rows: [
      ['1234567890', '(123)(4(56)(78))', '1', '1', '0', 'i', '4', '7'],
      ['1234567890', '(123)(4(56)(78))', '1', '1', '1', 'i', '2', '9'],
      ['1234567890', '(123)(4(56)(78))', '1', '1', '0', 'i', '5', '0'],
      ['ab', '(a)|(b)', '1', '1', '0', '', '2', '0'],
      ['ab', 'b', '1', '1', '0', '', '1', '2'],
    ],
    failures: [
      ['22023', 'a', 'a', '0', '1', '0', '', '0'],
      ['22023', 'a', 'a', '1', '0', '0', '', '0'],
      ['22023', 'a', 'a', '1', '1', '2', '', '0'],
      ['22023', 'a', 'a', '1', '1', '0', '', '-1'],
      ['22023', 'a', 'a', '1', '1', '0', 'g', '0'],
    ],
  }),
  defineRows({
    name: 'regexp_instr_no_subexpr',
    summary: 'Where the n-th match of b begins or ends in a, with options.',
    args: { ...ab, start: 'int4', n: 'int4', endoption: 'int4', flags: 'text' },
    result: 'int4',
    rows: [['ABCabcabc', 'abc', '1', '3', '1', 'i', '10']],
  }),
  defineRows({
    name: 'regexp_instr_no_flags',
    summary: 'Where the n-th match of b begins or ends in a.',
    args: { ...ab, start: 'int4', n: 'int4', endoption: 'int4' },
    result: 'int4',
    rows: [['abcabcabc', 'a.c', '1', '3', '1', '10']],
  }),
  defineRows({
    name: 'regexp_instr_no_endoption',
    summary: 'Where the n-th match of b begins in a.',
    args: { ...ab, start: 'int4', n: 'int4' },
    result: 'int4',
    rows: [['éabcabcabc', 'a.c', '1', '3', '8']],
  }),
  defineRows({
    name: 'regexp_instr_no_n',
    summary: 'Where b matches first in a from the start-th character on.',
    args: { ...ab, start: 'int4' },
    result: 'int4',
    rows: [['abcdefghi', 'd.f', '3', '4']],
    failures: [['22023', 'a', 'a', '0']],
  }),
  defineRows({
    name: 'regexp_instr_no_start',
    summary: 'Where b matches first in a.',
    args: ab,
    result: 'int4',
    prepare: { args: ['b'], make: 'regexp_compile', run: 'regexp_instr_compiled' },
    rows: [
      ['abcdefghi', 'd.f', '4'],
      ['abcdefghi', 'd.q', '0'],
    ],
  }),
  defineRows({
    name: 'regexp_substr',
    summary: 'The n-th match of b in a, or a submatch of it.',
    args: { ...ab, start: 'int4', n: 'int4', flags: 'text', subexpr: 'int4' },
    result: 'text',
    mayReturnNull: true,
    rows: [
      ['1234567890', '(123)(4(56)(78))', '1', '1', 'i', '4', '78'],
      ['1234567890', '(123)(4(56)(78))', '1', '1', 'i', '5', null],
      ['a', 'a|(b)', '1', '1', '', '1', null],
    ],
    failures: [
      ['22023', 'a', 'a', '1', '1', 'g', '0'],
      ['22023', 'a', 'a', '1', '1', '', '-1'],
    ],
  }),
  defineRows({
    name: 'regexp_substr_no_subexpr',
    summary: 'The n-th match of b in a, with options.',
    args: { ...ab, start: 'int4', n: 'int4', flags: 'text' },
    result: 'text',
    mayReturnNull: true,
    rows: [['abcabcabc', 'A.c', '1', '3', 'i', 'abc']],
  }),
  defineRows({
    name: 'regexp_substr_no_flags',
    summary: 'The n-th match of b in a.',
    args: { ...ab, start: 'int4', n: 'int4' },
    result: 'text',
    mayReturnNull: true,
    rows: [['abcabcabc', 'a.c', '1', '4', null]],
  }),
  defineRows({
    name: 'regexp_substr_no_n',
    summary: 'The first match of b in a from the start-th character on.',
    args: { ...ab, start: 'int4' },
    result: 'text',
    mayReturnNull: true,
    rows: [['abcdabce', 'abc.', '2', 'abce']],
    failures: [['22023', 'a', 'a', '0']],
  }),
  defineRows({
    name: 'regexp_substr_no_start',
    summary: 'The first match of b in a.',
    args: ab,
    result: 'text',
    mayReturnNull: true,
    prepare: { args: ['b'], make: 'regexp_compile', run: 'regexp_substr_compiled' },
    rows: [
      ['abcdefghi', 'd.f', 'def'],
      ['abcdefghi', 'd.q', null],
    ],
  }),
  defineRows({
    name: 'textregexsubstr',
    summary: 'substring(a from b): what matches b in a, or its first submatch when b has parentheses.',
    args: ab,
    result: 'text',
    mayReturnNull: true,
    prepare: { args: ['b'], make: 'regexp_compile_captures', run: 'textregexsubstr_compiled' },
    rows: [
      ['foobar', 'o.b', 'oob'],
      ['foobar', 'o(.)b', 'o'],
      ['XY1234Z', 'Y*([0-9]{1,3})', '123'],
      ['XY1234Z', 'Y*?([0-9]{1,3})', '1'],
      ['abcd', '(?:x(a))?b', null],
      ['abab', '(a|ab)(c|bcd)*', 'ab'],
    ],
  }),
];
