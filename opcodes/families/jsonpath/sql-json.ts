/**
 * What JSON_VALUE, JSON_QUERY and JSON_EXISTS become: functions of the value, the path, the variables in pairs, the oid and the modifier of the
 * result's type, and options. They are not in PostgreSQL's catalog, so tests of expressions cover them.
 */
import { defineCall, type CallDefinition } from '../../language/call.js';
import type { Representation } from '../../language/value.js';

const source = 'src/backend/executor/execExprInterp.c';
const target = { target: 'jsonb', path: 'jsonpath', vars: 'jsonb' } as const;
const typed = { type: 'int4', modifier: 'int4', options: 'int4' } as const;

/** A type of each representation, for the result of which the analyser says what it is. */
const results: Readonly<Record<Representation, string>> = {
  i32: 'int4',
  i64: 'int8',
  f32: 'float4',
  f64: 'float8',
  ref: 'text',
};

const define = (
  name: string,
  summary: string,
  args: Readonly<Record<string, string>>,
  result: string,
): CallDefinition =>
  defineCall({
    name,
    summary,
    source,
    args: { ...target, ...args },
    result,
    mayReturnNull: true,
    prepare: { args: ['path'], make: 'jsonpath_prepare', run: `${name}_prepared` },
    examples: [],
  });

export const sqlJson: readonly CallDefinition[] = [
  ...Object.entries(results).map(([representation, result]) =>
    define(`json_query_${representation}`, 'The value that the path gives, as a value of the type.', typed, result),
  ),
  define(
    'json_query_status',
    '0 if the path gives a value of the type, 1 if it gives none, 2 for an error, 3 for null.',
    typed,
    'int4',
  ),
  define('json_exists', 'Whether the path gives a value.', { options: 'int4' }, 'bool'),
  defineCall({
    name: 'json_passing',
    summary: 'The names and values of PASSING, in an array.',
    source,
    args: { a: 'any' },
    result: 'jsonb',
    nulls: 'called',
    variadic: true,
    needsTypes: true,
    examples: [],
  }),
];
