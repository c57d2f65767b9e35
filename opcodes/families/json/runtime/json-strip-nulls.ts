/** json without the pairs whose value is null: written anew without spaces, its strings with PostgreSQL's escapes. */
import { checkDepth } from './depth';
import { appendString } from './escape';
import { stringLength, stringPointer } from './string';
import {
  ARRAY_END, ARRAY_START, COMMA, NULL_TOKEN, OBJECT_END, OBJECT_START, STRING_TOKEN, beginTokens, lex, token, tokenEnd, tokenStart,
} from './token';
import { appendByte, appendBytes, begin, finish, reserve } from './writer';

let inArrays: bool = false;

function stripObject(depth: i32): void {
  appendByte(123);
  let isFirst = true;
  lex();
  while (token == STRING_TOKEN) {
    const key = stringPointer;
    const length = stringLength;
    lex();
    // The colon.
    lex();
    if (token == NULL_TOKEN) {
      lex();
    } else {
      if (!isFirst) appendByte(44);
      isFirst = false;
      appendString(key, length);
      appendByte(58);
      stripValue(depth);
    }
    if (token == COMMA) lex();
  }
  appendByte(OBJECT_END);
}

function stripArray(depth: i32): void {
  appendByte(91);
  let isFirst = true;
  lex();
  while (token != ARRAY_END && token != 0) {
    if (inArrays && token == NULL_TOKEN) {
      lex();
    } else {
      if (!isFirst) appendByte(44);
      isFirst = false;
      stripValue(depth);
    }
    if (token == COMMA) lex();
  }
  appendByte(ARRAY_END);
}

/** Writes the value that begins at this token; the token after it is read then. */
function stripValue(depth: i32): void {
  checkDepth(depth);
  if (token == OBJECT_START) stripObject(depth + 1);
  else if (token == ARRAY_START) stripArray(depth + 1);
  else if (token == STRING_TOKEN) appendString(stringPointer, stringLength);
  else appendBytes(tokenStart, <i32>(tokenEnd - tokenStart));
  lex();
}

export function json_strip_nulls(text: usize, length: i32, arrays: i32): usize {
  begin();
  // The result is never longer, so strings that are decoded meanwhile lie after it.
  reserve(length);
  beginTokens(text, length, true);
  inArrays = arrays != 0;
  stripValue(0);
  return finish();
}
