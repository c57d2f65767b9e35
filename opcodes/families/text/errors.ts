/** The errors of the text functions, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

const formatHint = 'For a single "%" use "%%".';

export const textErrors = {
  NEGATIVE_SUBSTRING_LENGTH: { code: '22011', message: 'negative substring length not allowed' },
  FIELD_POSITION_ZERO: { code: '22023', message: 'field position must not be zero' },
  REQUESTED_LENGTH: { code: '54000', message: 'requested length too large' },
  TEXT_TOO_LONG: { code: '53200', message: 'out of memory' },
  CHARACTER_NOT_POSITIVE: { code: '22023', message: 'character number must be positive' },
  CHARACTER_NULL: { code: '54000', message: 'null character not permitted' },
  CHARACTER_TOO_LARGE: { code: '54000', message: 'requested character too large for encoding: %s' },
  CHARACTER_NOT_VALID: { code: '54000', message: 'requested character not valid for encoding: %s' },
  FORMAT_UNTERMINATED: { code: '22023', message: 'unterminated format() type specifier', hint: formatHint },
  FORMAT_TYPE: { code: '22023', message: 'unrecognized format() type specifier "%s"', hint: formatHint },
  FORMAT_TOO_FEW_ARGUMENTS: { code: '22023', message: 'too few arguments for format()' },
  FORMAT_ARGUMENT_ZERO: {
    code: '22023',
    message: 'format specifies argument 0, but arguments are numbered from 1',
  },
  FORMAT_WIDTH_POSITION: { code: '22023', message: 'width argument position must be ended by "$"' },
  FORMAT_NUMBER_RANGE: { code: '22003', message: 'number is out of range' },
  FORMAT_NULL_IDENTIFIER: { code: '22004', message: 'null values cannot be formatted as an SQL identifier' },
  INVALID_UNICODE_ESCAPE: {
    code: '42601',
    message: 'invalid Unicode escape',
    hint: 'Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.',
  },
  EMPTY_CHAR: {
    code: '0A000',
    message: 'the empty "char" as character is not supported',
    hint: 'PostgreSQL makes a text of a zero byte of it. Cast it to text.',
  },
  NORMALIZATION_FORM: { code: '22023', message: 'invalid normalization form: %s' },
  INVALID_CODE_POINT: { code: '22023', message: 'invalid Unicode code point: %s' },
  INVALID_SURROGATE_PAIR: { code: '42601', message: 'invalid Unicode surrogate pair' },
  BPCHAR_TOO_LONG: { code: '22001', message: 'value too long for type character(%s)' },
  VARCHAR_TOO_LONG: { code: '22001', message: 'value too long for type character varying(%s)' },
  CHAR_OUT_OF_RANGE: { code: '22003', message: '"char" out of range' },
} as const satisfies Record<string, ErrorDefinition>;
