/** Paths (utils/adt/jsonpath_gram.y): predicates and expressions by descent. What is wrong is found at the token at which PostgreSQL finds it. */
import { checkNesting } from './depth';
import { accessors, isAccessor } from './parse-accessor';
import { likeRegex } from './parse-regex';
import {
  EXISTS_WORD, FALSE_WORD, FLAG_WORD, IS_WORD, LAST_WORD, LAX_WORD, LIKE_REGEX_WORD, NULL_WORD, STARTS_WORD, STRICT_WORD,
  TRUE_WORD, UNKNOWN_WORD, WITH_WORD,
} from './keywords';
import {
  ADD, AND, BOOL_ITEM, CURRENT, DIV, EQUAL, EXISTS, GREATER, GREATER_OR_EQUAL, IS_UNKNOWN, LAST, LESS, LESS_OR_EQUAL, MINUS, MOD,
  MUL, NOT, NOT_EQUAL, NULL_ITEM, NUMERIC_ITEM, OR, PLUS, ROOT, STARTS_WITH, STRING_ITEM, SUB, VARIABLE,
} from './kinds';
import {
  AND_AND, DECIMAL_NUMBER, END, EQUALS, GREATER_EQUALS, LESS_EQUALS, NOT_EQUALS, OR_OR, STRING, VARIABLE_NAME, WHOLE_NUMBER,
  beginTokens, expect, lex, syntaxError, token, tokenLength, tokenPointer,
} from './lex';
import { numeric_in } from '../../numeric/runtime/scan';
import { numeric_uminus } from '../../numeric/runtime/unary';
import { resultLength } from '../../json/runtime/result';
import { Part, addressOf, binaryPart, part, textPart, unaryPart } from './part';

/** What was read last is a predicate, not a value. */
let predicate: bool = false;
let depth: i32 = 0;
/** The path is strict. */
export let strict: bool = false;

function requireValue(): void {
  if (predicate) syntaxError();
}
function requirePredicate(): void {
  if (!predicate) syntaxError();
}

/** The token as a string or a name of an item. */
export function tokenPart(kind: i32): Part {
  const result = textPart(kind, tokenPointer, tokenLength);
  lex();
  return result;
}

export function numberPart(): Part {
  const number = numeric_in(tokenPointer, tokenLength, -1);
  const result = textPart(NUMERIC_ITEM, number, resultLength());
  lex();
  return result;
}

function wordPart(kind: i32, value: u32): Part {
  const result = part(kind);
  result.first = value;
  lex();
  return result;
}

/** What stands in parentheses, and what is applied to it. Alone, a predicate stays one. */
function parenthesized(): Part {
  lex();
  const inner = anything();
  expect(41);
  return isAccessor() ? accessed(inner) : inner;
}

/** A value with all that is applied to it, filters too, whose predicates are not its own. */
function accessed(start: Part): Part {
  const result = accessors(start);
  predicate = false;
  return result;
}

function primary(): Part {
  predicate = false;
  if (token == 40) return parenthesized();
  let result: Part;
  if (token == 36) result = wordPart(ROOT, 0);
  else if (token == 64) result = wordPart(CURRENT, 0);
  else if (token == LAST_WORD) result = wordPart(LAST, 0);
  else if (token == STRING) result = tokenPart(STRING_ITEM);
  else if (token == VARIABLE_NAME) result = tokenPart(VARIABLE);
  else if (token == WHOLE_NUMBER || token == DECIMAL_NUMBER) result = numberPart();
  else if (token == NULL_WORD) result = wordPart(NULL_ITEM, 0);
  else if (token == TRUE_WORD) result = wordPart(BOOL_ITEM, 1);
  else {
    if (token != FALSE_WORD) syntaxError();
    result = wordPart(BOOL_ITEM, 0);
  }
  return accessed(result);
}

/** A sign and its operand; a number takes the sign. */
function signed(): Part {
  checkNesting(++depth);
  const kind = token == 43 ? PLUS : MINUS;
  lex();
  const operand = unary();
  requireValue();
  depth--;
  if (operand.kind != NUMERIC_ITEM || operand.next != 0) return unaryPart(kind, operand);
  if (kind == PLUS) return operand;
  const negated = numeric_uminus(operand.pointer, operand.length);
  return textPart(NUMERIC_ITEM, negated, resultLength());
}

