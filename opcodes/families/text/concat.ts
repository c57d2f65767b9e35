/** Concatenation, format and quoting. The SQL front end casts every argument of the variadic ones to text by its output function. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './cases.js';

const source = 'src/backend/utils/adt/varlena.c';
const quote = 'src/backend/utils/adt/quote.c';

export const concatFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'text_concat',
    summary: 'The arguments one after the other, nulls left out.',
    source,
    args: { a: 'text' },
    result: 'text',
    nulls: 'called',
    variadic: true,
    rows: [
      ['é', 'é'],
      [null, ''],
    ],
  }),
  defineRows({
    name: 'text_concat_ws',
    summary: 'The arguments after the first with the first between them, nulls left out; null if the first is null.',
    source,
    args: { a: 'text', b: 'text' },
    result: 'text',
    nulls: 'called',
    variadic: true,
    rows: [
      [',', 'é', 'é'],
      [',', null, ''],
      [null, 'b', null],
    ],
  }),
  defineRows({
    name: 'text_format',
    summary: 'The format a with its directives replaced by the arguments.',
    source,
    args: { a: 'text', b: 'text' },
    result: 'text',
    nulls: 'called',
    variadic: true,
    rows: [
      ['%s, %%', 'é', 'é, %'],
      ['%I', 'select', '"select"'],
      ['%L', null, 'NULL'],
      ['%L', "it's", "'it''s'"],
      ['[%5s|%1$-5s]', 'é', '[    é|é    ]'],
      ['%s', null, ''],
      [null, 'a', null],
    ],
    failures: [
      ['22023', '%', 'a'],
      ['22023', '%x', 'a'],
      ['22023', '%s%s', 'a'],
      ['22023', '%0$s', 'a'],
      ['22023', '%*1s', 'a'],
      ['22004', '%I', null],
      ['22003', '%99999999999s', 'a'],
      ['22P02', '%*1$s', 'a'],
    ],
  }),
  defineRows({
    name: 'text_format_nv',
    summary: 'A format without arguments.',
    source,
    args: { a: 'text' },
    result: 'text',
    nulls: 'called',
    rows: [
      ['100%%', '100%'],
      [null, null],
    ],
    failures: [['22023', '%s']],
  }),
  defineRows({
    name: 'quote_literal',
    summary: 'a as a string literal of SQL.',
    source: quote,
    args: { a: 'text' },
    result: 'text',
    rows: [
      ["it's", "'it''s'"],
      ['a\\b', "E'a\\\\b'"],
      ['', "''"],
      [null, null],
    ],
  }),
  defineRows({
    name: 'quote_nullable',
    summary: 'a as a string literal of SQL, or NULL.',
    source: quote,
    args: { a: 'text' },
    result: 'text',
    nulls: 'called',
    rows: [
      ["it's", "'it''s'"],
      [null, 'NULL'],
    ],
  }),
  defineRows({
    name: 'quote_ident',
    summary: 'a as an identifier of SQL.',
    source: quote,
    args: { a: 'text' },
    result: 'text',
    rows: [
      ['quern', 'quern'],
      ['_a1', '_a1'],
      ['1a', '"1a"'],
      ['Quern', '"Quern"'],
      ['a"b', '"a""b"'],
      ['select', '"select"'],
      ['xmltable', '"xmltable"'],
      ['abort', 'abort'],
      ['', '""'],
      [null, null],
    ],
  }),
];
