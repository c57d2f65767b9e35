/** Paths in and out, and the arithmetic of numbers within them. */
import { defineCall, type CallDefinition } from '../../language/call.js';
import { executionSource, pathSource } from './source.js';

/** It is the first of the family, because `runtime/arithmetic.ts` names it by its number: the host calls it where errors are no errors. */
export const jsonpathArithmetic: CallDefinition = defineCall({
  name: 'jsonpath_arithmetic',
  summary: 'a + b, a - b, a * b, a / b or a % b by the kind of the item.',
  source: executionSource,
  args: { kind: 'int4', a: 'numeric', b: 'numeric' },
  result: 'numeric',
  examples: [],
});

export const jsonpathInputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'jsonpath_in',
    summary: 'text → jsonpath.',
    source: pathSource,
    args: { a: 'cstring' },
    result: 'jsonpath',
    examples: [
      { a: '$.a[*] ? (@.b > 1 && !(@.c == "x")).d', gives: '$."a"[*]?(@."b" > 1 && !(@."c" == "x"))."d"' },
      { a: 'strict $.**{2 to last}[0, 1 to last - 1]', gives: 'strict $.**{2 to last}[0,1 to last - 1]' },
      { a: '-1 + 2 * (3 - $x)', gives: '(-1 + 2 * (3 - $"x"))' },
      { a: '$.a like_regex "^b" flag "qi"', gives: '($."a" like_regex "^b" flag "iq")' },
      { a: '($.a == 1) is unknown || exists($.b)', gives: '(($."a" == 1) is unknown || exists ($."b"))' },
      { a: '1 .type()', gives: '(1).type()' },
      { a: '', raises: '22P02' },
      { a: '$.', raises: '42601' },
      { a: '@', raises: '42601' },
      { a: '"\\u0000"', raises: '22P05' },
      { a: '$ like_regex "("', raises: '2201B' },
      { a: null, gives: null },
    ],
  }),
  defineCall({
    name: 'jsonpath_out',
    summary: 'jsonpath → text.',
    source: pathSource,
    args: { a: 'jsonpath' },
    result: 'cstring',
    examples: [{ a: '$.a.decimal(4,2)', gives: '$."a".decimal(4,2)' }],
  }),
];
