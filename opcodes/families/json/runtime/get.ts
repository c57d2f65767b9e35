/** Members of jsonb by key and by index: -> and ->>. */
import { isArray } from './container';
import { readElement, readField } from './item';
import { itemAsJsonb, itemAsText, nullResult } from './item-result';

export function jsonb_object_field(c: usize, length: i32, key: usize, keyLength: i32): usize {
  return readField(c, key, keyLength) ? itemAsJsonb() : nullResult();
}
export function jsonb_object_field_text(c: usize, length: i32, key: usize, keyLength: i32): usize {
  return readField(c, key, keyLength) ? itemAsText() : nullResult();
}
export function jsonb_array_element(c: usize, length: i32, index: i32): usize {
  return isArray(c) && readElement(c, index) ? itemAsJsonb() : nullResult();
}
export function jsonb_array_element_text(c: usize, length: i32, index: i32): usize {
  return isArray(c) && readElement(c, index) ? itemAsText() : nullResult();
}
