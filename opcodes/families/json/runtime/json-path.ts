/** Members of json by a path. */
import { textResult } from '../../core/runtime/scratch';
import { nullResult } from './item-result';
import { foundAsJson, foundAsText } from './json-get';
import { findPath, foundEnd, foundStart } from './json-walk';
import { arrayPath, stepCount } from './steps';

function pathAsJson(text: usize, length: i32): usize {
  if (!findPath(text, length)) return nullResult();
  // The empty path leads to the whole value; of a scalar PostgreSQL keeps the spaces before it.
  const first = <u32>load<u8>(foundStart);
  if (stepCount == 0 && first != 123 && first != 91) return textResult(text, <i32>(foundEnd - text));
  return foundAsJson();
}

function pathAsText(text: usize, length: i32): usize {
  if (!findPath(text, length)) return nullResult();
  const first = <u32>load<u8>(foundStart);
  if (stepCount == 0 && first != 34 && first != 110) return pathAsJson(text, length);
  return foundAsText();
}

export function json_extract_path(text: usize, length: i32, path: usize, _pathLength: i32): usize {
  return arrayPath(path) ? pathAsJson(text, length) : nullResult();
}
export function json_extract_path_text(text: usize, length: i32, path: usize, _pathLength: i32): usize {
  return arrayPath(path) ? pathAsText(text, length) : nullResult();
}
