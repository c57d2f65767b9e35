/** text → jsonpath. */
import { failWith } from '../../core/runtime/raise';
import { append, begin, finish } from '../../json/runtime/writer';
import { ERR_EMPTY_PATH } from './errors.generated.ts';
import { flatten } from './flatten';
import { LAX_FLAG, VERSION } from './kinds';
import { parsePath, strict } from './parse';
import { partAt } from './part';

export function jsonpath_in(text: usize, length: i32): usize {
  const root = parsePath(text, length);
  if (root == 0) failWith(ERR_EMPTY_PATH, text, length);
  const isStrict = strict;
  begin();
  const at = append(4);
  store<u32>(at, isStrict ? VERSION : VERSION | LAX_FLAG);
  flatten(at + 4, partAt(root), 0, false, 0);
  return finish();
}
