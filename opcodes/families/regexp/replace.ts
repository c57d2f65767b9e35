/** regexp_replace. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './rows.js';

const abr = { a: 'text', b: 'text', replacement: 'text' } as const;

export const replaceFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'textregexreplace_noopt',
    summary: 'a with the first match of b replaced.',
    args: abr,
    result: 'text',
    prepare: { args: ['b'], make: 'regexp_compile_captures', run: 'textregexreplace_compiled' },
    rows: [
      ['Thomas', '.[mN]a.', 'M', 'ThM'],
      ['foobarbaz', 'b(..)', 'X\\1Y', 'fooXarYbaz'],
      ['foo', 'o', '[\\&\\\\\\x\\', 'f[o\\\\x\\o'],
      ['foo', 'x', 'y', 'foo'],
    ],
  }),
  defineRows({
    name: 'textregexreplace',
    summary: 'a with the first match of b, or with the option g all of them, replaced.',
    args: { ...abr, flags: 'text' },
    result: 'text',
    prepare: { args: ['b', 'flags'], make: 'textregexreplace_compile', run: 'textregexreplace_flags_compiled' },
    rows: [
      ['foobarbaz', 'b..', 'X', 'g', 'fooXX'],
      ['foobarbaz', 'b(..)', 'X\\1Y', 'g', 'fooXarYXazY'],
      ['AbÉ', '', '-', 'g', '-A-b-É-'],
      ['AAA', '(A)|(B)', '<\\1\\2\\9>', 'ig', '<A><A><A>'],
    ],
    failures: [
      ['22023', 'a', 'a', 'b', '1'],
      ['22023', 'a', 'a', 'b', 'z'],
    ],
  }),
  defineRows({
    name: 'textregexreplace_extended',
    summary: 'a with the n-th match of b from the start-th character on replaced, or all when n is 0.',
    args: { ...abr, start: 'int4', n: 'int4', flags: 'text' },
    result: 'text',
    rows: [
      ['A PostgreSQL function', 'a|e|i|o|u', 'X', '1', '3', 'i', 'A PostgrXSQL function'],
      ['A PostgreSQL function', 'a|e|i|o|u', 'X', '8', '0', 'i', 'A PostgrXSQL fXnctXXn'],
    ],
    failures: [
      ['22023', 'a', 'a', 'b', '0', '1', ''],
      ['22023', 'a', 'a', 'b', '1', '-1', ''],
    ],
  }),
  defineRows({
    name: 'textregexreplace_extended_no_flags',
    summary: 'a with the n-th match of b from the start-th character on replaced, or all when n is 0.',
    args: { ...abr, start: 'int4', n: 'int4' },
    result: 'text',
    rows: [['A PostgreSQL function', 'a|e|i|o|u', 'X', '1', '2', 'A PostgrXSQL function']],
  }),
  defineRows({
    name: 'textregexreplace_extended_no_n',
    summary: 'a with the first match of b from the start-th character on replaced.',
    args: { ...abr, start: 'int4' },
    result: 'text',
    rows: [['A PostgreSQL function', 'a|e|i|o|u', 'X', '5', 'A PostgrXSQL function']],
  }),
];
