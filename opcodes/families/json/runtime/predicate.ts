/** IS JSON, and JSON texts whose objects must not repeat a key. */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { checkDepth } from './depth';
import { isObject, isScalar } from './container';
import { ERR_DUPLICATE_KEY_JSONB, ERR_INVALID_JSON } from './errors.generated.ts';
import { NEW_OBJECT, addPair, node } from './node';
import { stringLength, stringPointer } from './string';
import {
  ARRAY_END, ARRAY_START, COLON, COMMA, END, NULL_TOKEN, OBJECT_END, OBJECT_START, STRING_TOKEN, beginTokens, expect, lex, token,
} from './token';
import { sortKeys } from './unique-keys';

/** Calls the function of that number with the cells; its result is the cell `into`. False where it raises. */
@external('env', 'try_function')
declare function try_function(number: i32, cells: usize, n: i32, into: usize): i32;

/** What a value may be: options of IS JSON. */
const OBJECT: i32 = 1;
const ARRAY: i32 = 2;
const SCALAR: i32 = 4;

function checkObject(depth: i32): void {
  const object = node(NEW_OBJECT, 0, 0);
  while (token != OBJECT_END) {
    if (object.count != 0) expect(COMMA);
    if (token != STRING_TOKEN) fail(ERR_INVALID_JSON);
    addPair(object, stringPointer, stringLength, node(0, 0, 0));
    lex();
    expect(COLON);
    checkUnique(depth);
  }
  lex();
  const count = object.count;
  sortKeys(object);
  if (object.count < count) fail(ERR_DUPLICATE_KEY_JSONB);
}

function checkUnique(depth: i32): void {
  checkDepth(depth);
  const kind = token;
  if (kind != OBJECT_START && kind != ARRAY_START && (kind < STRING_TOKEN || kind > NULL_TOKEN)) fail(ERR_INVALID_JSON);
  lex();
  if (kind == OBJECT_START) return checkObject(depth + 1);
  if (kind != ARRAY_START) return;
  if (token != ARRAY_END) {
    checkUnique(depth + 1);
    while (token == COMMA) {
      lex();
      checkUnique(depth + 1);
    }
  }
  expect(ARRAY_END);
}

/** A text as json, whose objects have no key twice. */
export function json_in_unique(text: usize, length: i32): usize {
  beginTokens(text, length, true);
  checkUnique(0);
  if (token != END) fail(ERR_INVALID_JSON);
  return textResult(text, length);
}

/** What the first character of a value says of it. */
function kindOf(text: usize, length: i32): i32 {
  for (let i = 0; i < length; i++) {
    const c = <u32>load<u8>(text + i);
    if (c != 32 && (c < 9 || c > 13)) return c == 123 ? OBJECT : c == 91 ? ARRAY : SCALAR;
  }
  return 0;
}

/** Whether the text is a JSON value of one of the kinds; the function of that number reads it. */
export function text_is_json(kinds: i32, number: i32, text: usize, length: i32): i32 {
  if ((kindOf(text, length) & kinds) == 0) return 0;
  const cells = (allocate(48) + 15) & ~15;
  store<u32>(cells, <u32>text);
  store<i32>(cells, length, 4);
  store<i32>(cells, 0, 8);
  return try_function(number, cells, 1, cells + 16);
}
export function json_is_json(kinds: i32, text: usize, length: i32): i32 {
  return i32((kindOf(text, length) & kinds) != 0);
}
export function jsonb_is_json(kinds: i32, c: usize, length: i32): i32 {
  return i32(((isScalar(c) ? SCALAR : isObject(c) ? OBJECT : ARRAY) & kinds) != 0);
}
