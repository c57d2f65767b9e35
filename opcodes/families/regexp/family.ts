/** regexp: PostgreSQL's regular expressions in linear time, and the functions over them. */
import { defineFamily } from '../../language/family.js';
import { regexpErrors } from './errors.js';
import { regexpOperators } from './operators.js';

export const regexp = defineFamily({
  name: 'regexp',
  number: 4,
  summary: 'Regular expressions.',
  types: [],
  errors: regexpErrors,
  functions: [...regexpOperators],
});
