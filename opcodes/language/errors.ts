/**
 * Every error that a function can raise while a program runs, each with PostgreSQL's SQLSTATE and message.
 * `%s` stands for a detail that only a runtime function gives (a text in linear memory).
 */
export interface ErrorDefinition {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
}

const damaged = 'The page is damaged, or the file is not that of a table.';

const pageHint = 'Either the page is corrupt, or the schema does not match the table.';
const toastHint =
  'Either a page is corrupt, or the TOAST file is not of this table or was not written by the same CHECKPOINT.';

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
  INVALID_TUPLE_HEADER: { code: 'XX001', message: 'the header of a tuple is not valid', hint: damaged },
  TUPLE_HAS_MORE_ATTRIBUTES: {
    code: 'XX001',
    message: 'a tuple has more attributes than the schema has columns',
    hint: 'The schema must have all columns of the table in their order, also those that were dropped.',
  },
  TUPLE_IS_TOO_SHORT: {
    code: 'XX001',
    message: 'a value lies behind the end of its tuple',
    hint: 'Does the schema match the table? It must have all columns in their order, also those that were dropped.',
  },
  NOT_NULL_COLUMN_IS_NULL: {
    code: 'XX001',
    message: 'a column that the schema declares NOT NULL is null or missing in a tuple',
    hint: 'Does the schema match the table? A column that was added later needs its DEFAULT.',
  },
  OUT_OF_MEMORY: { code: '53200', message: 'out of memory' },
  INVALID_BOOLEAN: { code: '22P02', message: 'invalid input syntax for type boolean: "%s"' },
  INVALID_SMALLINT: { code: '22P02', message: 'invalid input syntax for type smallint: "%s"' },
  INVALID_INTEGER: { code: '22P02', message: 'invalid input syntax for type integer: "%s"' },
  INVALID_BIGINT: { code: '22P02', message: 'invalid input syntax for type bigint: "%s"' },
  INVALID_REAL: { code: '22P02', message: 'invalid input syntax for type real: "%s"' },
  INVALID_DOUBLE_PRECISION: { code: '22P02', message: 'invalid input syntax for type double precision: "%s"' },
  INVALID_DATE: { code: '22007', message: 'invalid input syntax for type date: "%s"' },
  INVALID_TIMESTAMP: { code: '22007', message: 'invalid input syntax for type timestamp: "%s"' },
  VALUE_OUT_OF_RANGE_FOR_SMALLINT: { code: '22003', message: 'value "%s" is out of range for type smallint' },
  VALUE_OUT_OF_RANGE_FOR_INTEGER: { code: '22003', message: 'value "%s" is out of range for type integer' },
  VALUE_OUT_OF_RANGE_FOR_BIGINT: { code: '22003', message: 'value "%s" is out of range for type bigint' },
  TEXT_OUT_OF_RANGE_FOR_REAL: { code: '22003', message: '"%s" is out of range for type real' },
  TEXT_OUT_OF_RANGE_FOR_DOUBLE_PRECISION: { code: '22003', message: '"%s" is out of range for type double precision' },
  DATETIME_FIELD_OVERFLOW: { code: '22008', message: 'date/time field value out of range: "%s"' },
  DATETIME_MONTH_DAY_OVERFLOW: {
    code: '22008',
    message: 'date/time field value out of range: "%s"',
    hint: 'Perhaps you need a different "DateStyle" setting.',
  },
  DATE_TEXT_OUT_OF_RANGE: { code: '22008', message: 'date out of range: "%s"' },
  TIMESTAMP_TEXT_OUT_OF_RANGE: { code: '22008', message: 'timestamp out of range: "%s"' },
  TIME_ZONE_DISPLACEMENT_OUT_OF_RANGE: { code: '22009', message: 'time zone displacement out of range: "%s"' },
  TIME_ZONE_NOT_RECOGNIZED: { code: '22023', message: 'time zone "%s" not recognized' },
  TIME_ZONE_NOT_SUPPORTED: {
    code: '0A000',
    message: 'time zone "%s" is not supported',
    hint: 'Write the offset from UTC instead, such as +02:00.',
  },
  DATETIME_NEEDS_CLOCK: {
    code: '0A000',
    message: 'date/time value "%s" is not supported because it depends on the current time',
    hint: 'Write the date or the time itself, or pass it as a parameter.',
  },
  LIKE_PATTERN_ENDS_WITH_ESCAPE: { code: '22025', message: 'LIKE pattern must not end with escape character' },
  INVALID_ESCAPE_STRING: {
    code: '22025',
    message: 'invalid escape string',
    hint: 'Escape string must be empty or one character.',
  },
  VARLENA_BEYOND_TUPLE: { code: 'XX001', message: 'a value is longer than its tuple', hint: pageHint },
  VARLENA_TOO_SHORT: { code: 'XX001', message: 'a value is shorter than its header', hint: pageHint },
  UNRECOGNIZED_VARTAG: { code: 'XX001', message: 'unrecognized TOAST vartag %s', hint: pageHint },
  INVALID_COMPRESSION_METHOD: { code: 'XX001', message: 'invalid compression method id %s', hint: pageHint },
  PGLZ_CORRUPT: { code: 'XX001', message: 'compressed pglz data is corrupt' },
  LZ4_CORRUPT: { code: 'XX001', message: 'compressed lz4 data is corrupt' },
  TOAST_NOT_GIVEN: {
    code: '0A000',
    message: 'a value is stored out of line, in the TOAST table',
    hint: "Give the TOAST table's file too (--toast); its path is what pg_relation_filepath(reltoastrelid) says.",
  },
  TOAST_CHUNK_MISSING: { code: 'XX001', message: 'missing chunk number %s', hint: toastHint },
  TOAST_CHUNK_UNEXPECTED: { code: 'XX001', message: 'unexpected chunk number %s', hint: toastHint },
  TOAST_CHUNK_SIZE: { code: 'XX001', message: 'unexpected chunk size %s', hint: toastHint },
  TOAST_SIZES_DISAGREE: { code: 'XX001', message: 'the sizes of toast value %s disagree', hint: toastHint },
  TOO_MUCH_DECOMPRESSED: {
    code: '57014',
    message: 'canceling statement due to statement timeout',
    hint: 'It takes more work than `limits.milliseconds` allows, or than sound pages can.',
  },
  TOO_MUCH_WORK: {
    code: '57014',
    message: 'canceling statement due to statement timeout',
    hint: 'It takes more work than `limits.milliseconds` allows, or than sound pages can.',
  },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorName = keyof typeof errors;

/** The number by which generated code names an error: its place in the list. */
export function errorId(name: ErrorName): number {
  return Object.keys(errors).indexOf(name);
}
