/** Values without the pairs whose value is null, at every level, and on request without the elements that are null. */
import { allocate, textResult } from '../../core/runtime/scratch';
import { CONTAINER, NULL, isObject, isScalar } from './container';
import { checkDepth } from './depth';
import { opened } from './members';
import { Node, nodeAt, removeMember } from './node';
import { jsonbResult } from './write';

function stripped(c: usize, inArrays: bool, depth: i32): Node {
  checkDepth(depth);
  const result = opened(c);
  const strips = inArrays || isObject(c);
  let before: usize = 0;
  for (let at = result.first; at != 0; at = nodeAt(at).next) {
    const member = nodeAt(at);
    if (member.kind == NULL && strips) {
      removeMember(result, before, at);
      continue;
    }
    before = at;
    if (member.kind == CONTAINER) {
      const changed = stripped(member.pointer, inArrays, depth + 1);
      member.kind = changed.kind;
      member.count = changed.count;
      member.first = changed.first;
      member.last = changed.last;
    }
  }
  return result;
}

export function jsonb_strip_nulls(c: usize, length: i32, inArrays: i32): usize {
  if (isScalar(c)) return textResult(c, length);
  const mark = allocate(0);
  return jsonbResult(stripped(c, inArrays != 0, 0), mark);
}
