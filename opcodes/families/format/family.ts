/** Values as a pattern says, and back: to_char, to_number, to_date and to_timestamp (utils/adt/formatting.c). */
import { defineFamily } from '../../language/family.js';
import { formatErrors } from './errors.js';
import { momentFunctions } from './moments.js';
import { numberFunctions } from './numbers.js';
import { pathMoments } from './path-moments.js';

export const format = defineFamily({
  name: 'format',
  number: 9,
  summary: 'to_char, to_number, to_date and to_timestamp.',
  types: [],
  dependsOn: ['numeric', 'datetime'],
  errors: formatErrors,
  functions: [...pathMoments, ...momentFunctions, ...numberFunctions],
});
