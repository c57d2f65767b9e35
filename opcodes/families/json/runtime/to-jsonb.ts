/** Values of any type → jsonb: to_jsonb, jsonb_build_array, jsonb_build_object and what JSON_ARRAY and JSON_OBJECT are. */
import { detailNumber, failWithDetail } from '../../core/runtime/detail';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { dimensions, sizeAt } from '../../array/runtime/stored';
import { numeric_in } from '../../numeric/runtime/scan';
import {
  IS_ARRAY, IS_BOOLEAN, IS_JSON, IS_JSONB, IS_NULL, IS_NUMBER, argumentCount, category, cellOf, isJsonNumber, lengthIn, pointerIn,
  printed, textLength, typeOf,
} from './argument-value';
import { FALSE, NULL, NUMERIC, STRING, TRUE } from './container';
import { ERR_DUPLICATE_KEY_JSONB, ERR_KEY_NOT_SCALAR, ERR_NULL_KEY_JSONB, ERR_ODD_ARGUMENTS_JSONB } from './errors.generated.ts';
import { valueOf } from './members';
import { NEW_ARRAY, NEW_OBJECT, Node, addMember, addPair, node } from './node';
import { parseText } from './parse';
import { Piece, pieceOf } from './piece';
import { resultLength } from './result';
import { sortKeys } from './unique-keys';
import { FALSE_WORD, TRUE_WORD } from './words';
import { jsonbResult } from './write';

/** A value that is no array, and that its own type need not print. */
function scalarNode(cell: usize, type: i32): Node {
  const kind = category(cell, type);
  if (kind == IS_NULL) return node(NULL, 0, 0);
  if (kind == IS_BOOLEAN) return node(load<i32>(cell) != 0 ? TRUE : FALSE, 0, 0);
  if (kind == IS_JSON) return parseText(pointerIn(cell), lengthIn(cell));
  if (kind == IS_JSONB) return valueOf(pointerIn(cell), lengthIn(cell));
  if (kind != IS_NUMBER) return node(STRING, pointerIn(cell), textLength(cell, type));
  const text = printed(cell, type);
  const length = resultLength();
  if (!isJsonNumber(text)) return node(STRING, text, length);
  const number = numeric_in(text, length, -1);
  return node(NUMERIC, number, resultLength());
}

/** The cell of the array's element that is taken next. */
let element: usize = 0;

function dimensionNode(piece: Piece, dimension: i32): Node {
  const result = node(NEW_ARRAY, 0, 0);
  const size = sizeAt(piece.array, dimension);
  const inner = dimension + 1 < dimensions(piece.array);
  for (let i = 0; i < size; i++) {
    if (inner) {
      addMember(result, dimensionNode(piece, dimension + 1));
    } else {
      const cell = element;
      element += 16;
      addMember(result, scalarNode(cell, piece.type));
    }
  }
  return result;
}

function pieceNode(piece: Piece): Node {
  if (piece.category != IS_ARRAY) return scalarNode(piece.cell, piece.type);
  if (dimensions(piece.array) == 0) return node(NEW_ARRAY, 0, 0);
  element = piece.elements;
  return dimensionNode(piece, 0);
}

/** The argument as a jsonb value. */
export function valueNode(f: usize, n: i32, i: i32): Node {
  return pieceNode(pieceOf(cellOf(f, i), typeOf(f, n, i)));
}

/** Adds the pair of the i-th argument and the one after it. */
function addArguments(object: Node, f: usize, n: i32, i: i32, absentOnNull: bool): void {
  const piece = pieceOf(cellOf(f, i), typeOf(f, n, i));
  const kind = piece.category;
  if (kind == IS_NULL) {
    // Counted from 1, without the options that may stand before: keys have odd numbers.
    detailNumber(i | 1);
    failWithDetail(ERR_NULL_KEY_JSONB);
  }
  if (kind == IS_JSON || kind == IS_JSONB || kind == IS_ARRAY) fail(ERR_KEY_NOT_SCALAR);
  if (absentOnNull && category(cellOf(f, i + 1), typeOf(f, n, i + 1)) == IS_NULL) return;
  let key = pointerIn(piece.cell);
  let length = 0;
  if (kind == IS_BOOLEAN) {
    const value = load<i32>(piece.cell) != 0;
    key = value ? TRUE_WORD : FALSE_WORD;
    length = value ? 4 : 5;
  } else if (kind == IS_NUMBER) {
    key = printed(piece.cell, piece.type);
    length = resultLength();
  } else {
    length = textLength(piece.cell, piece.type);
  }
  addPair(object, key, length, valueNode(f, n, i + 1));
}

export function to_jsonb(f: usize, n: i32): usize {
  // A strict function's cells hold no null flags of their own.
  store<i32>(f, 0, 8);
  const mark = allocate(0);
  return jsonbResult(valueNode(f, n, 0), mark);
}

function buildArray(f: usize, n: i32, absentOnNull: bool): usize {
  const mark = allocate(0);
  const result = node(NEW_ARRAY, 0, 0);
  const count = argumentCount(n);
  for (let i = 0; i < count; i++) {
    if (absentOnNull && load<i32>(cellOf(f, i), 8) != 0) continue;
    addMember(result, valueNode(f, n, i));
  }
  return jsonbResult(result, mark);
}
export function jsonb_build_array(f: usize, n: i32): usize {
  return buildArray(f, n, false);
}
export function jsonb_array_without_nulls(f: usize, n: i32): usize {
  return buildArray(f, n, true);
}

export function jsonb_build_object(f: usize, n: i32): usize {
  const mark = allocate(0);
  const count = argumentCount(n);
  if ((count & 1) != 0) fail(ERR_ODD_ARGUMENTS_JSONB);
  const result = node(NEW_OBJECT, 0, 0);
  for (let i = 0; i < count; i += 2) addArguments(result, f, n, i, false);
  return jsonbResult(result, mark);
}
/** The first argument says with 1 that nulls are left out, and with 2 that keys must be different. */
export function jsonb_object_with(f: usize, n: i32): usize {
  const mark = allocate(0);
  const options = load<i32>(f);
  const count = argumentCount(n);
  const result = node(NEW_OBJECT, 0, 0);
  for (let i = 1; i < count; i += 2) addArguments(result, f, n, i, (options & 1) != 0);
  const pairs = result.count;
  sortKeys(result);
  if ((options & 2) != 0 && result.count < pairs) fail(ERR_DUPLICATE_KEY_JSONB);
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
