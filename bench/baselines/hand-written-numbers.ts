/**
 * The canonical predicates on numbers and dates as one would write them by hand, knowing the columns: each a loop of its own, because a loop
 * shared between predicates would be slower. Arithmetic is not checked for overflow, as the values are known to be small; nulls are looked
 * up only where they decide. Bits are gathered in a word and stored once. The `?? 0` after an index is for the type checker: V8 drops it,
 * because no index is out of bounds.
 */
import type { Loop } from './loop.js';

export const eq: Loop = ({ a }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) if (a[row] === 42) bits |= 1 << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const eqNotNull: Loop = ({ a, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if (a[row] === 42 && (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const range: Loop = ({ a, b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if ((a[row] ?? 0) > 10 && (b[row] ?? 0) < 50 && (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0)
        bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const between: Loop = ({ a }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const value = a[row] ?? 0;
      if (value >= 10 && value <= 20) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

const listed = new Set([1, 5, 9, 14, 23, 42, 57, 61, 78, 99]);
/** A value is below 100, so that a table of bytes answers at once. */
const isListed = Uint8Array.from({ length: 100 }, (_, value) => (listed.has(value) ? 1 : 0));

export const inList: Loop = ({ a }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) bits |= (isListed[a[row] ?? 0] ?? 0) << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const arith: Loop = ({ a, b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const x = a[row] ?? 0;
      const y = b[row] ?? 0;
      if (x + y > 100 && x * 2 < y && (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const caseWhen: Loop = ({ a, b, bValid, d }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const x = a[row] ?? 0;
      if (x >= 50) {
        if ((d[row] ?? 0) > 0.5) bits |= 1 << row;
      } else if ((((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0) {
        const y = b[row] ?? 0;
        if (x < 10 ? y > 5 : y < 50) bits |= 1 << row;
      }
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const coalesce: Loop = ({ b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      // coalesce(null, 0) % 7 is 0, so a null is not selected.
      if ((b[row] ?? 0) % 7 === 3 && (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const float: Loop = ({ d }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const value = d[row] ?? 0;
      if (value > 0.25 && value < 0.75) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const bigint: Loop = ({ e }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) if (BigInt.asIntN(64, (e[row] ?? 0n) % 1000n) === 7n) bits |= 1 << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const date: Loop = ({ f }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      // Days from 2000-01-01.
      const day = f[row] ?? 0;
      if (day >= -2191 && day < -1826) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const distinct: Loop = ({ a, b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      if (a[row] !== b[row] || (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) === 0) bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const chain16: Loop = ({ a, b, bValid, d }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const x = a[row] ?? 0;
      const y = b[row] ?? 0;
      const z = d[row] ?? 0;
      if (
        x >= 2 &&
        y < 98 &&
        z > 0.02 &&
        x < 97 &&
        y >= 3 &&
        z < 0.98 &&
        x > 4 &&
        y <= 94 &&
        z >= 0.05 &&
        x <= 93 &&
        y > 7 &&
        z <= 0.95 &&
        x >= 10 &&
        y < 90 &&
        z > 0.1 &&
        x < 90 &&
        (((bValid[row >> 3] ?? 0) >> (row & 7)) & 1) !== 0
      )
        bits |= 1 << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};
