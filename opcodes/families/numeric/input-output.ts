/** numeric from text and to text. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const source = 'src/backend/utils/adt/numeric.c';

export const numericInputOutput: readonly CallDefinition[] = [
  defineCall({
    name: 'numeric_uminus',
    summary: '-a.',
    source,
    args: { a: 'numeric' },
    result: 'numeric',
    examples: [{ a: '0', gives: '0' }],
  }),
];
