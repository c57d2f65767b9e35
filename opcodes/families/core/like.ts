/** LIKE and ILIKE, and the function that turns a pattern with another escape character into one with a backslash. */
import { defineFunction, type Example, type FunctionDefinition } from '../../language/function.js';
import { call, i32 } from '../../language/term.js';
import { callText, toLanes } from '../../language/value.js';

const source = 'src/backend/utils/adt/like.c';

/** [text, pattern, does it match?] */
type Case = readonly [a: string, pattern: string, matches: boolean];

const cases: readonly Case[] = [
  ['quern', 'quern', true],
  ['quern', 'quer', false],
  ['quern', 'querns', false],
  ['', '', true],
  ['', '%', true],
  ['', '_', false],
  ['quern', 'qu%', true],
  ['quern', '%rn', true],
  ['quern', '%uer%', true],
  ['quern', '%x%', false],
  ['quern', 'q%e%n', true],
  ['quern', 'q%e%m', false],
  ['quern', '_uern', true],
  ['quern', '____', false],
  ['quern', '%____', true],
  ['quern', '%______', false],
  ['quern', '_%_', true],
  ['é', '_', true],
  ['é', '__', false],
  ['😀b', '_b', true],
  ['aé😀', '%é_', true],
  ['100%', '100\\%', true],
  ['1000', '100\\%', false],
  ['a_b', 'a\\_b', true],
  ['axb', 'a\\_b', false],
  ['a\\b', 'a\\\\b', true],
  ['abc', 'a\\bc', true],
  ['aaab', '%aab', true],
  ['abab', '%ab%ab', true],
  ['aab', '%ab%ab', false],
  ['mississippi', '%iss%ip%', true],
  ['mississippi', 'm%iss%iss%iss%', false],
  // A pattern that ends in its escape raises only when matching gets there.
  ['b', 'a\\', false],
  ['', 'a\\', false],
];
const folded: readonly Case[] = [
  ['QUERN', 'qu%', true],
  ['quern', 'QU_RN', true],
  ['É', 'é', false],
  ['A\\B', 'a\\\\b', true],
  ['[', '{', false],
];
const exact: readonly Case[] = [
  ['QUERN', 'qu%', false],
  ['quern', 'QU_RN', false],
];

/** Patterns that do not end in their escape: those that end in no backslash, or in an even number, each second one of which is escaped. */
const complete = /(?<!\\)(?:\\\\)*$/;

const endsInEscape: readonly Example[] = [
  { a: 'a', b: '\\', raises: '22025' },
  { a: 'ab', b: 'a\\', raises: '22025' },
  { a: 'ab', b: '%\\', raises: '22025' },
];

function like(name: string, runtime: string, negated: boolean, ignoresCase: boolean): FunctionDefinition {
  const folding = ignoresCase ? ', whatever the case of the letters A–Z' : '';
  return defineFunction({
    name,
    summary: `Does a${negated ? ' not' : ''} match the pattern b${folding}? \`%\` is any characters, \`_\` one.`,
    source,
    args: { a: 'text', b: 'text' },
    result: 'bool',
    value: ({ a, b }) => {
      const matches = call('i32', runtime, ...toLanes(a), ...toLanes(b));
      return negated ? i32.eqz(matches) : matches;
    },
    raisesUnless: { b: complete },
    matches: ignoresCase ? undefined : { by: 'pattern', ...(negated ? { negated: true } : {}) },
    examples: [
      ...[...cases, ...(ignoresCase ? folded : exact)].map(([a, b, matches]) => ({ a, b, gives: matches !== negated })),
      ...endsInEscape,
      { a: null, b: '%', gives: null },
      { a: 'a', b: null, gives: null },
    ],
  });
}

export const likeFunctions: readonly FunctionDefinition[] = [
  like('textlike', 'textlike', false, false),
  like('textnlike', 'textlike', true, false),
  like('texticlike', 'texticlike', false, true),
  like('texticnlike', 'texticlike', true, true),
  defineFunction({
    name: 'like_escape',
    tier: 'call',
    summary: 'The pattern a, in which b is the escape character, as one in which a backslash is; an empty b is none.',
    source,
    args: { a: 'text', b: 'text' },
    result: 'text',
    value: ({ a, b }) => callText('like_escape', ...toLanes(a), ...toLanes(b)),
    examples: [
      { a: '10#%', b: '#', gives: '10\\%' },
      { a: 'a##b', b: '#', gives: 'a\\#b' },
      { a: 'a\\b', b: '#', gives: 'a\\\\b' },
      { a: 'a\\%', b: '\\', gives: 'a\\%' },
      { a: 'a\\%', b: '', gives: 'a\\\\%' },
      { a: 'aé%', b: 'é', gives: 'a\\%' },
      { a: 'a#', b: '#', gives: 'a\\' },
      { a: '', b: '#', gives: '' },
      { a: 'a', b: '##', raises: '22025' },
      { a: 'a', b: 'é#', raises: '22025' },
      { a: null, b: '#', gives: null },
      { a: '%', b: null, gives: null },
    ],
  }),
];
