/** Functions that give a part of a text, or put one in, by the places of characters. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './cases.js';

const source = 'src/backend/utils/adt/varlena.c';
const least = '-2147483648';
const greatest = '2147483647';

export const substringFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'text_substr',
    summary: 'substring(a from b for c): c characters from the b-th on.',
    source,
    args: { a: 'text', b: 'int4', c: 'int4' },
    result: 'text',
    rows: [
      ['quern', '2', '3', 'uer'],
      ['quern', '0', '3', 'qu'],
      ['quern', '-5', '3', ''],
      ['quern', '-5', greatest, 'quern'],
      ['quern', least, '1', ''],
      ['quern', '2', greatest, 'uern'],
      ['quern', '6', '1', ''],
      ['quern', '3', '0', ''],
      ['é€😀x', '2', '2', '€😀'],
      ['', '1', '1', ''],
      [null, '1', '1', null],
    ],
    failures: [['22011', 'quern', '2', '-1']],
  }),
  defineRows({
    name: 'text_substr_no_len',
    summary: 'substring(a from b): all from the b-th character on.',
    source,
    args: { a: 'text', b: 'int4' },
    result: 'text',
    rows: [
      ['quern', '3', 'ern'],
      ['quern', '0', 'quern'],
      ['quern', least, 'quern'],
      ['quern', greatest, ''],
      ['é€😀x', '3', '😀x'],
      ['quern', null, null],
    ],
  }),
  defineRows({
    name: 'text_left',
    summary: 'The first b characters of a, or all but the last -b.',
    source,
    args: { a: 'text', b: 'int4' },
    result: 'text',
    rows: [
      ['quern', '2', 'qu'],
      ['quern', '-2', 'que'],
      ['quern', '9', 'quern'],
      ['quern', '-9', ''],
      ['é€😀x', '3', 'é€😀'],
      ['é€😀x', '-3', 'é'],
      ['quern', '0', ''],
      ['quern', least, ''],
    ],
  }),
  defineRows({
    name: 'text_right',
    summary: 'The last b characters of a, or all but the first -b.',
    source,
    args: { a: 'text', b: 'int4' },
    result: 'text',
    rows: [
      ['quern', '2', 'rn'],
      ['quern', '-2', 'ern'],
      ['quern', '9', 'quern'],
      ['quern', '-9', ''],
      ['é€😀x', '2', '😀x'],
      ['é€😀x', '-2', '😀x'],
      ['quern', '0', ''],
    ],
  }),
  defineRows({
    name: 'textoverlay',
    summary: 'overlay(a placing b from c for d): a with b instead of d characters from the c-th on.',
    source,
    args: { a: 'text', b: 'text', c: 'int4', d: 'int4' },
    result: 'text',
    rows: [
      ['quern', 'XY', '2', '3', 'qXYn'],
      ['quern', 'XY', '9', '3', 'quernXY'],
      ['quern', 'XY', '3', '0', 'quXYern'],
      ['quern', 'XY', '3', '-2', 'quXYquern'],
      ['é€😀', 'x', '2', '1', 'éx😀'],
      ['', 'x', '1', '1', 'x'],
    ],
    failures: [
      ['22011', 'quern', 'x', '0', '1'],
      ['22003', 'quern', 'x', '2', greatest],
    ],
  }),
  defineRows({
    name: 'textoverlay_no_len',
    summary: 'overlay(a placing b from c): a with b over as many of its characters, from the c-th on.',
    source,
    args: { a: 'text', b: 'text', c: 'int4' },
    result: 'text',
    rows: [
      ['quern', 'XY', '2', 'qXYrn'],
      ['quern', '', '2', 'quern'],
      ['é€😀', 'xy', '2', 'éxy'],
    ],
    failures: [
      ['22011', 'quern', 'x', '-1'],
      ['22003', 'quern', 'x', greatest],
    ],
  }),
  defineRows({
    name: 'text_reverse',
    summary: 'The characters of a in the opposite order.',
    source,
    args: { a: 'text' },
    result: 'text',
    rows: [
      ['quern', 'nreuq'],
      ['aé€😀', '😀€éa'],
      ['', ''],
      [null, null],
    ],
  }),
];
