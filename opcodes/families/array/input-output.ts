/** An array from and to its text form. */
import { defineCall, type CallDefinition } from '../../language/call.js';

export const inputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'array_in',
    summary: 'The array that a text stands for; element is the oid of the type of its elements.',
    source: 'src/backend/utils/adt/arrayfuncs.c',
    args: { a: 'cstring', element: 'int4', modifier: 'int4' },
    result: 'anyarray',
    examples: [],
  }),
  defineCall({
    name: 'array_out',
    summary: 'The array as text.',
    source: 'src/backend/utils/adt/arrayfuncs.c',
    args: { a: 'anyarray' },
    result: 'cstring',
    examples: [],
  }),
];
