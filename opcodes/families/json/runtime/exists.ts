/** Whether a key, or a string among an array's elements, exists at the top: ?, ?| and ?&. */
import { isObject } from './container';
import { hasString, keyIndex } from './item';
import { beginElements, elementLength, elementPointer, nextElement } from './text-array';

function exists(c: usize, key: usize, length: i32): bool {
  return isObject(c) ? keyIndex(c, key, length) >= 0 : hasString(c, key, length);
}

export function jsonb_exists(c: usize, length: i32, key: usize, keyLength: i32): i32 {
  return i32(exists(c, key, keyLength));
}

/** Null keys are passed over. */
export function jsonb_exists_any(c: usize, length: i32, keys: usize, keysLength: i32): i32 {
  beginElements(keys);
  while (nextElement()) if (elementPointer != 0 && exists(c, elementPointer, elementLength)) return 1;
  return 0;
}

export function jsonb_exists_all(c: usize, length: i32, keys: usize, keysLength: i32): i32 {
  beginElements(keys);
  while (nextElement()) if (elementPointer != 0 && !exists(c, elementPointer, elementLength)) return 0;
  return 1;
}
