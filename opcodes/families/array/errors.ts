/** The errors of arrays (utils/adt/arrayfuncs.c, arrayutils.c, array_userfuncs.c). */
import type { ErrorDefinition } from '../../language/errors.js';

const subscript = '2202E';
const notIdentifier = { code: '22023', message: 'string is not a valid identifier: "%s"' } as const;

export const arrayErrors = {
  ARRAY_MEMORY: { code: '53200', message: 'out of memory' },
  ARRAY_SIZE: { code: '54000', message: 'array size exceeds the maximum allowed (134217727)' },
  ARRAY_DIMENSIONS: { code: '54000', message: 'number of array dimensions (%s) exceeds the maximum allowed (6)' },
  TEXT_DIMENSIONS: { code: '54000', message: 'number of array dimensions exceeds the maximum allowed (6)' },
  ARRAY_LOWER_BOUND: { code: '54000', message: 'array lower bound is too large: %s' },
  ARRAY_UPPER_BOUND: { code: '54000', message: 'array upper bound is too large: %s' },
  ARRAY_BOUND_RANGE: { code: '54000', message: 'array bound is out of integer range' },
  UPPER_BELOW_LOWER: { code: subscript, message: 'upper bound cannot be less than lower bound' },
  MALFORMED_ARRAY: { code: '22P02', message: 'malformed array literal: "%s"' },
  DIFFERENT_ELEMENTS: { code: '42804', message: 'cannot compare arrays of different element types' },
  MATCHING_DIMENSIONS: {
    code: subscript,
    message: 'multidimensional arrays must have array expressions with matching dimensions',
  },
  INCOMPATIBLE_ARRAYS: { code: subscript, message: 'cannot concatenate incompatible arrays' },
  NOT_ONE_DIMENSION: { code: '22000', message: 'argument must be empty or one-dimensional array' },
  ARRAY_INTEGER_RANGE: { code: '22003', message: 'integer out of range' },
  REMOVE_MULTIDIMENSIONAL: {
    code: '0A000',
    message: 'removing elements from multidimensional arrays is not supported',
  },
  SEARCH_MULTIDIMENSIONAL: {
    code: '0A000',
    message: 'searching for elements in multidimensional arrays is not supported',
  },
  INITIAL_POSITION_NULL: { code: '22004', message: 'initial position must not be null' },
  ARRAY_TRIM: { code: subscript, message: 'number of elements to trim must be between 0 and %s' },
  THRESHOLDS_DIMENSION: { code: subscript, message: 'thresholds must be one-dimensional array' },
  THRESHOLDS_NULL: { code: '22004', message: 'thresholds array must not contain NULLs' },
  DIMENSION_NULL: { code: '22004', message: 'dimension array or low bound array cannot be null' },
  DIMENSION_VALUE_NULL: { code: '22004', message: 'dimension values cannot be null' },
  IDENTIFIER: notIdentifier,
  IDENTIFIER_UNCLOSED: { ...notIdentifier, detail: 'String has unclosed double quotes.' },
  IDENTIFIER_EMPTY: { ...notIdentifier, detail: 'Quoted identifier must not be empty.' },
  IDENTIFIER_BEFORE_POINT: { ...notIdentifier, detail: 'No valid identifier before ".".' },
  IDENTIFIER_AFTER_POINT: { ...notIdentifier, detail: 'No valid identifier after ".".' },
  SUBSCRIPTS: { code: subscript, message: 'wrong number of array subscripts' },
} as const satisfies Record<string, ErrorDefinition>;
