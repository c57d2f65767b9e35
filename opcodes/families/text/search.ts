/** Functions that look for a text in another. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './cases.js';

const source = 'src/backend/utils/adt/varlena.c';

export const searchFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'textpos',
    summary: 'position(b in a): where b begins in a, in characters from 1; 0 where it is not.',
    source,
    args: { a: 'text', b: 'text' },
    result: 'int4',
    rows: [
      ['quern', 'er', '3'],
      ['quern', 'x', '0'],
      ['quern', '', '1'],
      ['', '', '1'],
      ['', 'a', '0'],
      ['é€😀x', '😀', '3'],
      ['aaaaaaaaab', 'aab', '8'],
      ['quern', null, null],
    ],
  }),
  defineRows({
    name: 'replace_text',
    summary: 'a with every b replaced by c.',
    source,
    args: { a: 'text', b: 'text', c: 'text' },
    result: 'text',
    rows: [
      ['mississippi', 'ss', 'é', 'miéiéippi'],
      ['aaa', 'aa', 'b', 'ba'],
      ['aaa', 'a', '', ''],
      ['abc', '', 'x', 'abc'],
      ['', 'a', 'x', ''],
      ['a€b', '€', 'long', 'alongb'],
      ['abc', 'x', 'y', 'abc'],
      ['abc', 'b', null, null],
    ],
  }),
  defineRows({
    name: 'split_part',
    summary: 'The c-th of the fields of a that b separates; counted from the end when c is negative.',
    source,
    args: { a: 'text', b: 'text', c: 'int4' },
    result: 'text',
    rows: [
      ['a,b,c', ',', '2', 'b'],
      ['a,b,c', ',', '4', ''],
      ['a,b,c', ',', '-1', 'c'],
      ['a,b,c', ',', '-3', 'a'],
      ['a,b,c', ',', '-4', ''],
      ['a,b,c', '', '1', 'a,b,c'],
      ['a,b,c', '', '-1', 'a,b,c'],
      ['a,b,c', '', '2', ''],
      ['é€€😀', '€', '2', ''],
      ['', ',', '1', ''],
      ['abc', ',', '-1', 'abc'],
      ['a,b', ',', '-2147483648', ''],
    ],
    failures: [['22023', 'a', ',', '0']],
  }),
  defineRows({
    name: 'translate',
    summary: 'a with every character of b replaced by the one at its place in c, or left out.',
    source: 'src/backend/utils/adt/oracle_compat.c',
    args: { a: 'text', b: 'text', c: 'text' },
    result: 'text',
    rows: [
      ['12345', '143', 'ax', 'a2x5'],
      ['aéb', 'éa', 'e€', '€eb'],
      ['aaa', 'aa', 'bc', 'bbb'],
      ['abc', '', 'x', 'abc'],
      ['', 'a', 'b', ''],
      ['abc', 'abc', '', ''],
      ['a', null, 'b', null],
    ],
  }),
];
