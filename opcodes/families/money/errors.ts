/** The errors of money, with PostgreSQL's codes and messages. */
import type { ErrorDefinition } from '../../language/errors.js';

export const moneyErrors = {
  INVALID_MONEY: { code: '22P02', message: 'invalid input syntax for type money: "%s"' },
  MONEY_TEXT_OUT_OF_RANGE: { code: '22003', message: 'value "%s" is out of range for type money' },
  MONEY_OUT_OF_RANGE: { code: '22003', message: 'money out of range' },
  BIGINT_OUT_OF_RANGE: { code: '22003', message: 'bigint out of range' },
  DIVISION_BY_ZERO: { code: '22012', message: 'division by zero' },
  OVERFLOW: { code: '22003', message: 'value out of range: overflow' },
  UNDERFLOW: { code: '22003', message: 'value out of range: underflow' },
} as const satisfies Record<string, ErrorDefinition>;
