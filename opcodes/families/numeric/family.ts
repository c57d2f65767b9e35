/** numeric: exact decimals of up to 131,072 digits before the point and 16,383 after it (utils/adt/numeric.c). */
import { defineFamily } from '../../language/family.js';
import { numericArithmetic } from './arithmetic.js';
import { numericCasts } from './casts.js';
import { numericComparison } from './comparison.js';
import { numericErrors } from './errors.js';
import { numericFunctions } from './functions.js';
import { numericInputOutput } from './input-output.js';
import { pgLsnFunctions, pgLsnType } from './pg-lsn.js';
import { numericSizes } from './sizes.js';
import { numericType } from './types.js';
import { numericUnary } from './unary.js';

export const numeric = defineFamily({
  name: 'numeric',
  number: 2,
  summary: 'Exact decimals, and the places in a log between which they are distances.',
  types: [numericType, pgLsnType],
  errors: numericErrors,
  functions: [
    ...numericInputOutput,
    ...numericComparison,
    ...numericArithmetic,
    ...numericUnary,
    ...numericCasts,
    ...numericFunctions,
    ...numericSizes,
    ...pgLsnFunctions,
  ],
});
