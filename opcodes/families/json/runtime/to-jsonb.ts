/** Values of any type → jsonb: to_jsonb, jsonb_build_array and jsonb_build_object. */
import { argumentI32, argumentLength, argumentPointer } from '../../core/runtime/arguments';
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { numeric_in } from '../../numeric/runtime/scan';
import {
  IS_BOOLEAN, IS_JSON, IS_JSONB, IS_NULL, IS_NUMBER, IS_TEXT, argumentCount, category, isJsonNumber, printed, textLength,
} from './argument-value';
import { FALSE, NULL, NUMERIC, STRING, TRUE } from './container';
import { ERR_KEY_NOT_SCALAR, ERR_NULL_KEY_JSONB, ERR_ODD_ARGUMENTS_JSONB } from './errors.generated.ts';
import { valueOf } from './members';
import { NEW_ARRAY, NEW_OBJECT, Node, addMember, addPair, node } from './node';
import { parseText } from './parse';
import { resultLength } from './result';
import { FALSE_WORD, TRUE_WORD } from './words';
import { jsonbResult } from './write';

/** The argument as a jsonb value. */
export function valueNode(f: usize, n: i32, i: i32): Node {
  const kind = category(f, n, i);
  if (kind == IS_NULL) return node(NULL, 0, 0);
  if (kind == IS_BOOLEAN) return node(argumentI32(f, i) != 0 ? TRUE : FALSE, 0, 0);
  if (kind == IS_TEXT) return node(STRING, argumentPointer(f, i), textLength(f, n, i));
  if (kind == IS_JSON) return parseText(argumentPointer(f, i), argumentLength(f, i));
  if (kind == IS_JSONB) return valueOf(argumentPointer(f, i), argumentLength(f, i));
  const text = printed(f, n, i);
  const length = resultLength();
  if (kind != IS_NUMBER || !isJsonNumber(text)) return node(STRING, text, length);
  const number = numeric_in(text, length, -1);
  return node(NUMERIC, number, resultLength());
}

/** Adds the pair of the i-th argument and the one after it. */
function addArguments(object: Node, f: usize, n: i32, i: i32): void {
  const kind = category(f, n, i);
  if (kind == IS_NULL) {
    detailNumber(i + 1);
    failWithDetail(ERR_NULL_KEY_JSONB);
  }
  if (kind == IS_JSON || kind == IS_JSONB) fail(ERR_KEY_NOT_SCALAR);
  let key = argumentPointer(f, i);
  let length = 0;
  if (kind == IS_BOOLEAN) {
    const value = argumentI32(f, i) != 0;
    key = value ? TRUE_WORD : FALSE_WORD;
    length = value ? 4 : 5;
  } else if (kind == IS_TEXT) {
    length = textLength(f, n, i);
  } else {
    key = printed(f, n, i);
    length = resultLength();
  }
  addPair(object, key, length, valueNode(f, n, i + 1));
}

export function to_jsonb(f: usize, n: i32): usize {
  const mark = allocate(0);
  return jsonbResult(valueNode(f, n, 0), mark);
}

export function jsonb_build_array(f: usize, n: i32): usize {
  const mark = allocate(0);
  const result = node(NEW_ARRAY, 0, 0);
  const count = argumentCount(n);
  for (let i = 0; i < count; i++) addMember(result, valueNode(f, n, i));
  return jsonbResult(result, mark);
}

export function jsonb_build_object(f: usize, n: i32): usize {
  const mark = allocate(0);
  const count = argumentCount(n);
  if ((count & 1) != 0) fail(ERR_ODD_ARGUMENTS_JSONB);
  const result = node(NEW_OBJECT, 0, 0);
  for (let i = 0; i < count; i += 2) addArguments(result, f, n, i);
  return jsonbResult(result, mark);
}

export function jsonb_build_array_noargs(): usize {
  const mark = allocate(0);
  return jsonbResult(node(NEW_ARRAY, 0, 0), mark);
}

export function jsonb_build_object_noargs(): usize {
  const mark = allocate(0);
  return jsonbResult(node(NEW_OBJECT, 0, 0), mark);
}
