/** Concatenation that leaves nulls out: `concat` and `concat_ws` (utils/adt/varlena.c), called with the cells of texts. */
import { argumentIsNull, argumentLength, argumentPointer, resultIsNull } from '../../core/runtime/arguments';
import { allocate, textResult } from '../../core/runtime/scratch';
import { fail } from '../../core/runtime/raise';
import { ERR_TEXT_TOO_LONG } from './errors.generated.ts';

/** The texts from cell `first` on, with a separator between. */
function join(f: usize, n: i32, first: i32, separator: usize, separatorLength: i32): usize {
  let length: i64 = 0;
  let count = 0;
  for (let i = first; i < n; i++) {
    if (argumentIsNull(f, i)) continue;
    length += argumentLength(f, i);
    count++;
  }
  if (count > 1) length += <i64>(count - 1) * <i64>separatorLength;
  if (length > i32.MAX_VALUE) fail(ERR_TEXT_TOO_LONG);
  const result = allocate(<i32>length);
  let out = result;
  for (let i = first; i < n; i++) {
    if (argumentIsNull(f, i)) continue;
    memory.copy(out, argumentPointer(f, i), argumentLength(f, i));
    out += argumentLength(f, i);
    if (--count == 0) break;
    memory.copy(out, separator, separatorLength);
    out += separatorLength;
  }
  return textResult(result, <i32>length);
}

/** The texts one after the other. */
export function text_concat(f: usize, n: i32): usize {
  return join(f, n, 0, 0, 0);
}

/** The texts after the first, with the first between them. */
export function text_concat_ws(f: usize, n: i32): usize {
  if (argumentIsNull(f, 0)) {
    resultIsNull();
    return 0;
  }
  return join(f, n, 1, argumentPointer(f, 0), argumentLength(f, 0));
}
