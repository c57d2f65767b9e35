/** Trimming, padding and repeating. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows, type Row } from './cases.js';

const source = 'src/backend/utils/adt/oracle_compat.c';

const trimSet = (name: string, ends: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: `a without the characters of b at ${ends}.`,
    source,
    args: { a: 'text', b: 'text' },
    result: 'text',
    rows: [...rows, ['abc', '', 'abc'], ['', 'x', ''], ['aaa', 'a', ''], ['a', null, null]],
  });

const trimSpaces = (name: string, ends: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: `a without spaces at ${ends}.`,
    source,
    args: { a: 'text' },
    result: 'text',
    rows: [...rows, ['', ''], ['   ', ''], [null, null]],
  });

const pad = (name: string, side: string, rows: readonly Row[]): CallDefinition =>
  defineRows({
    name,
    summary: `a filled up on the ${side} with c to b characters, or cut off at the end.`,
    source,
    args: { a: 'text', b: 'int4', c: 'text' },
    result: 'text',
    rows: [
      ...rows,
      ['quern', '3', 'x', 'que'],
      ['quern', '0', 'x', ''],
      ['quern', '-1', 'x', ''],
      ['quern', '9', '', 'quern'],
      ['', '3', 'é', 'ééé'],
      ['a', '2147483647', '', 'a'],
    ],
    failures: [['54000', 'a', '2147483647', 'x']],
  });

export const trimFunctions: readonly CallDefinition[] = [
  trimSet('btrim', 'both ends', [
    ['xyquernyx', 'yx', 'quern'],
    ['é€aé', 'é€', 'a'],
  ]),
  trimSet('ltrim', 'the beginning', [
    ['xyquernyx', 'yx', 'quernyx'],
    ['é€aé', 'é€', 'aé'],
  ]),
  trimSet('rtrim', 'the end', [
    ['xyquernyx', 'yx', 'xyquern'],
    ['é€aé', 'é€', 'é€a'],
  ]),
  trimSpaces('btrim1', 'both ends', [['  a\t ', 'a\t']]),
  trimSpaces('ltrim1', 'the beginning', [['  a ', 'a ']]),
  trimSpaces('rtrim1', 'the end', [['  a ', '  a']]),
  pad('lpad', 'left', [
    ['hi', '5', 'xy', 'xyxhi'],
    ['é', '3', '€😀', '€😀é'],
  ]),
  pad('rpad', 'right', [
    ['hi', '5', 'xy', 'hixyx'],
    ['é', '3', '€😀', 'é€😀'],
  ]),
  defineRows({
    name: 'repeat',
    summary: 'a, b times.',
    source,
    args: { a: 'text', b: 'int4' },
    result: 'text',
    rows: [
      ['ab', '3', 'ababab'],
      ['é', '1', 'é'],
      ['ab', '0', ''],
      ['ab', '-1', ''],
      ['', '2147483647', ''],
      [null, '1', null],
    ],
    failures: [
      ['54000', 'ab', '2147483647'],
      ['54000', 'a', '1073741820'],
    ],
  }),
];
