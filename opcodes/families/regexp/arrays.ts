/** regexp_match and regexp_split_to_array; their examples are in the family's tests, which read the arrays' bytes. */
import type { CallDefinition } from '../../language/call.js';
import { defineRows } from './rows.js';

const ab = { a: 'text', b: 'text' } as const;

export const arrayFunctions: readonly CallDefinition[] = [
  defineRows({
    name: 'regexp_match',
    summary: 'The submatches of the first match of b in a, or the match when b has no parentheses, with options.',
    args: { ...ab, flags: 'text' },
    result: '_text',
    mayReturnNull: true,
    prepare: { args: ['b', 'flags'], make: 'regexp_match_compile', run: 'regexp_match_compiled' },
    rows: [],
  }),
  defineRows({
    name: 'regexp_match_no_flags',
    summary: 'The submatches of the first match of b in a, or the match when b has no parentheses.',
    args: ab,
    result: '_text',
    mayReturnNull: true,
    prepare: { args: ['b'], make: 'regexp_compile_captures', run: 'regexp_match_compiled' },
    rows: [],
  }),
  defineRows({
    name: 'regexp_split_to_array',
    summary: 'The pieces of a between the matches of b, with options.',
    args: { ...ab, flags: 'text' },
    result: '_text',
    prepare: { args: ['b', 'flags'], make: 'regexp_split_compile', run: 'regexp_split_compiled' },
    rows: [],
  }),
  defineRows({
    name: 'regexp_split_to_array_no_flags',
    summary: 'The pieces of a between the matches of b.',
    args: ab,
    result: '_text',
    prepare: { args: ['b'], make: 'regexp_compile', run: 'regexp_split_compiled' },
    rows: [],
  }),
];
