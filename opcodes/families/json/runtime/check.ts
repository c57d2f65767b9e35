/** Text → json, which is the text itself once it is known to be JSON; and the kind of its value. */
import { fail } from '../../core/runtime/raise';
import { textResult } from '../../core/runtime/scratch';
import { checkDepth } from './depth';
import { ERR_INVALID_JSON } from './errors.generated.ts';
import {
  ARRAY_END, ARRAY_START, COLON, COMMA, END, NULL_TOKEN, OBJECT_END, OBJECT_START, STRING_TOKEN, beginTokens, expect, lex, token,
} from './token';

function checkPair(depth: i32): void {
  expect(STRING_TOKEN);
  expect(COLON);
  checkValue(depth);
}

function checkValue(depth: i32): void {
  checkDepth(depth);
  if (token == OBJECT_START) {
    lex();
    if (token != OBJECT_END) {
      checkPair(depth + 1);
      while (token == COMMA) {
        lex();
        checkPair(depth + 1);
      }
    }
    expect(OBJECT_END);
  } else if (token == ARRAY_START) {
    lex();
    if (token != ARRAY_END) {
      checkValue(depth + 1);
      while (token == COMMA) {
        lex();
        checkValue(depth + 1);
      }
    }
    expect(ARRAY_END);
  } else {
    if (token < STRING_TOKEN || token > NULL_TOKEN) fail(ERR_INVALID_JSON);
    lex();
  }
}

/** text → json. */
export function json_in(text: usize, length: i32): usize {
  beginTokens(text, length, false);
  checkValue(0);
  if (token != END) fail(ERR_INVALID_JSON);
  return textResult(text, length);
}

/** json → text. */
export function json_out(text: usize, length: i32): usize {
  return textResult(text, length);
}
