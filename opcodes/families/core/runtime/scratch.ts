/**
 * Texts that functions make: where they are put, and how their length is returned. The three addresses are
 * those of `src/memory/control.ts`.
 */
import { fail } from './raise';
import { ERR_OUT_OF_MEMORY } from './errors.generated.ts';

const SCRATCH_NEXT: usize = 8;
const SCRATCH_END: usize = 12;
const RESULT_LENGTH: usize = 16;

/** Space for `size` bytes. The memory never grows here: who runs the program sizes the scratch area. */
export function allocate(size: i32): usize {
  const start = load<u32>(SCRATCH_NEXT);
  const next = <u64>start + ((<u64>(<u32>size) + 7) & ~7);
  if (next > <u64>load<u32>(SCRATCH_END)) fail(ERR_OUT_OF_MEMORY);
  store<u32>(SCRATCH_NEXT, <u32>next);
  return <usize>start;
}

/** Gives back what was allocated beyond `end`, once the length of a text is known. */
export function shrinkTo(end: usize): void {
  store<u32>(SCRATCH_NEXT, (<u32>end + 7) & ~7);
}

/** Returns a text: its pointer is the result, its length is left where the caller looks for it. */
// @ts-ignore: decorator
@inline
export function textResult(pointer: usize, length: i32): usize {
  store<i32>(RESULT_LENGTH, length);
  return pointer;
}
