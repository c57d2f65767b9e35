/**
 * What becomes of the dates and times of paths in JSON, which `opcodes/families/jsonpath/runtime/moment.ts` calls by their numbers: they are the first of the family.
 * They are not in PostgreSQL's catalog, so tests of paths cover them.
 */
import { defineCall, type CallDefinition } from '../../language/call.js';

const define = (
  name: string,
  summary: string,
  args: Readonly<Record<string, string>>,
  result: string,
): CallDefinition =>
  defineCall({
    name,
    summary,
    source: 'src/backend/utils/adt/jsonpath_exec.c',
    args,
    result,
    internal: true,
    examples: [],
  });

export const pathMoments: readonly CallDefinition[] = [
  define(
    'jsonpath_moment_as',
    'The moment as one of another type.',
    { type: 'int4', a: 'bytea', precision: 'int4', zoned: 'bool' },
    'bytea',
  ),
  define(
    'jsonpath_moment_compare',
    '-1, 0 or 1 as a is before, at or after b; 2 where they cannot be compared.',
    { a: 'bytea', b: 'bytea', zoned: 'bool' },
    'int4',
  ),
  define('jsonpath_moment_text', 'moment → text.', { a: 'bytea', styled: 'bool' }, 'text'),
  defineCall({
    name: 'abbreviation_offset',
    summary: 'The offset that an abbreviation stands for at a local time, for TZ of to_timestamp and of paths.',
    source: 'src/backend/utils/adt/datetime.c',
    args: { word: 'text', local: 'timestamp' },
    result: 'int4',
    mayReturnNull: true,
    internal: true,
    examples: [],
  }),
];
