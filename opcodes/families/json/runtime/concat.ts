/** Concatenation: pairs of two objects, of which the second's win, or elements of two arrays; what is no array counts as one element. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { countOf, isObject, isScalar } from './container';
import { addMembers, opened, valueOf } from './members';
import { NEW_ARRAY, addMember, node } from './node';
import { jsonbResult } from './write';

export function jsonb_concat(a: usize, aLength: i32, b: usize, bLength: i32): usize {
  const mark = allocate(0);
  if (isObject(a) == isObject(b)) {
    if (countOf(a) == 0 && !isScalar(b)) return textResult(b, bLength);
    if (countOf(b) == 0 && !isScalar(a)) return textResult(a, aLength);
    const result = opened(a);
    addMembers(result, b);
    return jsonbResult(result, mark);
  }
  const result = node(NEW_ARRAY, 0, 0);
  if (isObject(a)) addMember(result, valueOf(a, aLength));
  else addMembers(result, a);
  if (isObject(b)) addMember(result, valueOf(b, bLength));
  else addMembers(result, b);
  return jsonbResult(result, mark);
}
