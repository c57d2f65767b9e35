/** range: ranges and multiranges of numbers, dates and times (utils/adt/rangetypes.c, multirangetypes.c). */
import { defineFamily } from '../../language/family.js';
import { rangeErrors } from './errors.js';
import { multiranges } from './multiranges.js';
import { ranges } from './ranges.js';
import { rangeTypes } from './types.js';

export const range = defineFamily({
  name: 'range',
  number: 11,
  summary: 'Ranges.',
  // The bounds are read and printed by the functions of their types.
  dependsOn: ['numeric', 'datetime'],
  types: rangeTypes,
  errors: rangeErrors,
  functions: [...ranges, ...multiranges],
});
