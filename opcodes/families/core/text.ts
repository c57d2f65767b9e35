/** Functions of texts: comparison in collation "C", which is bytewise, and those that measure or make a text. */
import { defineFunction, type FunctionDefinition } from '../../language/function.js';
import { call, i32, when, type I32 } from '../../language/term.js';
import { callText, toLanes, type Text } from '../../language/value.js';
import { compareFamily, compareI32, sameOnBothSides, type Comparison } from './compare.js';

const source = 'src/backend/utils/adt/varlena.c';

/** Texts of different lengths are not equal, and need not be read. */
const equal = (a: Text, b: Text): I32 =>
  when(i32.eq(a.length, b.length), call('i32', 'texteq', ...toLanes(a), ...toLanes(b)), i32.const(0));

function compare(op: Comparison, a: Text, b: Text): I32 {
  if (op === 'eq') return equal(a, b);
  if (op === 'ne') return i32.eqz(equal(a, b));
  return compareI32(op, call('i32', 'bttextcmp', ...toLanes(a), ...toLanes(b)), i32.const(0));
}

/** In the order of their UTF-8; the last two are in the other order in UTF-16. */
const sorted = sameOnBothSides(['', ' ', 'A', 'a', 'ab', 'abcdefgh', 'abcdefghi', 'b', 'é', '\uFFFD', '😀']);

const made = (
  name: string,
  summary: string,
  file: string,
  examples: FunctionDefinition['examples'],
): FunctionDefinition =>
  defineFunction({
    name,
    summary,
    source: `src/backend/utils/adt/${file}`,
    args: { a: 'text' },
    result: 'text',
    value: ({ a }) => callText(name, ...toLanes(a)),
    examples,
  });

export const text: readonly FunctionDefinition[] = [
  ...compareFamily({
    left: 'text',
    right: 'text',
    source,
    sorted,
    compare,
    name: (op) => (op === 'eq' || op === 'ne' ? `text${op}` : `text_${op}`),
    matches: (op) => (op === 'eq' ? { by: 'equality' } : op === 'ne' ? { by: 'equality', negated: true } : undefined),
    order: ', byte by byte',
  }),
  ...compareFamily({
    left: 'text',
    right: 'text',
    source,
    sorted,
    compare,
    ops: ['lt', 'le', 'gt', 'ge'],
    name: (op) => `text_pattern_${op}`,
    tier: 'call',
    order: ', byte by byte in any collation',
  }),
  defineFunction({
    name: 'text_starts_with',
    summary: 'Does a begin with b?',
    source,
    args: { a: 'text', b: 'text' },
    result: 'bool',
    value: ({ a, b }) =>
      when(i32.le_s(b.length, a.length), call('i32', 'texteq', a.pointer, b.length, ...toLanes(b)), i32.const(0)),
    matches: { by: 'prefix' },
    examples: [
      { a: 'quern', b: 'qu', gives: true },
      { a: 'quern', b: 'quern', gives: true },
      { a: 'quern', b: 'querns', gives: false },
      { a: 'quern', b: 'Qu', gives: false },
      { a: 'quern', b: '', gives: true },
      { a: '', b: '', gives: true },
      { a: '', b: 'q', gives: false },
      { a: 'éa', b: 'é', gives: true },
      { a: 'ê', b: 'é', gives: false },
      { a: null, b: '', gives: null },
      { a: '', b: null, gives: null },
    ],
  }),
  defineFunction({
    name: 'textcat',
    summary: 'a || b: b put behind a.',
    source,
    args: { a: 'text', b: 'text' },
    result: 'text',
    value: ({ a, b }) => callText('textcat', ...toLanes(a), ...toLanes(b)),
    examples: [
      { a: 'qu', b: 'ern', gives: 'quern' },
      { a: '', b: 'é', gives: 'é' },
      { a: '😀', b: '', gives: '😀' },
      { a: '', b: '', gives: '' },
      {
        a: 'a text longer than twelve bytes, ',
        b: 'and another',
        gives: 'a text longer than twelve bytes, and another',
      },
      { a: null, b: 'a', gives: null },
      { a: 'a', b: null, gives: null },
    ],
  }),
  defineFunction({
    name: 'textlen',
    summary: 'How many characters (code points) a has.',
    source,
    args: { a: 'text' },
    result: 'int4',
    value: ({ a }) => call('i32', 'textlen', ...toLanes(a)),
    examples: [
      { a: '', gives: 0 },
      { a: 'quern', gives: 5 },
      { a: 'é', gives: 1 },
      { a: '€', gives: 1 },
      { a: '😀', gives: 1 },
      { a: 'e\u0301', gives: 2 },
      { a: 'aé€😀 and more than sixteen bytes', gives: 32 },
      { a: null, gives: null },
    ],
  }),
  made('lower', 'a with its capital letters A–Z made small; collation "C" knows no others.', 'oracle_compat.c', [
    { a: 'QUERN', gives: 'quern' },
    { a: 'aZ[@`{', gives: 'az[@`{' },
    { a: 'ÉÀ😀A', gives: 'ÉÀ😀a' },
    { a: '', gives: '' },
    { a: null, gives: null },
  ]),
  made('upper', 'a with its small letters a–z made capital; collation "C" knows no others.', 'oracle_compat.c', [
    { a: 'quern', gives: 'QUERN' },
    { a: 'aZ[@`{', gives: 'AZ[@`{' },
    { a: 'éß😀a', gives: 'éß😀A' },
    { a: '', gives: '' },
    { a: null, gives: null },
  ]),
];
