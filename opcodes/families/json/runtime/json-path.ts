/** Members of json by a path. */
import { textResult } from '../../core/runtime/scratch';
import { nullResult } from './item-result';
import { foundAsJson, foundAsText } from './json-get';
import { findPath, foundEnd, foundStart } from './json-walk';
import { argumentPath, stepCount } from './steps';

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

export function json_extract_path(f: usize, n: i32): usize {
  return argumentPath(f, n) ? pathAsJson(load<u32>(f), load<i32>(f, 4)) : nullResult();
}
export function json_extract_path_text(f: usize, n: i32): usize {
  return argumentPath(f, n) ? pathAsText(load<u32>(f), load<i32>(f, 4)) : nullResult();
}
