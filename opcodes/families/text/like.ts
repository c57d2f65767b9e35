/** LIKE and ILIKE of names; those of char(n) are the functions of text, padding included. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './cases.js';

const like = (name: string, negated: boolean, ignoresCase: boolean): CallDefinition =>
  defineRows({
    name,
    summary: `Does a${negated ? ' not' : ''} match the pattern b${ignoresCase ? ', whatever the case of A–Z' : ''}?`,
    source: 'src/backend/utils/adt/like.c',
    args: { a: 'name', b: 'text' },
    result: 'bool',
    rows: [
      ['quern', 'qu%', negated ? 'f' : 't'],
      ['quern', 'quern', negated ? 'f' : 't'],
      ['quern', 'QU%', negated === ignoresCase ? 'f' : 't'],
      ['quern', 'quern_', negated ? 't' : 'f'],
      [null, '%', null],
    ],
    failures: [['22025', 'ab', 'a\\']],
  });

export const nameLike: readonly CallDefinition[] = [
  like('namelike', false, false),
  like('namenlike', true, false),
  like('nameiclike', false, true),
  like('nameicnlike', true, true),
];
