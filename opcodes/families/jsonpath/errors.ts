/** The errors of paths (utils/adt/jsonpath.c, jsonpath_gram.y, jsonpath_scan.l, jsonpath_exec.c). */
import type { ErrorDefinition } from '../../language/errors.js';

const notNumeric = (message: string): ErrorDefinition => ({ code: '22036', message });
const structure = (code: string, message: string): ErrorDefinition => ({ code, message });

export const jsonpathErrors = {
  SYNTAX: { code: '42601', message: '%s of jsonpath input' },
  EMPTY_PATH: { code: '22P02', message: 'invalid input syntax for type jsonpath: "%s"' },
  INVALID_ESCAPE: { code: '22P02', message: 'invalid input syntax for type jsonpath' },
  INVALID_SYNTAX: { code: '42601', message: 'invalid input syntax for type jsonpath' },
  ZERO_CHARACTER: { code: '22P05', message: 'unsupported Unicode escape sequence' },
  NO_CHARACTER: { code: '42601', message: 'could not convert Unicode to server encoding' },
  DECIMAL_ARGUMENTS: { code: '42601', message: 'invalid input syntax for type jsonpath' },
  CURRENT_OUTSIDE: { code: '42601', message: '@ is not allowed in root expressions' },
  LAST_OUTSIDE: { code: '42601', message: 'LAST is allowed only in array subscripts' },
  REGEX_EXPANDED: { code: '0A000', message: 'XQuery "x" flag (expanded regular expressions) is not implemented' },
  METHOD_NOT_SUPPORTED: {
    code: '0A000',
    message: 'jsonpath item method .%s() is not supported',
    hint: 'quern has no dates and times in paths; take the text out and cast it.',
  },
  TOO_DEEP: {
    code: '54001',
    message: 'stack depth limit exceeded',
    hint: 'A jsonpath can be nested 300 levels deep, and can have 1000 operators in a row.',
  },
  TOO_MANY_STEPS: {
    code: '54000',
    message: 'a jsonpath takes too many steps',
    hint: 'A jsonpath may take 20000000 steps for a value.',
  },
  STACK: { code: 'XX000', message: 'there is no such operator of jsonpath' },
  VARS_NOT_OBJECT: { code: '22023', message: '"vars" argument is not an object' },
  NO_VARIABLE: { code: '42704', message: 'could not find jsonpath variable "%s"' },
  SINGLE_BOOLEAN: structure('22038', 'single boolean result is expected'),
  KEY_NOT_FOUND: structure('2203A', 'JSON object does not contain key "%s"'),
  MEMBER_OF_NON_OBJECT: structure('2203A', 'jsonpath member accessor can only be applied to an object'),
  WILDCARD_ARRAY: structure('22039', 'jsonpath wildcard array accessor can only be applied to an array'),
  WILDCARD_OBJECT: structure('2203C', 'jsonpath wildcard member accessor can only be applied to an object'),
  ARRAY_ACCESSOR: structure('22039', 'jsonpath array accessor can only be applied to an array'),
  SUBSCRIPT_BOUNDS: structure('22033', 'jsonpath array subscript is out of bounds'),
  SUBSCRIPT_NOT_NUMBER: structure('22033', 'jsonpath array subscript is not a single numeric value'),
  SUBSCRIPT_RANGE: structure('22033', 'jsonpath array subscript is out of integer range'),
  LEFT_OPERAND: structure('22038', 'left operand of jsonpath operator %s is not a single numeric value'),
  RIGHT_OPERAND: structure('22038', 'right operand of jsonpath operator %s is not a single numeric value'),
  SIGN_OPERAND: structure('2203B', 'operand of unary jsonpath operator %s is not a numeric value'),
  METHOD_OF_NON_ARRAY: structure('22039', 'jsonpath item method .%s() can only be applied to an array'),
  METHOD_OF_NON_OBJECT: structure('2203C', 'jsonpath item method .%s() can only be applied to an object'),
  METHOD_NUMERIC: notNumeric('jsonpath item method .%s() can only be applied to a numeric value'),
  METHOD_TEXT: notNumeric('jsonpath item method .%s() can only be applied to a string or numeric value'),
  METHOD_BOOLEAN: notNumeric('jsonpath item method .%s() can only be applied to a boolean, string, or numeric value'),
  METHOD_STRING: notNumeric(
    'jsonpath item method .%s() can only be applied to a boolean, string, numeric, or datetime value',
  ),
  NOT_FINITE: notNumeric('NaN or Infinity is not allowed for jsonpath item method .%s()'),
  INVALID_ARGUMENT: notNumeric('argument %s'),
  DECIMAL_PRECISION: notNumeric('precision of jsonpath item method .%s() is out of range for type integer'),
  DECIMAL_SCALE: notNumeric('scale of jsonpath item method .%s() is out of range for type integer'),
  DECIMAL_PRECISION_RANGE: { code: '22023', message: 'NUMERIC precision %s must be between 1 and 1000' },
  DECIMAL_SCALE_RANGE: { code: '22023', message: 'NUMERIC scale %s must be between -1000 and 1000' },
} as const satisfies Record<string, ErrorDefinition>;
