/** array: arrays over the types of the other families (utils/adt/arrayfuncs.c). */
import { defineFamily, type FamilyDefinition } from '../../language/family.js';
import type { TypeDefinition } from '../../language/type.js';
import { arrayComparison } from './comparison.js';
import { arrayConstructs } from './constructs.js';
import { arrayElements } from './elements.js';
import { arrayErrors } from './errors.js';
import { identifierParts } from './identifier.js';
import { inputOutput } from './input-output.js';
import { arrayShape } from './shape.js';
import { arrayTypesOf } from './types.js';
import { arrayVariadic } from './variadic.js';

/** The family, with an array type over each of the types. */
export const arrayOver = (elements: readonly TypeDefinition[]): FamilyDefinition =>
  defineFamily({
    name: 'array',
    number: 6,
    summary: 'Arrays.',
    types: arrayTypesOf(elements),
    errors: arrayErrors,
    functions: [
      ...inputOutput,
      ...arrayComparison,
      ...arrayShape,
      ...arrayElements,
      ...arrayConstructs,
      ...arrayVariadic,
      ...identifierParts,
    ],
  });
