/** jsonpath: paths and predicates over jsonb (utils/adt/jsonpath.c, jsonpath_gram.y, jsonpath_exec.c). */
import { defineFamily } from '../../language/family.js';
import { jsonpathErrors } from './errors.js';
import { jsonpathArithmetic, jsonpathInputOutput } from './input-output.js';
import { jsonpathQuery } from './query.js';
import { sqlJson } from './sql-json.js';
import { jsonpathType } from './types.js';

export const jsonpath = defineFamily({
  name: 'jsonpath',
  number: 12,
  summary: 'Paths and predicates over jsonb.',
  // jsonb and its numbers are computed with the sources of json and numeric, whose errors are those of these families; dates and times by format and datetime.
  dependsOn: ['json', 'numeric', 'regexp', 'datetime', 'format'],
  types: [jsonpathType],
  errors: jsonpathErrors,
  functions: [jsonpathArithmetic, ...jsonpathInputOutput, ...jsonpathQuery, ...sqlJson],
});
