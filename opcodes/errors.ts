/**
 * Every error that a function can raise while a program runs, each with PostgreSQL's SQLSTATE and message.
 * `%s` stands for a detail that only a runtime function gives (a text in linear memory).
 */
export interface ErrorDefinition {
  readonly code: string;
  readonly message: string;
}

export const errors = {
  SMALLINT_OUT_OF_RANGE: { code: '22003', message: 'smallint out of range' },
  INTEGER_OUT_OF_RANGE: { code: '22003', message: 'integer out of range' },
  BIGINT_OUT_OF_RANGE: { code: '22003', message: 'bigint out of range' },
  FLOAT_OVERFLOW: { code: '22003', message: 'value out of range: overflow' },
  FLOAT_UNDERFLOW: { code: '22003', message: 'value out of range: underflow' },
  DIVISION_BY_ZERO: { code: '22012', message: 'division by zero' },
  DATE_OUT_OF_RANGE: { code: '22008', message: 'date out of range' },
  DATE_OUT_OF_RANGE_FOR_TIMESTAMP: { code: '22008', message: 'date out of range for timestamp' },
  TIMESTAMP_OUT_OF_RANGE: { code: '22008', message: 'timestamp out of range' },
  CANNOT_SUBTRACT_INFINITE_DATES: { code: '22008', message: 'cannot subtract infinite dates' },
  OUT_OF_MEMORY: { code: '53200', message: 'out of memory' },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorName = keyof typeof errors;

/** The number by which generated code names an error: its place in the list. */
export function errorId(name: ErrorName): number {
  return Object.keys(errors).indexOf(name);
}
