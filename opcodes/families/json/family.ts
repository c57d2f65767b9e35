/** json and jsonb: their text form, members, order, containment and changes (utils/adt/json.c, jsonb.c, jsonb_op.c, jsonfuncs.c). */
import { defineFamily } from '../../language/family.js';
import { jsonBuild } from './build.js';
import { jsonChange } from './change.js';
import { jsonCompare } from './compare.js';
import { jsonConstruct } from './construct.js';
import { jsonErrors } from './errors.js';
import { jsonGet } from './get.js';
import { jsonInputOutput } from './input-output.js';
import { jsonKinds } from './kind.js';
import { sqlJsonConstructs } from './sql-json.js';
import { jsonType, jsonbType } from './types.js';

export const json = defineFamily({
  name: 'json',
  number: 5,
  summary: 'JSON values.',
  // Numbers in jsonb are numerics, computed with numeric's own sources, whose errors are those of that family.
  dependsOn: ['numeric'],
  types: [jsonType, jsonbType],
  errors: jsonErrors,
  functions: [
    ...jsonInputOutput,
    ...jsonGet,
    ...jsonCompare,
    ...jsonKinds,
    ...jsonChange,
    ...jsonBuild,
    ...jsonConstruct,
    ...sqlJsonConstructs,
  ],
});
