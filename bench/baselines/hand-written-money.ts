/** The canonical predicates on money as one would write them by hand over hundredths in 64 bits, where arithmetic is exact. */
import type { Loop } from './loop.js';

export const money: Loop = ({ g, gValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const amount = g[row] ?? 0n;
      if (amount >= 10_000n && amount <= 24_999n && (((gValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0)
        bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const moneyArith: Loop = ({ g, gValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if (BigInt.asIntN(64, (g[row] ?? 0n) * 119n) > 50_000_000n && (((gValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0)
        bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};
