/** The operators of regular expressions: ~ !~ ~* !~* over text and name. */
import type { CallDefinition, CallExample } from '../../language/call.js';
import { defineCall } from '../../language/call.js';

const source = 'src/backend/utils/adt/regexp.c';

/** Texts, patterns, whether they match, and whether they do without regard to case. */
const cases: readonly [string, string, boolean, boolean][] = [
  ['foobar', 'o+b', true, true],
  ['foobar', '^B', false, false],
  ['foobar', 'B', false, true],
  ['', '', true, true],
  ['é😀x', '^.{3}$', true, true],
  ['a1 b2', '\\m[[:alpha:]]\\d\\M', true, true],
  ['xyz', '(a|b)*?c{2,3}', false, false],
];
const failures: readonly string[] = ['(', ')', '[a', 'a{2,1}', '*a', '\\q', '[[:x:]]', '(a)\\1', '(?=a)', '(?z)a'];
const codeOf = (pattern: string): string => (pattern === '(a)\\1' || pattern === '(?=a)' ? '0A000' : '2201B');

function define(name: string, type: string, ignoreCase: boolean, negated: boolean): CallDefinition {
  const examples: CallExample[] = cases.map(([a, b, exact, any]) => ({
    a,
    b,
    gives: (ignoreCase ? any : exact) !== negated,
  }));
  // PostgreSQL has what is refused here: those examples hold for the family alone, so they are tests of their own.
  const failing = failures.filter((b) => codeOf(b) === '2201B').map((b) => ({ a: 'a', b, raises: '2201B' }));
  const suffix = negated ? 'ne' : 'eq';
  return defineCall({
    name,
    summary: `Whether the regular expression b ${negated ? 'does not match' : 'matches'} a part of a${ignoreCase ? ', whatever the case' : ''}.`,
    source,
    args: { a: type, b: 'text' },
    result: 'bool',
    prepare: {
      args: ['b'],
      make: ignoreCase ? 'regexp_compile_icase' : 'regexp_compile',
      run: `${type === 'name' ? 'name' : ''}regex${suffix}_compiled`,
    },
    examples: [...examples, ...failing, { a: 'a', b: null, gives: null }],
  });
}

export const regexpOperators: readonly CallDefinition[] = [
  define('textregexeq', 'text', false, false),
  define('textregexne', 'text', false, true),
  define('texticregexeq', 'text', true, false),
  define('texticregexne', 'text', true, true),
  define('nameregexeq', 'name', false, false),
  define('nameregexne', 'name', false, true),
  define('nameicregexeq', 'name', true, false),
  define('nameicregexne', 'name', true, true),
];
