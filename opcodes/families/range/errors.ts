/** The errors of ranges, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

const malformed = { code: '22P02', message: 'malformed range literal: "%s"' };
const malformedMultirange = { code: '22P02', message: 'malformed multirange literal: "%s"' };

export const rangeErrors = {
  RANGE_EMPTY_JUNK: { ...malformed, detail: 'Junk after "empty" key word.' },
  RANGE_NO_PARENTHESIS: { ...malformed, detail: 'Missing left parenthesis or bracket.' },
  RANGE_NO_COMMA: { ...malformed, detail: 'Missing comma after lower bound.' },
  RANGE_COMMAS: { ...malformed, detail: 'Too many commas.' },
  RANGE_JUNK: { ...malformed, detail: 'Junk after right parenthesis or bracket.' },
  RANGE_END: { ...malformed, detail: 'Unexpected end of input.' },
  MULTIRANGE_NO_BRACE: { ...malformedMultirange, detail: 'Missing left brace.' },
  MULTIRANGE_NO_RANGE: { ...malformedMultirange, detail: 'Expected range start.' },
  MULTIRANGE_COMMA: { ...malformedMultirange, detail: 'Expected comma or end of multirange.' },
  MULTIRANGE_END: { ...malformedMultirange, detail: 'Unexpected end of input.' },
  MULTIRANGE_JUNK: { ...malformedMultirange, detail: 'Junk after closing right brace.' },
  BOUNDS_ORDER: { code: '22000', message: 'range lower bound must be less than or equal to range upper bound' },
  UNION: { code: '22000', message: 'result of range union would not be contiguous' },
  DIFFERENCE: { code: '22000', message: 'result of range difference would not be contiguous' },
  NULL_FLAGS: { code: '22000', message: 'range constructor flags argument must not be null' },
  FLAGS: {
    code: '42601',
    message: 'invalid range bound flags',
    hint: 'Valid values are "[]", "[)", "(]", and "()".',
  },
  NULL_MEMBER: { code: '22004', message: 'multirange values cannot contain null members' },
  INTEGER_OUT_OF_RANGE: { code: '22003', message: 'integer out of range' },
  BIGINT_OUT_OF_RANGE: { code: '22003', message: 'bigint out of range' },
  DATE_OUT_OF_RANGE: { code: '22008', message: 'date out of range' },
} as const satisfies Record<string, ErrorDefinition>;
