/** Values of any type → json: to_json, array_to_json, json_build_array, json_build_object and what JSON_ARRAY and JSON_OBJECT are. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail, failWith } from '../../core/runtime/raise';
import { dimensions, sizeAt } from '../../array/runtime/stored';
import {
  IS_ARRAY, IS_BOOLEAN, IS_JSON, IS_JSONB, IS_NULL, IS_NUMBER, argumentCount, category, cellOf, isJsonNumber, lengthIn,
  pointerIn, printed, textLength, typeOf,
} from './argument-value';
import { ERR_DUPLICATE_KEY, ERR_KEY_NOT_SCALAR, ERR_NULL_KEY, ERR_ODD_ARGUMENTS_JSON } from './errors.generated.ts';
import { appendString } from './escape';
import { NEW_OBJECT, Node, addPair, node } from './node';
import { Piece, arrayPiece, pieceOf } from './piece';
import { appendJsonb } from './print';
import { resultLength } from './result';
import { FALSE_WORD, NULL_WORD, TRUE_WORD } from './words';
import { append, appendByte, appendBytes, appendResult, begin, finish, giveBack } from './writer';

/** A number, in quotes if JSON has none such, or as a key. */
function appendNumber(cell: usize, type: i32, key: bool): void {
  giveBack();
  const quoted = key || !isJsonNumber(printed(cell, type));
  if (quoted) appendByte(34);
  giveBack();
  const text = printed(cell, type);
  appendResult(text, resultLength());
  if (quoted) appendByte(34);
}

function appendBoolean(cell: usize): void {
  if (load<i32>(cell) != 0) appendBytes(TRUE_WORD, 4);
  else appendBytes(FALSE_WORD, 5);
}

/** A value that is no array, and that its own type need not print. */
function appendValue(cell: usize, type: i32): void {
  const kind = category(cell, type);
  if (kind == IS_NULL) appendBytes(NULL_WORD, 4);
  else if (kind == IS_BOOLEAN) appendBoolean(cell);
  else if (kind == IS_NUMBER) appendNumber(cell, type, false);
  else if (kind == IS_JSON) appendBytes(pointerIn(cell), lengthIn(cell));
  else if (kind == IS_JSONB) appendJsonb(pointerIn(cell));
  else appendString(pointerIn(cell), textLength(cell, type));
}

/** The cell of the array's element that is written next. */
let element: usize = 0;

function appendDimension(piece: Piece, dimension: i32, lines: bool): void {
  const size = sizeAt(piece.array, dimension);
  const inner = dimension + 1 < dimensions(piece.array);
  appendByte(91);
  for (let i = 0; i < size; i++) {
    if (i != 0) appendByte(44);
    if (i != 0 && lines) store<u16>(append(2), 0x200a);
    if (inner) {
      appendDimension(piece, dimension + 1, false);
    } else {
      appendValue(element, piece.type);
      element += 16;
    }
  }
  appendByte(93);
}

/** A value; of an array the elements of the first dimension are on lines of their own if that is wanted. */
function appendPiece(piece: Piece, lines: bool): void {
  if (piece.category != IS_ARRAY) return appendValue(piece.cell, piece.type);
  if (dimensions(piece.array) == 0) {
    store<u16>(append(2), 0x5d5b);
    return;
  }
  element = piece.elements;
  appendDimension(piece, 0, lines);
}

function appendKey(piece: Piece): void {
  const kind = piece.category;
  if (kind == IS_BOOLEAN) {
    appendByte(34);
    appendBoolean(piece.cell);
    appendByte(34);
  } else if (kind == IS_NUMBER) {
    appendNumber(piece.cell, piece.type, true);
  } else {
    appendString(pointerIn(piece.cell), textLength(piece.cell, piece.type));
  }
}

/** A key must be a scalar that is not null. */
function checkKey(piece: Piece): void {
  if (piece.category == IS_NULL) fail(ERR_NULL_KEY);
  if (piece.category == IS_JSON || piece.category == IS_JSONB || piece.category == IS_ARRAY) fail(ERR_KEY_NOT_SCALAR);
}

/** The pieces of the arguments from `first` on, as a list of addresses. */
function piecesOf(f: usize, n: i32, first: i32): usize {
  const count = argumentCount(n);
  const list = allocate(count << 2);
  for (let i = first; i < count; i++) {
    const piece = pieceOf(cellOf(f, i), typeOf(f, n, i));
    store<u32>(list + (<usize>i << 2), <u32>changetype<usize>(piece));
  }
  return list;
}
// @ts-ignore: decorator
@inline
function pieceAt(list: usize, i: i32): Piece {
  return changetype<Piece>(<usize>load<u32>(list + (<usize>i << 2)));
}

