/** integer: what core leaves out of the numbers held as such: shifts, divisors, the greater of two, three-way comparisons, hashes, sizes in words. */
import { defineFamily } from '../../language/family.js';
import { comparisonFunctions } from './comparisons.js';
import { divisorFunctions } from './divisors.js';
import { integerErrors } from './errors.js';
import { hashFunctions } from './hashes.js';
import { shiftFunctions } from './shifts.js';
import { sizeFunctions } from './sizes.js';

export const integer = defineFamily({
  name: 'integer',
  number: 14,
  summary: 'Shifts, divisors, three-way comparisons and hashes of integers and floats.',
  types: [],
  errors: integerErrors,
  functions: [...shiftFunctions, ...divisorFunctions, ...comparisonFunctions, ...hashFunctions, ...sizeFunctions],
});
