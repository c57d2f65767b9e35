/** Casts between the text types, to a length and to numbers, and the length of a char(n). */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Failure, type Row } from './cases.js';

const cast = (
  name: string,
  from: string,
  to: string,
  source: string,
  rows: readonly Row[],
  failures: readonly Failure[] = [],
): CallDefinition =>
  defineRows({
    name,
    summary: `a as ${to}.`,
    source: `src/backend/utils/adt/${source}`,
    args: { a: from },
    result: to,
    rows: [...rows, [null, null]],
    failures,
  });

const toLength = (name: string, summary: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary,
    source: 'src/backend/utils/adt/varchar.c',
    args: { a: name, modifier: 'int4', explicit: 'bool' },
    result: name,
    rows,
    failures: [
      ['22001', 'abcd', '7', 'f'],
      ['22001', 'é€😀', '6', 'f'],
    ],
  });

const long = 'é'.repeat(40);

export const castFunctions: readonly CallDefinition[] = [
  toLength(
    'bpchar',
    'a filled up or cut off to the length that the modifier says; what is cut off must be spaces if not explicit.',
    [
      ['é', '7', 'f', 'é  '],
      ['abcd', '7', 't', 'abc'],
      ['ab    ', '7', 'f', 'ab '],
      ['abc', '-1', 'f', 'abc'],
    ],
  ),
  toLength(
    'varchar',
    'a cut off to the length that the modifier says; what is cut off must be spaces if not explicit.',
    [
      ['é', '7', 'f', 'é'],
      ['abcd', '7', 't', 'abc'],
      ['ab    ', '7', 'f', 'ab '],
      ['abc', '-1', 'f', 'abc'],
    ],
  ),
  cast('char_bpchar', 'char', 'bpchar', 'char.c', [['a', 'a']]),
  cast('text_char', 'text', 'char', 'char.c', [
    ['abc', 'a'],
    ['', ''],
    ['é', '\\303'],
    ['\\101', 'A'],
  ]),
  cast('char_text', 'char', 'text', 'char.c', [
    ['a', 'a'],
    ['', ''],
    ['\\303', '\\303'],
  ]),
  cast('bpchar_name', 'bpchar', 'name', 'name.c', [
    ['ab  ', 'ab'],
    [long, 'é'.repeat(31)],
  ]),
  cast('name_bpchar', 'name', 'bpchar', 'name.c', [['ab', 'ab']]),
  cast('text_name', 'text', 'name', 'varlena.c', [
    ['ab  ', 'ab  '],
    [long, 'é'.repeat(31)],
  ]),
  cast('name_text', 'name', 'text', 'varlena.c', [
    ['ab', 'ab'],
    ['', ''],
  ]),
  cast('chartoi4', 'char', 'int4', 'char.c', [
    ['a', '97'],
    ['', '0'],
    ['\\377', '-1'],
    ['\\200', '-128'],
  ]),
  cast(
    'i4tochar',
    'int4',
    'char',
    'char.c',
    [
      ['97', 'a'],
      ['0', ''],
      ['-128', '\\200'],
      ['127', '\x7f'],
    ],
    [
      ['22003', '128'],
      ['22003', '-129'],
    ],
  ),
  defineRows({
    name: 'bpcharlen',
    summary: 'The number of characters of a without the spaces at the end.',
    source: 'src/backend/utils/adt/varchar.c',
    args: { a: 'bpchar' },
    result: 'int4',
    rows: [
      ['é€  ', '2'],
      ['   ', '0'],
      [null, null],
    ],
  }),
  defineRows({
    name: 'bpcharoctetlen',
    summary: 'The number of bytes of a, with the spaces at the end.',
    source: 'src/backend/utils/adt/varchar.c',
    args: { a: 'bpchar' },
    result: 'int4',
    rows: [
      ['é€  ', '7'],
      ['', '0'],
    ],
  }),
];
