/** The errors of numeric (utils/adt/numeric.c). */
import type { ErrorDefinition } from '../../language/errors.js';

export const numericErrors = {
  INVALID_NUMERIC: { code: '22P02', message: 'invalid input syntax for type numeric: "%s"' },
  NUMERIC_OVERFLOW: { code: '22003', message: 'value overflows numeric format' },
} as const satisfies Record<string, ErrorDefinition>;
