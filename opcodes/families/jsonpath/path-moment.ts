/** What other families do for the dates and times of paths in JSON. It is not in PostgreSQL's catalog, so tests of paths cover it. */
import { defineCall, type CallDefinition } from '../../language/call.js';

/** A function that `opcodes/families/jsonpath/runtime/moment.ts` calls by its number. */
export const definePathMoment = (
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