function unary(): Part {
  return token == 43 || token == 45 ? signed() : primary();
}

function product(): Part {
  let left = unary();
  while (!predicate && (token == 42 || token == 47 || token == 37)) {
    const kind = token == 42 ? MUL : token == 47 ? DIV : MOD;
    lex();
    const right = unary();
    requireValue();
    left = binaryPart(kind, left, right);
  }
  return left;
}

/** A value, or a predicate in parentheses. */
function valueOrDelimited(): Part {
  let left = product();
  while (!predicate && (token == 43 || token == 45)) {
    const kind = token == 43 ? ADD : SUB;
    lex();
    const right = product();
    requireValue();
    left = binaryPart(kind, left, right);
  }
  return left;
}

/** A value. */
export function value(): Part {
  checkNesting(++depth);
  const result = valueOrDelimited();
  requireValue();
  depth--;
  return result;
}

/** The comparison that the token is, or 0. */
function comparison(): i32 {
  switch (token) {
    case EQUALS: return EQUAL;
    case NOT_EQUALS: return NOT_EQUAL;
    case 60: return LESS;
    case 62: return GREATER;
    case LESS_EQUALS: return LESS_OR_EQUAL;
    case GREATER_EQUALS: return GREATER_OR_EQUAL;
    default: return 0;
  }
}

function startsWith(left: Part): Part {
  lex();
  expect(WITH_WORD);
  if (token != STRING && token != VARIABLE_NAME) syntaxError();
  return binaryPart(STARTS_WITH, left, tokenPart(token == STRING ? STRING_ITEM : VARIABLE));
}

function matchesRegex(left: Part): Part {
  lex();
  if (token != STRING) syntaxError();
  const pattern = tokenPart(STRING_ITEM);
  if (token != FLAG_WORD) return likeRegex(left, pattern, 0, 0);
  lex();
  if (token != STRING) syntaxError();
  const flags = tokenPart(STRING_ITEM);
  return likeRegex(left, pattern, flags.pointer, flags.length);
}

/** What a comparison or another test makes of a value; a value alone stays one. */
function tested(left: Part): Part {
  const compared = comparison();
  let result = left;
  if (compared != 0) {
    lex();
    result = binaryPart(compared, left, value());
  } else if (token == STARTS_WORD) {
    result = startsWith(left);
  } else if (token == LIKE_REGEX_WORD) {
    result = matchesRegex(left);
  } else {
    return left;
  }
  predicate = true;
  return result;
}

function existing(): Part {
  lex();
  expect(40);
  const operand = value();
  expect(41);
  predicate = true;
  return unaryPart(EXISTS, operand);
}

/** A predicate in parentheses, or exists(…). */
function delimited(): Part {
  if (token == EXISTS_WORD) return existing();
  expect(40);
  const inner = predicatePart();
  expect(41);
  return inner;
}

function single(): Part {
  if (token == 33) {
    lex();
    return unaryPart(NOT, delimited());
  }
  if (token == EXISTS_WORD) return existing();
  const result = valueOrDelimited();
  if (!predicate) return tested(result);
  if (token != IS_WORD) return result;
  lex();
  expect(UNKNOWN_WORD);
  predicate = true;
  return unaryPart(IS_UNKNOWN, result);
}

function conjunction(): Part {
  let left = single();
  while (token == AND_AND) {
    requirePredicate();
    lex();
    const right = single();
    requirePredicate();
    left = binaryPart(AND, left, right);
  }
  return left;
}

/** A predicate or a value. */
function anything(): Part {
  checkNesting(++depth);
  let left = conjunction();
  while (token == OR_OR) {
    requirePredicate();
    lex();
    const right = conjunction();
    requirePredicate();
    left = binaryPart(OR, left, right);
  }
  depth--;
  return left;
}

/** A predicate. */
export function predicatePart(): Part {
  const result = anything();
  requirePredicate();
  return result;
}

/** The whole path; 0 where the text is empty. */
export function parsePath(text: usize, length: i32): usize {
  depth = 0;
  beginTokens(text, length);
  if (token == END) return 0;
  strict = token == STRICT_WORD;
  if (strict || token == LAX_WORD) lex();
  const result = anything();
  if (token != END) syntaxError();
  return addressOf(result);
}
