/** What is applied to a value in a path: members, elements, levels, filters and methods. */
import { fail } from '../../core/runtime/raise';
import { int4in } from '../../core/runtime/integer-in';
import { numeric_uminus } from '../../numeric/runtime/unary';
import { resultLength } from '../../json/runtime/result';
import { ERR_DECIMAL_ARGUMENTS } from './errors.generated.ts';
import { LAST_WORD, METHOD_WORD, TO_WORD } from './keywords';
import {
  ANY, ANY_ARRAY, ANY_KEY, DATETIME, DECIMAL, FILTER, INDEX_ARRAY, KEY, LAST_LEVEL, TIME, isDatetimeMethod,
} from './kinds';
import { STAR_STAR, STRING, WHOLE_NUMBER, expect, isKeyName, lex, syntaxError, token, tokenLength, tokenPointer } from './lex';
import { numberPart, predicatePart, tokenPart, value } from './parse';
import { Part, addressOf, part, partAt, unaryPart } from './part';

/** Whether the token begins what is applied to a value: `.`, `[` or `?`. */
export function isAccessor(): bool {
  return token == 46 || token == 91 || token == 63;
}

/** A part of that kind whose token is read. */
function read(kind: i32): Part {
  lex();
  return part(kind);
}

function level(): u32 {
  if (token == LAST_WORD) {
    lex();
    return LAST_LEVEL;
  }
  if (token != WHOLE_NUMBER) syntaxError();
  const result = int4in(tokenPointer, tokenLength);
  lex();
  return <u32>result;
}

function anyLevels(): Part {
  const result = read(ANY);
  result.second = LAST_LEVEL;
  if (token != 123) return result;
  lex();
  result.first = level();
  result.second = result.first;
  if (token == TO_WORD) {
    lex();
    result.second = level();
  }
  expect(125);
  return result;
}

/** A whole number with or without a sign. */
function signedNumber(): Part {
  const negative = token == 45;
  if (negative || token == 43) lex();
  if (token != WHOLE_NUMBER) syntaxError();
  const result = numberPart();
  if (!negative) return result;
  result.pointer = numeric_uminus(result.pointer, result.length);
  result.length = resultLength();
  return result;
}

/** The arguments of .decimal(): none, a precision, or a precision and a scale. */
function decimalArguments(method: Part): void {
  if (token == 41) return;
  method.left = addressOf(signedNumber());
  let count = 1;
  while (token == 44) {
    lex();
    const argument = signedNumber();
    if (++count == 2) method.right = addressOf(argument);
  }
  if (token == 41 && count > 2) fail(ERR_DECIMAL_ARGUMENTS);
}

/** The argument that some methods of dates and times have: a template, or a number of digits. */
function datetimeArgument(method: Part): void {
  if (token == 41) return;
  if (method.kind == DATETIME) {
    if (token != STRING) syntaxError();
    method.left = addressOf(tokenPart(1));
  } else if (method.kind >= TIME) {
    if (token != WHOLE_NUMBER) syntaxError();
    method.left = addressOf(numberPart());
  }
}

function method(kind: i32): Part {
  const result = read(kind);
  if (kind == DECIMAL) decimalArguments(result);
  else if (isDatetimeMethod(kind)) datetimeArgument(result);
  expect(41);
  return result;
}

/** A key, or a method where a parenthesis follows its name. */
function keyOrMethod(): Part {
  if (!isKeyName()) syntaxError();
  const word = token;
  const key = tokenPart(KEY);
  return token == 40 && word >= METHOD_WORD ? method(word - METHOD_WORD) : key;
}

function subscript(): Part {
  const from = value();
  const result = unaryPart(INDEX_ARRAY, from);
  if (token == TO_WORD) {
    lex();
    result.right = addressOf(value());
  }
  return result;
}

function subscripts(): Part {
  if (token == 42) {
    const all = read(ANY_ARRAY);
    expect(93);
    return all;
  }
  const result = part(INDEX_ARRAY);
  const first = subscript();
  result.left = addressOf(first);
  result.count = 1;
  let last = first;
  while (token == 44) {
    lex();
    const next = subscript();
    last.sibling = addressOf(next);
    last = next;
    result.count++;
  }
  expect(93);
  return result;
}

function accessor(): Part {
  const kind = token;
  lex();
  if (kind == 91) return subscripts();
  if (kind == 63) {
    expect(40);
    const test = predicatePart();
    expect(41);
    return unaryPart(FILTER, test);
  }
  if (token == 42) return read(ANY_KEY);
  return token == STAR_STAR ? anyLevels() : keyOrMethod();
}

/** All that is applied to a value, added after what is applied to it already. */
export function accessors(start: Part): Part {
  if (!isAccessor()) return start;
  let last = start;
  while (last.next != 0) last = partAt(last.next);
  while (isAccessor()) {
    const next = accessor();
    last.next = addressOf(next);
    last = next;
  }
  return start;
}
