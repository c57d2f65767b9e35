/** Values of any type → json: to_json, json_build_array and json_build_object. */
import { argumentI32, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import {
  IS_BOOLEAN, IS_JSON, IS_JSONB, IS_NULL, IS_TEXT, IS_NUMBER, argumentCount, category, isJsonNumber, printed, textLength,
} from './argument-value';
import { ERR_ODD_ARGUMENTS_JSON, ERR_KEY_NOT_SCALAR, ERR_NULL_KEY } from './errors.generated.ts';
import { appendString } from './escape';
import { appendJsonb } from './print';
import { resultLength } from './result';
import { FALSE_WORD, NULL_WORD, TRUE_WORD } from './words';
import { append, appendByte, appendBytes, appendResult, begin, finish, giveBack } from './writer';

/** A number or a date, in quotes where it must be. */
function appendPrinted(f: usize, n: i32, i: i32, quoted: bool): void {
  if (quoted) appendByte(34);
  giveBack();
  const text = printed(f, n, i);
  appendResult(text, resultLength());
  if (quoted) appendByte(34);
}

function appendBoolean(value: i32): void {
  if (value != 0) appendBytes(TRUE_WORD, 4);
  else appendBytes(FALSE_WORD, 5);
}

/** Whether a number needs quotes; what is printed for it is thrown away. */
function isQuoted(f: usize, n: i32, i: i32, kind: i32): bool {
  if (kind != IS_NUMBER) return true;
  giveBack();
  return !isJsonNumber(printed(f, n, i));
}

function appendValue(f: usize, n: i32, i: i32): void {
  const kind = category(f, n, i);
  if (kind == IS_NULL) appendBytes(NULL_WORD, 4);
  else if (kind == IS_BOOLEAN) appendBoolean(argumentI32(f, i));
  else if (kind == IS_TEXT) appendString(argumentPointer(f, i), textLength(f, n, i));
  else if (kind == IS_JSON) appendBytes(argumentPointer(f, i), argumentLength(f, i));
  else if (kind == IS_JSONB) appendJsonb(argumentPointer(f, i));
  else appendPrinted(f, n, i, isQuoted(f, n, i, kind));
}

function appendKey(f: usize, n: i32, i: i32): void {
  const kind = category(f, n, i);
  if (kind == IS_NULL) fail(ERR_NULL_KEY);
  if (kind == IS_JSON || kind == IS_JSONB) fail(ERR_KEY_NOT_SCALAR);
  if (kind == IS_BOOLEAN) {
    appendByte(34);
    appendBoolean(argumentI32(f, i));
    appendByte(34);
  } else if (kind == IS_TEXT) {
    appendString(argumentPointer(f, i), textLength(f, n, i));
  } else {
    appendPrinted(f, n, i, true);
  }
}

/** A comma and a space before every member but the first. */
function separate(i: i32): void {
  if (i != 0) store<u16>(append(2), 0x202c);
}

export function to_json(f: usize, n: i32): usize {
  begin();
  appendValue(f, n, 0);
  return finish();
}

export function json_build_array(f: usize, n: i32): usize {
  begin();
  appendByte(91);
  const count = argumentCount(n);
  for (let i = 0; i < count; i++) {
    separate(i);
    appendValue(f, n, i);
  }
  appendByte(93);
  return finish();
}

export function json_build_object(f: usize, n: i32): usize {
  const count = argumentCount(n);
  if ((count & 1) != 0) fail(ERR_ODD_ARGUMENTS_JSON);
  begin();
  appendByte(123);
  for (let i = 0; i < count; i += 2) {
    separate(i);
    appendKey(f, n, i);
    appendByte(32);
    appendByte(58);
    appendByte(32);
    appendValue(f, n, i + 1);
  }
  appendByte(125);
  return finish();
}

export function json_build_array_noargs(): usize {
  begin();
  store<u16>(append(2), 0x5d5b);
  return finish();
}

export function json_build_object_noargs(): usize {
  begin();
  store<u16>(append(2), 0x7d7b);
  return finish();
}
