/** text: varchar, char(n), name and "char", and PostgreSQL's functions over texts (utils/adt/varlena.c, varchar.c, oracle_compat.c). */
import { defineFamily } from '../../language/family.js';
import { castFunctions } from './cast.js';
import { characterFunctions } from './character.js';
import { compareFunctions } from './compare.js';
import { concatFunctions } from './concat.js';
import { textErrors } from './errors.js';
import { hashFunctions } from './hash.js';
import { inputCheck } from './input-check.js';
import { inputOutput } from './input-output.js';
import { nameLike } from './like.js';
import { searchFunctions } from './search.js';
import { substringFunctions } from './substring.js';
import { trimFunctions } from './trim.js';
import { unicodeFunctions } from './unicode.js';
import { bpcharType, charType, nameType, varcharType } from './types.js';

export const text = defineFamily({
  name: 'text',
  number: 1,
  summary: 'Texts.',
  types: [bpcharType, varcharType, nameType, charType],
  errors: textErrors,
  functions: [
    ...substringFunctions,
    ...searchFunctions,
    ...trimFunctions,
    ...characterFunctions,
    ...concatFunctions,
    ...compareFunctions,
    ...inputOutput,
    ...castFunctions,
    ...nameLike,
    ...hashFunctions,
    ...unicodeFunctions,
    ...inputCheck,
  ],
});
