/** float: the mathematical functions over float8 (utils/adt/float.c). */
import { defineFamily } from '../../language/family.js';
import { degreeFunctions } from './degrees.js';
import { floatErrors } from './errors.js';
import { gammaFunctions } from './gamma.js';
import { powerFunctions } from './powers.js';
import { trigonometry } from './trigonometry.js';

export const float = defineFamily({
  name: 'float',
  number: 10,
  summary: 'Mathematical functions over float8.',
  types: [],
  errors: floatErrors,
  functions: [...powerFunctions, ...trigonometry, ...degreeFunctions, ...gammaFunctions],
});
