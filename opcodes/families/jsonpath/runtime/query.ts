/** jsonb_path_exists, jsonb_path_match, jsonb_path_query_first and jsonb_path_query_array, and the operators @? and @@. */
import { resultIsNull } from '../../core/runtime/arguments';
import { fail } from '../../core/runtime/raise';
import { allocate } from '../../core/runtime/scratch';
import { FALSE as FALSE_VALUE, NULL, TRUE as TRUE_VALUE } from '../../json/runtime/container';
import { NEW_ARRAY, Node, nodeAt } from '../../json/runtime/node';
import { nullResult } from '../../json/runtime/item-result';
import { jsonbResult } from '../../json/runtime/write';
import { ERROR, NOT_FOUND, OK, beginEvaluation, firstOf, lengthOf, newList, root, setZoned } from './context';
import { ERR_SINGLE_BOOLEAN } from './errors.generated.ts';
import { execute } from './execute';
import { settle } from './moment';
import { openPassing, openState } from './prepared';
import { lax } from './stored';
import { takePairs } from './variables';

/** Evaluates the open path; the values go into the list, or with 0 it is only asked whether there are any. */
export function evaluate(target: usize, length: i32, vars: usize, silent: bool, found: usize): i32 {
  takePairs(false);
  return evaluateOpen(target, length, vars, silent, found);
}

/** The same, with the variables as they are told to be. */
export function evaluateOpen(target: usize, length: i32, vars: usize, silent: bool, found: usize): i32 {
  beginEvaluation(target, length, vars, !silent);
  if (lax || found != 0) return execute(0, root, found);
  // A strict path is evaluated whole, because an error may come late.
  const all = newList();
  const result = execute(0, root, all);
  return result == ERROR ? ERROR : lengthOf(all) == 0 ? NOT_FOUND : OK;
}

function exists(target: usize, length: i32, vars: usize, silent: bool): i32 {
  const result = evaluate(target, length, vars, silent, 0);
  if (result == ERROR) resultIsNull();
  return i32(result == OK);
}

function match(target: usize, length: i32, vars: usize, silent: bool): i32 {
  const list = newList();
  evaluate(target, length, vars, silent, list);
  const kind = lengthOf(list) == 1 ? nodeAt(firstOf(list)).kind : 0;
  if (kind == TRUE_VALUE || kind == FALSE_VALUE) return i32(kind == TRUE_VALUE);
  if (kind != NULL && !silent) fail(ERR_SINGLE_BOOLEAN);
  resultIsNull();
  return 0;
}

function first(target: usize, length: i32, vars: usize, silent: bool): usize {
  const mark = allocate(0);
  const list = newList();
  evaluate(target, length, vars, silent, list);
  return lengthOf(list) == 0 ? nullResult() : jsonbResult(settle(nodeAt(firstOf(list))), mark);
}

/** The list as an array. */
export function arrayOf(list: usize): Node {
  const array = nodeAt(list);
  for (let at = array.first; at != 0; at = nodeAt(at).next) settle(nodeAt(at));
  array.kind = NEW_ARRAY;
  return array;
}

function all(target: usize, length: i32, vars: usize, silent: bool): usize {
  const mark = allocate(0);
  const list = newList();
  evaluate(target, length, vars, silent, list);
  return jsonbResult(arrayOf(list), mark);
}

export function jsonb_path_exists(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): i32 {
  openPassing(path);
  return exists(a, length, vars, silent != 0);
}
export function jsonb_path_exists_prepared(a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize): i32 {
  openState(state);
  return exists(a, length, vars, silent != 0);
}
export function jsonb_path_exists_opr(a: usize, length: i32, path: usize, pathLength: i32): i32 {
  openPassing(path);
  return exists(a, length, 0, true);
}
export function jsonb_path_exists_opr_prepared(a: usize, length: i32, state: usize): i32 {
  openState(state);
  return exists(a, length, 0, true);
}
export function jsonb_path_match(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): i32 {
  openPassing(path);
  return match(a, length, vars, silent != 0);
}
export function jsonb_path_match_prepared(a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize): i32 {
  openState(state);
  return match(a, length, vars, silent != 0);
}
export function jsonb_path_match_opr(a: usize, length: i32, path: usize, pathLength: i32): i32 {
  openPassing(path);
  return match(a, length, 0, true);
}
export function jsonb_path_match_opr_prepared(a: usize, length: i32, state: usize): i32 {
  openState(state);
  return match(a, length, 0, true);
}
export function jsonb_path_query_first(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): usize {
  openPassing(path);
  return first(a, length, vars, silent != 0);
}
export function jsonb_path_query_first_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize,
): usize {
  openState(state);
  return first(a, length, vars, silent != 0);
}
export function jsonb_path_query_array(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): usize {
  openPassing(path);
  return all(a, length, vars, silent != 0);
}
export function jsonb_path_query_array_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize,
): usize {
  openState(state);
  return all(a, length, vars, silent != 0);
}
export function jsonb_path_exists_tz(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): i32 {
  openPassing(path);
  setZoned(true);
  return exists(a, length, vars, silent != 0);
}
export function jsonb_path_exists_tz_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize,
): i32 {
  openState(state);
  setZoned(true);
  return exists(a, length, vars, silent != 0);
}
export function jsonb_path_match_tz(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): i32 {
  openPassing(path);
  setZoned(true);
  return match(a, length, vars, silent != 0);
}
export function jsonb_path_match_tz_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize,
): i32 {
  openState(state);
  setZoned(true);
  return match(a, length, vars, silent != 0);
}
export function jsonb_path_query_first_tz(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): usize {
  openPassing(path);
  setZoned(true);
  return first(a, length, vars, silent != 0);
}
export function jsonb_path_query_first_tz_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize,
): usize {
  openState(state);
  setZoned(true);
  return first(a, length, vars, silent != 0);
}
export function jsonb_path_query_array_tz(
  a: usize, length: i32, path: usize, pathLength: i32, vars: usize, varsLength: i32, silent: i32,
): usize {
  openPassing(path);
  setZoned(true);
  return all(a, length, vars, silent != 0);
}
export function jsonb_path_query_array_tz_prepared(
  a: usize, length: i32, vars: usize, varsLength: i32, silent: i32, state: usize,
): usize {
  openState(state);
  setZoned(true);
  return all(a, length, vars, silent != 0);
}
