/** Methods of items: .type(), .size(), .abs() and their like, and the conversions (executeItemOptUnwrapTarget). */
import { FALSE, NULL, NUMERIC, STRING, TRUE, countOf, isObject } from '../../json/runtime/container';
import { allocate } from '../../core/runtime/scratch';
import { Node, node } from '../../json/runtime/node';
import { resultLength } from '../../json/runtime/result';
import { arrayWord, booleanWord, nullWord, numberWord, objectWord, stringWord } from '../../json/runtime/words';
import { int4_numeric } from '../../numeric/runtime/integer-cast';
import { numeric_abs, numeric_ceil, numeric_floor } from '../../numeric/runtime/unary';
import { ignoreStructure, NOT_FOUND, OK } from './context';
import { convert } from './convert';
import { ERR_METHOD_NUMERIC, ERR_METHOD_OF_NON_ARRAY } from './errors.generated.ts';
import { goOn, isArrayNode, numericNode } from './execute';
import { ABS, CEILING, KEYVALUE, SIZE, TYPE, isDatetimeMethod } from './kinds';
import { MOMENT, momentMethod, momentTypeName } from './moment';
import { unwrapArray } from './any';
import { keyValue } from './keyvalue';
import { raiseFor } from './raise';
import { lax, nextOf } from './stored';

function wordNode(word: string): Node {
  const text = allocate(word.length);
  for (let i = 0; i < word.length; i++) store<u8>(text + i, word.charCodeAt(i));
  return node(STRING, text, word.length);
}

/** The name of the value's type. */
function typeName(value: Node): Node {
  if (value.kind == MOMENT) return wordNode(momentTypeName(value));
  let name: usize = 0;
  if (value.kind == STRING) name = stringWord();
  else if (value.kind == NUMERIC) name = numberWord();
  else if (value.kind == TRUE || value.kind == FALSE) name = booleanWord();
  else if (value.kind == NULL) name = nullWord();
  else name = isObject(value.pointer) ? objectWord() : arrayWord();
  return node(STRING, name, resultLength());
}

function size(item: i32, value: Node, found: usize): i32 {
  const array = isArrayNode(value);
  if (!array && !lax) return ignoreStructure ? NOT_FOUND : raiseFor(ERR_METHOD_OF_NON_ARRAY, SIZE);
  return goOn(nextOf(item), numericNode(int4_numeric(array ? countOf(value.pointer) : 1)), found);
}

function numericMethod(item: i32, kind: i32, value: Node, found: usize): i32 {
  if (value.kind != NUMERIC) return raiseFor(ERR_METHOD_NUMERIC, kind);
  const next = nextOf(item);
  if (next < 0 && found == 0) return OK;
  const number =
    kind == ABS ? numeric_abs(value.pointer, value.length)
    : kind == CEILING ? numeric_ceil(value.pointer, value.length)
    : numeric_floor(value.pointer, value.length);
  return goOn(next, numericNode(number), found);
}

export function executeMethod(item: i32, kind: i32, value: Node, found: usize, unwrap: bool): i32 {
  if (kind == TYPE) return goOn(nextOf(item), typeName(value), found);
  if (kind == SIZE) return size(item, value, found);
  if (unwrap && isArrayNode(value)) return unwrapArray(item, value, found, false);
  if (kind >= ABS && kind <= CEILING) return numericMethod(item, kind, value, found);
  if (kind == KEYVALUE) return keyValue(item, value, found);
  return isDatetimeMethod(kind) ? momentMethod(item, kind, value, found) : convert(item, kind, value, found);
}
