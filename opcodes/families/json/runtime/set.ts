/** jsonb_set, jsonb_insert and #-. */
import { fail } from '../../core/runtime/raise';
import { allocate, textResult } from '../../core/runtime/scratch';
import { NULL, countOf, isScalar } from './container';
import { ERR_DELETE_PATH_IN_SCALAR, ERR_SET_PATH_IN_SCALAR } from './errors.generated.ts';
import { valueOf } from './members';
import { Node, node } from './node';
import { CREATE, DELETE, INSERT_AFTER, INSERT_BEFORE, REPLACE, changedAt } from './set-path';
import { arrayPath, stepCount } from './steps';
import { checkDimensions } from './text-array';
import { jsonbResult } from './write';

function change(c: usize, length: i32, path: usize, value: Node, how: i32, mark: usize): usize {
  arrayPath(path);
  if (stepCount == 0) return textResult(c, length);
  return jsonbResult(changedAt(c, 0, value, how), mark);
}

export function jsonb_set(
  c: usize, length: i32, path: usize, pathLength: i32, value: usize, valueLength: i32, create: i32,
): usize {
  const mark = allocate(0);
  checkDimensions(path);
  if (isScalar(c)) fail(ERR_SET_PATH_IN_SCALAR);
  if (countOf(c) == 0 && create == 0) return textResult(c, length);
  return change(c, length, path, valueOf(value, valueLength), create != 0 ? CREATE : REPLACE, mark);
}

export function jsonb_insert(
  c: usize, length: i32, path: usize, pathLength: i32, value: usize, valueLength: i32, after: i32,
): usize {
  const mark = allocate(0);
  checkDimensions(path);
  if (isScalar(c)) fail(ERR_SET_PATH_IN_SCALAR);
  return change(c, length, path, valueOf(value, valueLength), after != 0 ? INSERT_AFTER : INSERT_BEFORE, mark);
}

export function jsonb_delete_path(c: usize, length: i32, path: usize, pathLength: i32): usize {
  const mark = allocate(0);
  checkDimensions(path);
  if (isScalar(c)) fail(ERR_DELETE_PATH_IN_SCALAR);
  if (countOf(c) == 0) return textResult(c, length);
  return change(c, length, path, node(NULL, 0, 0), DELETE, mark);
}
