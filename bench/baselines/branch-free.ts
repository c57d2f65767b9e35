/**
 * The same loops without branches in the row, which is not how one writes them but how they run fastest where a condition is neither rare nor
 * common: all conditions are computed and combined as bits. Predicates on text and lists have no such form here, and `eq` gains nothing by it.
 */
import type { PredicateName } from '../predicates.js';
import type { Loop } from './loop.js';

const eqNotNull: Loop = ({ a, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) bits |= (Number(a[row] === 42) & ((bValid[row >> 3] ?? 0) >> (row & 7))) << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

const range: Loop = ({ a, b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      bits |= (Number((a[row] ?? 0) > 10) & Number((b[row] ?? 0) < 50) & ((bValid[row >> 3] ?? 0) >> (row & 7))) << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

const between: Loop = ({ a }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) bits |= (Number((a[row] ?? 0) >= 10) & Number((a[row] ?? 0) <= 20)) << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

const arith: Loop = ({ a, b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) {
      const x = a[row] ?? 0;
      const y = b[row] ?? 0;
      bits |= (Number(x + y > 100) & Number(x * 2 < y) & ((bValid[row >> 3] ?? 0) >> (row & 7))) << row;
    }
    bitmap[(end - 1) >> 5] = bits;
  }
};

const float: Loop = ({ d }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) bits |= (Number((d[row] ?? 0) > 0.25) & Number((d[row] ?? 0) < 0.75)) << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

const date: Loop = ({ f }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) bits |= (Number((f[row] ?? 0) >= -2191) & Number((f[row] ?? 0) < -1826)) << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

const distinct: Loop = ({ a, b, bValid }, bitmap, rows) => {
  for (let row = 0; row < rows; ) {
    const end = Math.min(rows, row + 32);
    let bits = 0;
    for (; row < end; row++) bits |= (Number(a[row] !== b[row]) | (~((bValid[row >> 3] ?? 0) >> (row & 7)) & 1)) << row;
    bitmap[(end - 1) >> 5] = bits;
  }
};

export const branchFree: Readonly<Partial<Record<PredicateName, Loop>>> = {
  'eq-notnull': eqNotNull,
  range,
  between,
  arith,
  float,
  date,
  distinct,
};
