/** The item that was read last as a function's result: as jsonb, or as text. */
import { resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { numeric_out } from '../../numeric/runtime/print';
import { ARRAY_FLAG, CONTAINER, FALSE, HAS_OFFSET, NULL, NUMERIC, SCALAR_FLAG, STRING, TRUE } from './container';
import { itemLength, itemPointer, itemType } from './item';
import { jsonb_out } from './print';
import { FALSE_WORD, TRUE_WORD } from './words';

/** Null instead of a reference. */
export function nullResult(): usize {
  resultIsNull();
  return textResult(0, 0);
}

/** A container stays where it is; a scalar becomes the one element of an array that is marked as a scalar. */
export function itemAsJsonb(): usize {
  if (itemType == CONTAINER) return textResult(itemPointer, itemLength);
  const header = itemType == NUMERIC ? 4 : 0;
  const length = header + itemLength;
  const bytes = itemType == STRING || itemType == NUMERIC ? length : 0;
  const result = allocate(8 + bytes);
  store<u32>(result, 1 | SCALAR_FLAG | ARRAY_FLAG);
  store<u32>(result, itemType | <u32>bytes | HAS_OFFSET, 4);
  if (bytes != 0) {
    if (header != 0) store<u32>(result, <u32>length << 2, 8);
    memory.copy(result + 8 + header, itemPointer, <usize>itemLength);
  }
  return textResult(result, 8 + bytes);
}

/** A string without its quotes, null for null, anything else as it is printed. */
export function itemAsText(): usize {
  if (itemType == STRING) return textResult(itemPointer, itemLength);
  if (itemType == NUMERIC) return numeric_out(itemPointer, itemLength);
  if (itemType == TRUE) return textResult(TRUE_WORD, 4);
  if (itemType == FALSE) return textResult(FALSE_WORD, 5);
  if (itemType == NULL) return nullResult();
  return jsonb_out(itemPointer, itemLength);
}
