/** What an item of a path is, by the numbers that PostgreSQL stores (JsonPathItemType of utils/jsonpath.h). */
export const NULL_ITEM: i32 = 0;
export const STRING_ITEM: i32 = 1;
export const NUMERIC_ITEM: i32 = 2;
export const BOOL_ITEM: i32 = 3;
export const AND: i32 = 4;
export const OR: i32 = 5;
export const NOT: i32 = 6;
export const IS_UNKNOWN: i32 = 7;
export const EQUAL: i32 = 8;
export const NOT_EQUAL: i32 = 9;
export const LESS: i32 = 10;
export const GREATER: i32 = 11;
export const LESS_OR_EQUAL: i32 = 12;
export const GREATER_OR_EQUAL: i32 = 13;
export const ADD: i32 = 14;
export const SUB: i32 = 15;
export const MUL: i32 = 16;
export const DIV: i32 = 17;
export const MOD: i32 = 18;
export const PLUS: i32 = 19;
export const MINUS: i32 = 20;
export const ANY_ARRAY: i32 = 21;
export const ANY_KEY: i32 = 22;
export const INDEX_ARRAY: i32 = 23;
export const ANY: i32 = 24;
export const KEY: i32 = 25;
export const CURRENT: i32 = 26;
export const ROOT: i32 = 27;
export const VARIABLE: i32 = 28;
export const FILTER: i32 = 29;
export const EXISTS: i32 = 30;
export const TYPE: i32 = 31;
export const SIZE: i32 = 32;
export const ABS: i32 = 33;
export const FLOOR: i32 = 34;
export const CEILING: i32 = 35;
export const DOUBLE: i32 = 36;
export const DATETIME: i32 = 37;
export const KEYVALUE: i32 = 38;
export const LAST: i32 = 40;
export const STARTS_WITH: i32 = 41;
export const LIKE_REGEX: i32 = 42;
export const BIGINT: i32 = 43;
export const BOOLEAN: i32 = 44;
export const DATE: i32 = 45;
export const DECIMAL: i32 = 46;
export const INTEGER: i32 = 47;
export const NUMBER: i32 = 48;
export const STRING_METHOD: i32 = 49;
export const TIME: i32 = 50;
export const TIME_TZ: i32 = 51;
export const TIMESTAMP: i32 = 52;
export const TIMESTAMP_TZ: i32 = 53;

/** Of the levels of `.**`: the last one. */
export const LAST_LEVEL: u32 = 0xffffffff;
/** In the header: the path is lax. */
export const LAX_FLAG: u32 = 0x80000000;
export const VERSION: u32 = 1;

/** The flags of like_regex. */
export const REGEX_ICASE: u32 = 1;
export const REGEX_DOTALL: u32 = 2;
export const REGEX_MLINE: u32 = 4;
export const REGEX_WSPACE: u32 = 8;
export const REGEX_QUOTE: u32 = 16;

/** How an operator or a method is written. */
export function nameOf(kind: i32): string {
  switch (kind) {
    case AND: return '&&';
    case OR: return '||';
    case EQUAL: return '==';
    case NOT_EQUAL: return '!=';
    case LESS: return '<';
    case GREATER: return '>';
    case LESS_OR_EQUAL: return '<=';
    case GREATER_OR_EQUAL: return '>=';
    case ADD:
    case PLUS: return '+';
    case SUB:
    case MINUS: return '-';
    case MUL: return '*';
    case DIV: return '/';
    case MOD: return '%';
    case STARTS_WITH: return 'starts with';
    case LIKE_REGEX: return 'like_regex';
    case TYPE: return 'type';
    case SIZE: return 'size';
    case ABS: return 'abs';
    case FLOOR: return 'floor';
    case CEILING: return 'ceiling';
    case DOUBLE: return 'double';
    case DATETIME: return 'datetime';
    case KEYVALUE: return 'keyvalue';
    case BIGINT: return 'bigint';
    case BOOLEAN: return 'boolean';
    case DATE: return 'date';
    case DECIMAL: return 'decimal';
    case INTEGER: return 'integer';
    case NUMBER: return 'number';
    case STRING_METHOD: return 'string';
    case TIME: return 'time';
    case TIME_TZ: return 'time_tz';
    case TIMESTAMP: return 'timestamp';
    default: return 'timestamp_tz';
  }
}

/** Methods of dates and times. */
export function isDatetimeMethod(kind: i32): bool {
  return kind == DATE || hasTimeArgument(kind);
}

/** Methods of dates and times that may have an argument. */
export function hasTimeArgument(kind: i32): bool {
  return kind == DATETIME || (kind >= TIME && kind <= TIMESTAMP_TZ);
}

/** Operators with two operands, both of them items. */
export function isBinary(kind: i32): bool {
  return kind == AND || kind == OR || (kind >= EQUAL && kind <= MOD) || kind == STARTS_WITH;
}

/** Methods without arguments. */
export function isPlainMethod(kind: i32): bool {
  return (
    (kind >= TYPE && kind <= DOUBLE) || kind == KEYVALUE || (kind >= BIGINT && kind <= BOOLEAN) ||
    (kind >= INTEGER && kind <= STRING_METHOD)
  );
}
