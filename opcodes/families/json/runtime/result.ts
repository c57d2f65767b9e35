/** What runtime functions of other families leave beside their result, and texts that never change. */
const RESULT_LENGTH: usize = 16;

/** The length of the reference that a function returned last. */
// @ts-ignore: decorator
@inline
export function resultLength(): i32 {
  return load<i32>(RESULT_LENGTH);
}