/** A comma and a space before every member but the first. */
function separate(i: i32): void {
  if (i != 0) store<u16>(append(2), 0x202c);
}

export function to_json(f: usize, n: i32): usize {
  // A strict function's cells hold no null flags of their own.
  store<i32>(f, 0, 8);
  const piece = pieceOf(f, typeOf(f, n, 0));
  begin();
  appendPiece(piece, false);
  return finish();
}

function arrayToJson(array: usize, length: i32, lines: bool): usize {
  const cell = allocate(16);
  store<u32>(cell, <u32>array);
  store<i32>(cell, length, 4);
  store<i32>(cell, 0, 8);
  const piece = arrayPiece(cell);
  begin();
  appendPiece(piece, lines);
  return finish();
}
export function array_to_json(array: usize, length: i32): usize {
  return arrayToJson(array, length, false);
}
export function array_to_json_pretty(array: usize, length: i32, lines: i32): usize {
  return arrayToJson(array, length, lines != 0);
}

/** The elements from the argument `first` on; nulls may be left out. */
function buildArray(f: usize, n: i32, first: i32, absentOnNull: bool): usize {
  const list = piecesOf(f, n, first);
  const count = argumentCount(n);
  let written = 0;
  begin();
  appendByte(91);
  for (let i = first; i < count; i++) {
    if (absentOnNull && pieceAt(list, i).category == IS_NULL) continue;
    separate(written++);
    appendPiece(pieceAt(list, i), false);
  }
  appendByte(93);
  return finish();
}

/** The text of a key, without quotes. */
function keyText(piece: Piece): usize {
  if (piece.category == IS_NUMBER) return printed(piece.cell, piece.type);
  if (piece.category != IS_BOOLEAN) return textResult(pointerIn(piece.cell), textLength(piece.cell, piece.type));
  const isTrue = load<i32>(piece.cell) != 0;
  return textResult(isTrue ? TRUE_WORD : FALSE_WORD, isTrue ? 4 : 5);
}

/** Adds the key to the others, and raises an error if it is among them. */
function checkUnique(keys: Node, piece: Piece): void {
  const key = keyText(piece);
  const length = resultLength();
  for (let at = keys.first; at != 0; at = changetype<Node>(at).next) {
    const other = changetype<Node>(at);
    if (other.keyLength == length && memory.compare(other.key, key, <usize>length) == 0) {
      begin();
      appendString(key, length);
      const text = finish();
      failWith(ERR_DUPLICATE_KEY, text, resultLength());
    }
  }
  addPair(keys, key, length, node(0, 0, 0));
}

/** The keys and values from the argument `first` on; nulls may be left out, and keys may have to be different. */
function buildObject(f: usize, n: i32, first: i32, absentOnNull: bool, unique: bool): usize {
  const list = piecesOf(f, n, first);
  const count = argumentCount(n);
  const keys = node(NEW_OBJECT, 0, 0);
  for (let i = first; i < count; i += 2) {
    const skipped = absentOnNull && pieceAt(list, i + 1).category == IS_NULL;
    if (skipped && !unique) continue;
    checkKey(pieceAt(list, i));
    if (unique && !skipped) checkUnique(keys, pieceAt(list, i));
  }
  let written = 0;
  begin();
  appendByte(123);
  for (let i = first; i < count; i += 2) {
    if (absentOnNull && pieceAt(list, i + 1).category == IS_NULL) continue;
    separate(written++);
    appendKey(pieceAt(list, i));
    appendByte(32);
    appendByte(58);
    appendByte(32);
    appendPiece(pieceAt(list, i + 1), false);
  }
  appendByte(125);
  return finish();
}

export function json_build_array(f: usize, n: i32): usize {
  return buildArray(f, n, 0, false);
}
export function json_array_without_nulls(f: usize, n: i32): usize {
  return buildArray(f, n, 0, true);
}

export function json_build_object(f: usize, n: i32): usize {
  if ((argumentCount(n) & 1) != 0) fail(ERR_ODD_ARGUMENTS_JSON);
  return buildObject(f, n, 0, false, false);
}
/** The first argument says with 1 that nulls are left out, and with 2 that keys must be different. */
export function json_object_with(f: usize, n: i32): usize {
  const options = load<i32>(f);
  return buildObject(f, n, 1, (options & 1) != 0, (options & 2) != 0);
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
