/**
 * Fixed addresses at the start of every linear memory, in bytes, each of an i32: shared by JavaScript, the kernels
 * and the runtime functions. The runtime's static data begins at `runtimeBase`.
 */
export const control = {
  /** Next free byte of the scratch area, where functions that make texts put them. */
  scratchNext: 8,
  /** One past the last byte of the scratch area. */
  scratchEnd: 12,
  /** Length in bytes of the text that the last call returned (its pointer is the result). */
  resultLength: 16,
  /** Where the scratch area begins: RESET_EXPRCONTEXT makes it the next free byte again. */
  scratchStart: 20,
  runtimeBase: 1024,
} as const;
