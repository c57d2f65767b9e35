/** Members of jsonb by a path. */
import { textResult } from '../../core/runtime/scratch';
import { CONTAINER, isArray, isScalar } from './container';
import { itemPointer, itemType, readElement, readField, readItem } from './item';
import { itemAsJsonb, itemAsText, nullResult } from './item-result';
import { jsonb_out } from './print';
import { NO_INDEX, arrayPath, stepCount, stepIndex, stepKey, stepKeyLength } from './steps';

/** Reads the item that a path of at least one step leads to. */
function readPath(c: usize): bool {
  // A scalar at the root is stored as an array, but has no elements.
  if (isScalar(c)) return false;
  for (let i = 0; i < stepCount; i++) {
    if (i > 0) {
      if (itemType != CONTAINER) return false;
      c = itemPointer;
    }
    if (isArray(c)) {
      const index = stepIndex(i);
      if (index == NO_INDEX || !readElement(c, index)) return false;
    } else if (!readField(c, stepKey(i), stepKeyLength(i))) return false;
  }
  return true;
}

function pathAsJsonb(c: usize, length: i32): usize {
  if (stepCount == 0) return textResult(c, length);
  return readPath(c) ? itemAsJsonb() : nullResult();
}

function pathAsText(c: usize, length: i32): usize {
  if (stepCount != 0) return readPath(c) ? itemAsText() : nullResult();
  if (!isScalar(c)) return jsonb_out(c, length);
  readItem(c, 0);
  return itemAsText();
}

export function jsonb_extract_path(c: usize, length: i32, path: usize, _pathLength: i32): usize {
  return arrayPath(path) ? pathAsJsonb(c, length) : nullResult();
}
export function jsonb_extract_path_text(c: usize, length: i32, path: usize, _pathLength: i32): usize {
  return arrayPath(path) ? pathAsText(c, length) : nullResult();
}
