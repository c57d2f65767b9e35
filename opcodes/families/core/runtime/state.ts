/** Memory for what constant arguments are prepared into: it is the program's, and given back with it. */
import { fail } from './raise';
import { ERR_OUT_OF_MEMORY } from './errors.generated.ts';

@external('env', 'allocate_state')
declare function allocate_state(bytes: i32): usize;

/** The address of `bytes` zeroed bytes, 64-byte aligned. Only while a program is loaded: the memory may grow. */
export function allocateState(bytes: i32): usize {
  if (bytes < 0) fail(ERR_OUT_OF_MEMORY);
  return allocate_state(bytes);
}
