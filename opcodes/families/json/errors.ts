/** The errors of json and jsonb (common/jsonapi.c, utils/adt/jsonb.c, jsonb_util.c, jsonfuncs.c). */
import type { ErrorDefinition } from '../../language/errors.js';

const most = 0x0fffffff;

export const jsonErrors = {
  INVALID_JSON: { code: '22P02', message: 'invalid input syntax for type json' },
  UNSUPPORTED_ESCAPE: { code: '22P05', message: 'unsupported Unicode escape sequence' },
  STACK_DEPTH: {
    code: '54001',
    message: 'stack depth limit exceeded',
    hint: 'A JSON value can be nested 2000 levels deep.',
  },
  STRING_TOO_LONG: { code: '54000', message: 'string too long to represent as jsonb string' },
  ARRAY_TOO_LARGE: {
    code: '54000',
    message: `total size of jsonb array elements exceeds the maximum of ${most} bytes`,
  },
  OBJECT_TOO_LARGE: {
    code: '54000',
    message: `total size of jsonb object elements exceeds the maximum of ${most} bytes`,
  },
  LENGTH_OF_SCALAR: { code: '22023', message: 'cannot get array length of a scalar' },
  LENGTH_OF_NON_ARRAY: { code: '22023', message: 'cannot get array length of a non-array' },
  CANNOT_CAST: { code: '22023', message: 'cannot cast jsonb %s' },
  ARRAY_DIMENSIONS: { code: '2202E', message: 'wrong number of array subscripts' },
  DELETE_FROM_SCALAR: { code: '22023', message: 'cannot delete from scalar' },
  DELETE_INDEX_FROM_OBJECT: { code: '22023', message: 'cannot delete from object using integer index' },
  DELETE_PATH_IN_SCALAR: { code: '22023', message: 'cannot delete path in scalar' },
  SET_PATH_IN_SCALAR: { code: '22023', message: 'cannot set path in scalar' },
  PATH_ELEMENT_NULL: { code: '22004', message: 'path element at position %s is null' },
  PATH_ELEMENT_NOT_INTEGER: { code: '22P02', message: 'path element at position %s' },
  REPLACE_EXISTING_KEY: {
    code: '22023',
    message: 'cannot replace existing key',
    hint: 'Try using the function jsonb_set to replace key value.',
  },
  ODD_ARGUMENTS_JSON: {
    code: '22023',
    message: 'argument list must have even number of elements',
    hint: 'The arguments of json_build_object() must consist of alternating keys and values.',
  },
  ODD_ARGUMENTS_JSONB: {
    code: '22023',
    message: 'argument list must have even number of elements',
    hint: 'The arguments of jsonb_build_object() must consist of alternating keys and values.',
  },
  NULL_KEY: { code: '22004', message: 'null value not allowed for object key' },
  NULL_KEY_JSONB: { code: '22023', message: 'argument %s: key must not be null' },
  KEY_NOT_SCALAR: { code: '22023', message: 'key value must be scalar, not array, composite, or json' },
  DUPLICATE_KEY: { code: '22030', message: 'duplicate JSON object key value: %s' },
  DUPLICATE_KEY_JSONB: { code: '22030', message: 'duplicate JSON object key value' },
  ARRAY_ODD: { code: '2202E', message: 'array must have even number of elements' },
  ARRAY_TWO_COLUMNS: { code: '2202E', message: 'array must have two columns' },
  ARRAY_SIZES: { code: '2202E', message: 'mismatched array dimensions' },
  NULL_TREATMENT: {
    code: '22023',
    message: 'null_value_treatment must be "delete_key", "return_target", "use_json_null", or "raise_exception"',
  },
  NULL_VALUE: {
    code: '22004',
    message: 'JSON value must not be null',
    hint: 'To avoid, either change the null_value_treatment argument or ensure that an SQL NULL is not passed.',
  },
} as const satisfies Record<string, ErrorDefinition>;
