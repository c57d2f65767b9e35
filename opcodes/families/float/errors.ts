/** The errors of the mathematical functions, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

export const floatErrors = {
  INPUT_OUT_OF_RANGE: { code: '22003', message: 'input is out of range' },
  SQRT_NEGATIVE: { code: '2201F', message: 'cannot take square root of a negative number' },
  ZERO_POWER: { code: '2201F', message: 'zero raised to a negative power is undefined' },
  COMPLEX_POWER: {
    code: '2201F',
    message: 'a negative number raised to a non-integer power yields a complex result',
  },
  LOG_ZERO: { code: '2201E', message: 'cannot take logarithm of zero' },
  LOG_NEGATIVE: { code: '2201E', message: 'cannot take logarithm of a negative number' },
  BUCKET_COUNT: { code: '2201G', message: 'count must be greater than zero' },
  BUCKET_NAN: { code: '2201G', message: 'operand, lower bound, and upper bound cannot be NaN' },
  BUCKET_INFINITE: { code: '2201G', message: 'lower and upper bounds must be finite' },
  BUCKET_EQUAL: { code: '2201G', message: 'lower bound cannot equal upper bound' },
  BUCKET_RANGE: { code: '22003', message: 'integer out of range' },
} as const satisfies Record<string, ErrorDefinition>;
