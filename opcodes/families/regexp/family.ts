/** regexp: PostgreSQL's regular expressions in linear time, and the functions over them. */
import { defineFamily } from '../../language/family.js';
import { arrayFunctions } from './arrays.js';
import { countFunctions } from './count.js';
import { regexpErrors } from './errors.js';
import { regexpOperators } from './operators.js';
import { partFunctions } from './part.js';
import { replaceFunctions } from './replace.js';
import { similarFunctions } from './similar.js';

export const regexp = defineFamily({
  name: 'regexp',
  number: 4,
  summary: 'Regular expressions.',
  types: [],
  errors: regexpErrors,
  functions: [
    ...regexpOperators,
    ...countFunctions,
    ...partFunctions,
    ...replaceFunctions,
    ...similarFunctions,
    ...arrayFunctions,
  ],
});
