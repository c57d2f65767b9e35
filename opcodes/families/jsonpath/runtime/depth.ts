/** How deep paths may be nested, so that the machine's stack lasts. */
import { fail } from '../../core/runtime/raise';
import { ERR_TOO_DEEP } from './errors.generated.ts';

/** Parentheses and filters within each other, each of which takes a dozen calls to read. */
const MOST_NESTED: i32 = 400;
/** Operators that are operands of each other, such as the first of a long sum. */
const MOST_OPERATORS: i32 = 400;

export function checkNesting(depth: i32): void {
  if (depth > MOST_NESTED) fail(ERR_TOO_DEEP);
}
export function checkOperators(depth: i32): void {
  if (depth > MOST_OPERATORS) fail(ERR_TOO_DEEP);
}
