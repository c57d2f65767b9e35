/** Texts in other encodings, as bytea: convert, convert_from, convert_to, length. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from '../text/cases.js';

const source = 'src/backend/utils/mb/mbutils.c';

export const conversions: readonly CallDefinition[] = [
  defineRows({
    name: 'pg_convert_from',
    summary: 'The text that the bytes are in an encoding: UTF8, LATIN1 or SQL_ASCII.',
    source,
    args: { a: 'bytea', encoding: 'name' },
    result: 'text',
    rows: [
      ['\\x6162', 'UTF8', 'ab'],
      ['\\xc3a9e282acf09f9880', 'utf-8', 'é€😀'],
      ['\\x61e9', 'latin1', 'aé'],
      ['\\x61c3a9', 'SQL_ASCII', 'aé'],
      ['\\x', 'Unicode', ''],
      [null, 'UTF8', null],
    ],
    failures: [
      ['22021', '\\x61ff', 'UTF8'],
      ['22021', '\\xe282', 'UTF8'],
      ['22021', '\\xeda080', 'UTF8'],
      ['22021', '\\xf4908080', 'UTF8'],
      ['22021', '\\xc080', 'UTF8'],
      ['22021', '\\x6100', 'UTF8'],
      ['22021', '\\x6100', 'LATIN1'],
      ['22021', '\\xff', 'SQL_ASCII'],
      ['22023', '\\x61', 'utf'],
      ['22023', '\\x61', ''],
      ['22023', '\\x61', '-'],
    ],
  }),
  defineRows({
    name: 'pg_convert_to',
    summary: 'The bytes that the text is in an encoding.',
    source,
    args: { a: 'text', encoding: 'name' },
    result: 'bytea',
    rows: [['aé', 'UTF8', '\\x61c3a9']],
    failures: [['22023', 'a', 'utf88']],
    // From UTF8 to LATIN1 see tests/differential/found.jsonl: PGlite ends at it.
  }),
  defineRows({
    name: 'pg_convert',
    summary: 'Bytes of one encoding as those of another one.',
    source,
    args: { a: 'bytea', from: 'name', to: 'name' },
    result: 'bytea',
    rows: [
      ['\\x61e9', 'LATIN1', 'UTF8', '\\x61c3a9'],
      ['\\x61c3a9', 'UTF8', 'UTF8', '\\x61c3a9'],
    ],
    failures: [
      ['22021', '\\xff', 'UTF8', 'UTF8'],
      ['22023', '\\x61', 'foo', 'UTF8'],
      ['22023', '\\x61', 'UTF8', 'foo'],
      ['22023', '\\x61', 'BIG5', 'foo'],
    ],
  }),
  defineRows({
    name: 'length_in_encoding',
    summary: 'The number of characters that the bytes are in an encoding.',
    source,
    args: { a: 'bytea', encoding: 'name' },
    result: 'int4',
    rows: [
      ['\\x61c3a9', 'UTF8', '2'],
      ['\\x61c3a9', 'LATIN1', '3'],
    ],
    failures: [
      ['22021', '\\xff', 'UTF8'],
      ['22023', '\\x61', 'latin11'],
    ],
  }),
];
