/**
 * The canonical predicates on text as one would write them by hand for 16-byte views, where a short text and the first bytes of a long one are
 * in the view itself and can be compared as one word.
 */
import type { Loop } from './loop.js';

/** `x1`, and `x7`, as the first two bytes of a little-endian word. */
const x1 = 0x3178;
const x7 = 0x3778;

export const orText: Loop = ({ a, b, bValid, c, cValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if (
        ((a[row] ?? 0) > 10 && (b[row] ?? 0) < 50 && (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0) ||
        (c[row * 4] === 2 && c[row * 4 + 1] === x7 && (((cValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0)
      )
        bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const prefix: Loop = ({ c, cValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if (
        ((c[row * 4 + 1] ?? 0) & 0xffff) === x1 &&
        (c[row * 4] ?? 0) >= 2 &&
        (((cValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0
      )
        bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const infix: Loop = ({ c, cValid, cBytes, memory }, bitmap, rows) => {
  const seven = 0x37;
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if ((((cValid[row >> 3] ?? 0) >> (row & 7)) & 1) === 0) continue;
      const length = c[row * 4] ?? 0;
      const bytes = length <= 12 ? cBytes : memory;
      const first = length <= 12 ? row * 16 + 4 : (c[row * 4 + 3] ?? 0);
      for (let at = first + 1; at < first + length; at++) {
        if (bytes[at] === seven && bytes[at - 1] === seven) {
          bits |= 1 << row;
          break;
        }
      }
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};
