/**
 * The dates and times of paths in JSON, which `opcodes/families/jsonpath/runtime/moment.ts` calls by their numbers: they are the first of the family.
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
  define('jsonpath_template', 'The parts that a template has.', { template: 'text' }, 'int4'),
  define('jsonpath_moment', 'text → moment, as a template says.', { text: 'text', template: 'text' }, 'bytea'),
];
