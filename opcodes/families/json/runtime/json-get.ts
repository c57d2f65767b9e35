/** Members of json by key and by index, as json and as text. */
import { textResult } from '../../core/runtime/scratch';
import { nullResult } from './item-result';
import { findPath, foundEnd, foundStart } from './json-walk';
import { indexPath, keyPath } from './steps';
import { lexString, stringLength, stringPointer } from './string';

/** The value that was found, as it stands. */
export function foundAsJson(): usize {
  return textResult(foundStart, <i32>(foundEnd - foundStart));
}

/** A string without its quotes, null for null, anything else as it stands. */
export function foundAsText(): usize {
  const first = <u32>load<u8>(foundStart);
  if (first == 110) return nullResult();
  if (first != 34) return foundAsJson();
  lexString(foundStart + 1, foundEnd, true);
  return textResult(stringPointer, stringLength);
}

function findField(text: usize, length: i32, key: usize, keyLength: i32): bool {
  keyPath(key, keyLength);
  return findPath(text, length);
}

function findElement(text: usize, length: i32, index: i32): bool {
  indexPath(index);
  return findPath(text, length);
}

export function json_object_field(text: usize, length: i32, key: usize, keyLength: i32): usize {
  return findField(text, length, key, keyLength) ? foundAsJson() : nullResult();
}
export function json_object_field_text(text: usize, length: i32, key: usize, keyLength: i32): usize {
  return findField(text, length, key, keyLength) ? foundAsText() : nullResult();
}
export function json_array_element(text: usize, length: i32, index: i32): usize {
  return findElement(text, length, index) ? foundAsJson() : nullResult();
}
export function json_array_element_text(text: usize, length: i32, index: i32): usize {
  return findElement(text, length, index) ? foundAsText() : nullResult();
}
