/** The errors of numeric (utils/adt/numeric.c). */
import type { ErrorDefinition } from '../../language/errors.js';

const power = '2201F';
const logarithm = '2201E';
const bucket = '2201G';

export const numericErrors = {
  INVALID_NUMERIC: { code: '22P02', message: 'invalid input syntax for type numeric: "%s"' },
  VALUE_OVERFLOWS_NUMERIC: { code: '22003', message: 'value overflows numeric format' },
  NUMERIC_FIELD_OVERFLOW: { code: '22003', message: 'numeric field overflow' },
  CANNOT_CONVERT_NAN_TO_SMALLINT: { code: '0A000', message: 'cannot convert NaN to smallint' },
  CANNOT_CONVERT_NAN_TO_INTEGER: { code: '0A000', message: 'cannot convert NaN to integer' },
  CANNOT_CONVERT_NAN_TO_BIGINT: { code: '0A000', message: 'cannot convert NaN to bigint' },
  CANNOT_CONVERT_INFINITY_TO_SMALLINT: { code: '0A000', message: 'cannot convert infinity to smallint' },
  CANNOT_CONVERT_INFINITY_TO_INTEGER: { code: '0A000', message: 'cannot convert infinity to integer' },
  CANNOT_CONVERT_INFINITY_TO_BIGINT: { code: '0A000', message: 'cannot convert infinity to bigint' },
  SQUARE_ROOT_OF_NEGATIVE: { code: power, message: 'cannot take square root of a negative number' },
  LOGARITHM_OF_ZERO: { code: logarithm, message: 'cannot take logarithm of zero' },
  LOGARITHM_OF_NEGATIVE: { code: logarithm, message: 'cannot take logarithm of a negative number' },
  ZERO_TO_NEGATIVE_POWER: { code: power, message: 'zero raised to a negative power is undefined' },
  NEGATIVE_TO_FRACTIONAL_POWER: {
    code: power,
    message: 'a negative number raised to a non-integer power yields a complex result',
  },
  FACTORIAL_OF_NEGATIVE: { code: '22003', message: 'factorial of a negative number is undefined' },
  BUCKET_COUNT: { code: bucket, message: 'count must be greater than zero' },
  BUCKET_NAN: { code: bucket, message: 'operand, lower bound, and upper bound cannot be NaN' },
  BUCKET_BOUNDS_INFINITE: { code: bucket, message: 'lower and upper bounds must be finite' },
  BUCKET_BOUNDS_EQUAL: { code: bucket, message: 'lower bound cannot equal upper bound' },
  INVALID_LSN: { code: '22P02', message: 'invalid input syntax for type pg_lsn: "%s"' },
  LSN_OUT_OF_RANGE: { code: '22023', message: 'pg_lsn out of range' },
  CANNOT_CONVERT_NAN_TO_LSN: { code: '0A000', message: 'cannot convert NaN to pg_lsn' },
  CANNOT_CONVERT_INFINITY_TO_LSN: { code: '0A000', message: 'cannot convert infinity to pg_lsn' },
  ADD_NAN_TO_LSN: { code: '0A000', message: 'cannot add NaN to pg_lsn' },
  SUBTRACT_NAN_FROM_LSN: { code: '0A000', message: 'cannot subtract NaN from pg_lsn' },
  SIZE: { code: '22023', message: 'invalid size: "%s"' },
  SIZE_UNIT: {
    code: '22023',
    message: 'invalid size: "%s"',
    hint: 'Valid units are "bytes", "B", "kB", "MB", "GB", "TB", and "PB".',
  },
} as const satisfies Record<string, ErrorDefinition>;
