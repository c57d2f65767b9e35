/**
 * JSON_VALUE, JSON_QUERY and JSON_EXISTS (executor/execExprInterp.c, ExecEvalJsonExprPath): the path's value as a value of any type. What
 * happens without a value, and after an error, is said by options; other expressions that replace it are chosen by the status.
 */
import { resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { CONTAINER, FALSE, NULL, NUMERIC, STRING, TRUE } from '../../json/runtime/container';
import { Node, node, nodeAt } from '../../json/runtime/node';
import { jsonb_out } from '../../json/runtime/print';
import { resultLength } from '../../json/runtime/result';
import { jsonbResult } from '../../json/runtime/write';
import { FALSE_WORD, TRUE_WORD } from '../../json/runtime/words';
import { numeric_out } from '../../numeric/runtime/print';
import { cellLength, cellPointer, newCell, readsOrRaises, setReference } from './attempt';
import { ERROR, OK, firstOf, lengthOf, newList, setZoned } from './context';
import { ERR_NO_ITEM, ERR_NOT_SCALAR, ERR_NOT_SINGLE, ERR_NOT_SINGLE_VALUE } from './errors.generated.ts';
import { MOMENT, momentText, settle } from './moment';
import { openPassing, openState } from './prepared';
import { arrayOf, evaluateOpen } from './query';
import { takePairs } from './variables';

/** Options. The numbers are those of `src/sql/analyze/json-query.ts`. */
const RAISE_ERRORS: i32 = 1;
const RAISE_EMPTY: i32 = 2;
const QUERY: i32 = 4;
const OMIT_QUOTES: i32 = 8;
const WRAP: i32 = 16;
const WRAP_SEVERAL: i32 = 32;
/** What JSON_EXISTS gives after an error. */
const TRUE_ON_ERROR: i32 = 64;
const NULL_ON_ERROR: i32 = 128;

const TEXT: i32 = 25;
const JSONB: i32 = 3802;

/** What came of it: a value in the cell, a null in the place of one, no value, an error. */
const HAS_VALUE: i32 = 0;
const HAS_NULL: i32 = 3;
const IS_EMPTY: i32 = 1;
const IS_ERROR: i32 = 2;

/** An error is raised, or is what came of it. */
function failing(error: i32, options: i32): i32 {
  if ((options & RAISE_ERRORS) != 0) fail(error);
  return IS_ERROR;
}

/** The text of a scalar, as its type prints it. */
function scalarText(value: Node, whole: bool): Node {
  if (value.kind == STRING) return value;
  if (value.kind == MOMENT) return momentText(value, true);
  if (value.kind == NUMERIC) {
    const text = numeric_out(value.pointer, value.length);
    return node(STRING, text, resultLength());
  }
  const isTrue = value.kind == TRUE;
  return node(STRING, isTrue ? TRUE_WORD : FALSE_WORD, whole ? (isTrue ? 4 : 5) : 1);
}

/** The text of a jsonb. */
function jsonText(value: Node): Node {
  const made = jsonbResult(settle(value), allocate(0));
  const text = jsonb_out(made, resultLength());
  return node(STRING, text, resultLength());
}

/** Reads the text as a value of the type into the cell. */
function read(text: Node, type: i32, modifier: i32, options: i32, cell: usize): i32 {
  if (type == TEXT) {
    setReference(cell, text.pointer, text.length);
    return HAS_VALUE;
  }
  const raises = (options & RAISE_ERRORS) != 0;
  return readsOrRaises(type, text.pointer, text.length, modifier, cell, raises) ? HAS_VALUE : IS_ERROR;
}

function asJsonb(value: Node, cell: usize): i32 {
  const made = jsonbResult(settle(value), allocate(0));
  setReference(cell, made, resultLength());
  return HAS_VALUE;
}

function valueOf(list: usize, type: i32, modifier: i32, options: i32, cell: usize): i32 {
  if (lengthOf(list) > 1) return failing(ERR_NOT_SINGLE_VALUE, options);
  const only = nodeAt(firstOf(list));
  if (only.kind == CONTAINER) return failing(ERR_NOT_SCALAR, options);
  if (only.kind == NULL) return HAS_NULL;
  if (type == JSONB) return asJsonb(only, cell);
  const isJson = type == 114;
  return read(isJson ? jsonText(only) : scalarText(only, false), type, modifier, options, cell);
}

function queryOf(list: usize, type: i32, modifier: i32, options: i32, cell: usize): i32 {
  const wraps = (options & WRAP) != 0 || ((options & WRAP_SEVERAL) != 0 && lengthOf(list) > 1);
  if (!wraps && lengthOf(list) > 1) return failing(ERR_NOT_SINGLE, options);
  const value = wraps ? arrayOf(list) : nodeAt(firstOf(list));
  const omit = (options & OMIT_QUOTES) != 0;
  if (type == JSONB && !omit) return asJsonb(value, cell);
  const bare = omit && value.kind == STRING;
  return read(bare ? scalarText(value, true) : jsonText(value), type, modifier, options, cell);
}

/** What the open path gives, as a value in the cell. */
function compute(a: usize, length: i32, vars: usize, type: i32, modifier: i32, options: i32, cell: usize): i32 {
  const list = newList();
  takePairs(true);
  setZoned(true);
  if (evaluateOpen(a, length, vars, (options & RAISE_ERRORS) == 0, list) == ERROR) return IS_ERROR;
  if (lengthOf(list) == 0) {
    if ((options & RAISE_EMPTY) != 0) fail(ERR_NO_ITEM);
    return IS_EMPTY;
  }
  return (options & QUERY) != 0
    ? queryOf(list, type, modifier, options, cell)
    : valueOf(list, type, modifier, options, cell);
}

/** The cell of the value; null where there is none. */
function valueCell(a: usize, length: i32, vars: usize, type: i32, modifier: i32, options: i32): usize {
  const cell = newCell();
  if (compute(a, length, vars, type, modifier, options, cell) != HAS_VALUE) {
    resultIsNull();
    store<i64>(cell, 0);
  }
  return cell;
}

function existence(a: usize, length: i32, vars: usize, options: i32): i32 {
  takePairs(true);
  setZoned(true);
  const result = evaluateOpen(a, length, vars, (options & RAISE_ERRORS) == 0, 0);
  if (result != ERROR) return i32(result == OK);
  if ((options & NULL_ON_ERROR) != 0) resultIsNull();
  return i32((options & TRUE_ON_ERROR) != 0);
}

export function json_exists(a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, options: i32): i32 {
  openPassing(path);
  return existence(a, length, vars, options);
}
export function json_exists_prepared(a: usize, length: i32, vars: usize, varsLength: i32, options: i32, state: usize): i32 {
  openState(state);
  return existence(a, length, vars, options);
}

export function json_query_status(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32,
): i32 {
  openPassing(path);
  return compute(a, length, vars, type, modifier, options, newCell());
}
export function json_query_status_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32, state: usize,
): i32 {
  openState(state);
  return compute(a, length, vars, type, modifier, options, newCell());
}

