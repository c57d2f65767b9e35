/** The errors of patterns and of texts that do not match them (utils/adt/formatting.c). */
import type { ErrorDefinition } from '../../language/errors.js';

export const formatErrors = {
  EEEE_NOT_LAST: { code: '42601', message: '"EEEE" must be the last pattern used' },
  NINE_AFTER_BRACKET: { code: '42601', message: '"9" must be ahead of "PR"' },
  ZERO_AFTER_BRACKET: { code: '42601', message: '"0" must be ahead of "PR"' },
  MULTIPLE_POINTS: { code: '42601', message: 'multiple decimal points' },
  SHIFT_WITH_POINT: { code: '42601', message: 'cannot use "V" and decimal point together' },
  CURRENCY_SIGN_TWICE: { code: '42601', message: 'cannot use "S" twice' },
  SIGN_WITH_OTHERS: { code: '42601', message: 'cannot use "S" and "PL"/"MI"/"SG"/"PR" together' },
  SIGN_WITH_MINUS: { code: '42601', message: 'cannot use "S" and "MI" together' },
  SIGN_WITH_PLUS: { code: '42601', message: 'cannot use "S" and "PL" together' },
  SIGN_WITH_SIGN: { code: '42601', message: 'cannot use "S" and "SG" together' },
  BRACKET_WITH_OTHERS: { code: '42601', message: 'cannot use "PR" and "S"/"PL"/"MI"/"SG" together' },
  EEEE_TWICE: { code: '42601', message: 'cannot use "EEEE" twice' },
  EEEE_WITH_OTHERS: { code: '42601', message: '"EEEE" is incompatible with other formats' },
  ROMAN_TWICE: { code: '42601', message: 'cannot use "RN" twice' },
  ROMAN_WITH_OTHERS: { code: '42601', message: '"RN" is incompatible with other formats' },
  NOT_A_NUMBER: { code: '22P02', message: '"%s" is not a number' },
  NOT_FOR_INTERVAL: {
    code: '22007',
    message: 'invalid format specification for an interval value',
    hint: 'Intervals are not tied to specific calendar dates.',
  },
  ZONE_HAS_NO_NAME: {
    code: '0A000',
    message: 'the abbreviation of the session time zone is not known',
    hint: 'Write OF or TZH:TZM instead of TZ.',
  },
  INVALID_ROMAN: { code: '22P02', message: 'invalid Roman numeral' },
  EEEE_NOT_FOR_INPUT: { code: '0A000', message: '"EEEE" not supported for input' },
  INVALID_VALUE: { code: '22007', message: 'invalid value %s' },
  SOURCE_TOO_SHORT: { code: '22007', message: 'source string too short for "%s" formatting field' },
  VALUE_OUT_OF_RANGE: { code: '22008', message: 'value for "%s" in source string is out of range' },
  CONFLICTING_VALUES: { code: '22007', message: 'conflicting values for "%s" field in formatting string' },
  MIXED_CONVENTIONS: {
    code: '22007',
    message: 'invalid combination of date conventions',
    hint: 'Do not mix Gregorian and ISO week date conventions in a formatting template.',
  },
  HOUR_NOT_OF_12: {
    code: '22007',
    message: 'hour "%s" is invalid for the 12-hour clock',
    hint: 'Use the 24-hour clock, or give an hour between 1 and 12.',
  },
  YEAR_DAY_WITHOUT_YEAR: { code: '22007', message: 'cannot calculate day of year without year information' },
  ZONE_NAME_NOT_READ: {
    code: '0A000',
    message: 'names of time zones are not read by TZ',
    hint: 'Write the offset from UTC, and OF or TZH:TZM in the pattern.',
  },
} as const satisfies Record<string, ErrorDefinition>;
