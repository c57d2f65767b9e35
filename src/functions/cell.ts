/** The cells in which functions get their arguments: the value in the first 8 bytes, and at 8 an i32 that is 1 for null. */

/** Bytes of a cell. */
export const cellSize = 16;