export function json_query_i32(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32,
): i32 {
  openPassing(path);
  return load<i32>(valueCell(a, length, vars, type, modifier, options));
}
export function json_query_i32_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32, state: usize,
): i32 {
  openState(state);
  return load<i32>(valueCell(a, length, vars, type, modifier, options));
}

export function json_query_i64(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32,
): i64 {
  openPassing(path);
  return load<i64>(valueCell(a, length, vars, type, modifier, options));
}
export function json_query_i64_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32, state: usize,
): i64 {
  openState(state);
  return load<i64>(valueCell(a, length, vars, type, modifier, options));
}

export function json_query_f32(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32,
): f32 {
  openPassing(path);
  return load<f32>(valueCell(a, length, vars, type, modifier, options));
}
export function json_query_f32_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32, state: usize,
): f32 {
  openState(state);
  return load<f32>(valueCell(a, length, vars, type, modifier, options));
}

export function json_query_f64(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32,
): f64 {
  openPassing(path);
  return load<f64>(valueCell(a, length, vars, type, modifier, options));
}
export function json_query_f64_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32, state: usize,
): f64 {
  openState(state);
  return load<f64>(valueCell(a, length, vars, type, modifier, options));
}

export function json_query_ref(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32,
): usize {
  openPassing(path);
  const cell = valueCell(a, length, vars, type, modifier, options);
  return textResult(cellPointer(cell), cellLength(cell));
}
export function json_query_ref_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, type: i32, modifier: i32, options: i32, state: usize,
): usize {
  openState(state);
  const cell = valueCell(a, length, vars, type, modifier, options);
  return textResult(cellPointer(cell), cellLength(cell));
}
