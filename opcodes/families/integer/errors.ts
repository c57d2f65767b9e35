/** The errors of the functions over integers, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

export const integerErrors = {
  INT4_RANGE: { code: '22003', message: 'integer out of range' },
  INT8_RANGE: { code: '22003', message: 'bigint out of range' },
} as const satisfies Record<string, ErrorDefinition>;
