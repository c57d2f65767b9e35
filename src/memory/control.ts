/**
 * Fixed addresses at the start of every linear memory, shared by JavaScript, the kernels and the runtime
 * functions. Each is an i32 in bytes. The runtime's static data begins at `runtimeBase`.
 */
export const control = {
  /** Next free byte of the scratch area, where functions that make texts put them. */
  scratchNext: 8,
  /** One past the last byte of the scratch area. */
  scratchEnd: 12,
  /** Length in bytes of the text that the last runtime call returned (its pointer is the result). */
  resultLength: 16,
  /** Where the scratch area begins: it is reset to this before a row that needs it. */
  scratchStart: 20,
  runtimeBase: 1024,
} as const;
