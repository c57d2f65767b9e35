/** Calls with VARIADIC and an array, for which pg_proc has only the functions themselves. Their argument is any array, so the tests have the examples. */
import { defineCall, type CallDefinition } from '../../language/call.js';

const misc = 'src/backend/utils/adt/misc.c';

export const arrayVariadic: readonly CallDefinition[] = [
  defineCall({
    name: 'array_spread',
    summary: 'The function of that number, whose result has that type, called with the elements as its arguments.',
    source: 'src/backend/utils/fmgr/funcapi.c',
    args: { op: 'int4', type: 'int4', a: 'anyarray' },
    result: 'text',
    mayReturnNull: true,
    examples: [],
  }),
  defineCall({
    name: 'array_spread_texts',
    summary: 'The function of that number called with a text and the texts of the elements.',
    source: 'src/backend/utils/adt/varlena.c',
    args: { op: 'int4', first: 'text', a: 'anyarray' },
    result: 'text',
    nulls: 'called',
    mayReturnNull: true,
    examples: [],
  }),
  defineCall({
    name: 'pg_num_nulls',
    summary: 'The number of elements that are null.',
    source: misc,
    args: { a: 'anyarray' },
    result: 'int4',
    examples: [],
  }),
  defineCall({
    name: 'pg_num_nonnulls',
    summary: 'The number of elements that are not null.',
    source: misc,
    args: { a: 'anyarray' },
    result: 'int4',
    examples: [],
  }),
];
