/** What pg_input_is_valid becomes, once its type is known. */
import { defineCall, type CallDefinition } from '../../language/call.js';

export const inputCheck: readonly CallDefinition[] = [
  defineCall({
    name: 'text_is_input',
    summary: 'Whether the text is a value of the type with that oid and modifier.',
    source: 'src/backend/utils/adt/misc.c',
    args: { a: 'text', type: 'oid', modifier: 'int4' },
    result: 'bool',
    examples: [
      { a: '12', type: '23', modifier: -1, gives: true },
      { a: '12a', type: '23', modifier: -1, gives: false },
      { a: '99999999999', type: '23', modifier: -1, gives: false },
      { a: '2024-02-30', type: '1082', modifier: -1, gives: false },
      { a: null, type: '23', modifier: -1, gives: null },
    ],
  }),
];
