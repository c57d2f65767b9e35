/** JSON text → a new jsonb value. Errors are found in PostgreSQL's order: a number is converted when the token after it has been read. */
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { numeric_in } from '../../numeric/runtime/scan';
import { FALSE, NULL, NUMERIC, STRING, TRUE } from './container';
import { checkDepth } from './depth';
import { ERR_INVALID_JSON } from './errors.generated.ts';
import { NEW_ARRAY, NEW_OBJECT, Node, addMember, addPair, node } from './node';
import { resultLength } from './result';
import { stringLength, stringPointer } from './string';
import {
  ARRAY_END, ARRAY_START, COLON, COMMA, END, FALSE_TOKEN, NULL_TOKEN, NUMBER_TOKEN, OBJECT_END, OBJECT_START, STRING_TOKEN,
  TRUE_TOKEN, beginTokens, expect, lex, token, tokenEnd, tokenStart,
} from './token';
import { jsonbResult } from './write';

function parseScalar(): Node {
  const kind = token;
  const start = tokenStart;
  const length = <i32>(tokenEnd - start);
  const text = stringPointer;
  const textLength = stringLength;
  if (kind < STRING_TOKEN || kind > NULL_TOKEN) fail(ERR_INVALID_JSON);
  lex();
  if (kind == STRING_TOKEN) return node(STRING, text, textLength);
  if (kind == NUMBER_TOKEN) {
    const number = numeric_in(start, length, -1);
    return node(NUMERIC, number, resultLength());
  }
  return node(kind == TRUE_TOKEN ? TRUE : kind == FALSE_TOKEN ? FALSE : NULL, 0, 0);
}

function parsePair(object: Node, depth: i32): void {
  if (token != STRING_TOKEN) fail(ERR_INVALID_JSON);
  const key = stringPointer;
  const keyLength = stringLength;
  lex();
  expect(COLON);
  addPair(object, key, keyLength, parseValue(depth));
}

function parseObject(depth: i32): Node {
  const object = node(NEW_OBJECT, 0, 0);
  lex();
  if (token != OBJECT_END) {
    parsePair(object, depth);
    while (token == COMMA) {
      lex();
      parsePair(object, depth);
    }
  }
  expect(OBJECT_END);
  return object;
}

function parseArray(depth: i32): Node {
  const array = node(NEW_ARRAY, 0, 0);
  lex();
  if (token != ARRAY_END) {
    addMember(array, parseValue(depth));
    while (token == COMMA) {
      lex();
      addMember(array, parseValue(depth));
    }
  }
  expect(ARRAY_END);
  return array;
}

/** The value that begins at this token. */
function parseValue(depth: i32): Node {
  checkDepth(depth);
  if (token == OBJECT_START) return parseObject(depth + 1);
  if (token == ARRAY_START) return parseArray(depth + 1);
  return parseScalar();
}

/** The whole text as a new value. */
export function parseText(text: usize, length: i32): Node {
  beginTokens(text, length, true);
  const value = parseValue(0);
  if (token != END) fail(ERR_INVALID_JSON);
  return value;
}

/** text → jsonb. */
export function jsonb_in(text: usize, length: i32): usize {
  const mark = allocate(0);
  return jsonbResult(parseText(text, length), mark);
}
