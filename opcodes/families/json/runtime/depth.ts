/** How deep values may be nested: everything here that calls itself asks first, so that the machine's stack lasts. */
import { fail } from '../../core/runtime/raise';
import { ERR_STACK_DEPTH } from './errors.generated.ts';

const MOST_DEPTH: i32 = 2000;

// @ts-ignore: decorator
@inline
export function checkDepth(depth: i32): void {
  if (depth > MOST_DEPTH) fail(ERR_STACK_DEPTH);
}
