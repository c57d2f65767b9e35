/** The sign of a numeric. */
import { textResult } from '../../core/runtime/scratch';

/** -a; a placeholder for the build until the arithmetic is here. */
export function numeric_uminus(a: usize, aLength: i32): usize {
  return textResult(a, aLength);
}
