/** The errors of network addresses, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

export const networkErrors = {
  INVALID_INET: { code: '22P02', message: 'invalid input syntax for type inet: "%s"' },
  INVALID_CIDR: { code: '22P02', message: 'invalid input syntax for type cidr: "%s"' },
  CIDR_HOST_BITS: {
    code: '22P02',
    message: 'invalid cidr value: "%s"',
    detail: 'Value has bits set to right of mask.',
  },
  MASK_LENGTH: { code: '22023', message: 'invalid mask length: %s' },
  MERGE_FAMILIES: { code: '22023', message: 'cannot merge addresses from different families' },
  AND_SIZES: { code: '22023', message: 'cannot AND inet values of different sizes' },
  OR_SIZES: { code: '22023', message: 'cannot OR inet values of different sizes' },
  SUBTRACT_SIZES: { code: '22023', message: 'cannot subtract inet values of different sizes' },
  OUT_OF_RANGE: { code: '22003', message: 'result is out of range' },
  INVALID_MACADDR: { code: '22P02', message: 'invalid input syntax for type macaddr: "%s"' },
  MACADDR_OCTET: { code: '22003', message: 'invalid octet value in "macaddr" value: "%s"' },
  INVALID_MACADDR8: { code: '22P02', message: 'invalid input syntax for type macaddr8: "%s"' },
  MACADDR8_TO_MACADDR: {
    code: '22003',
    message: 'macaddr8 data out of range to convert to macaddr',
    hint: 'Only addresses that have FF and FE as values in the 4th and 5th bytes from the left, for example xx:xx:xx:ff:fe:xx:xx:xx, are eligible to be converted from macaddr8 to macaddr.',
  },
} as const satisfies Record<string, ErrorDefinition>;
