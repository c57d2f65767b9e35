import { describe, expect, test } from 'vitest';
import { memory, runtime } from './harness.js';
import { checksums, table, toast } from './postgres-pages.js';

const pageSize = 8192;
const bytes = new Uint8Array(memory.buffer);

/** The checksum of a page at the very end of memory, or so many bytes before it. */
function checksum(page: Uint8Array, block: number, before = 0): number {
  const address = bytes.length - pageSize - before;
  bytes.set(page, address);
  const result = runtime.page_checksum(address, block);
  expect(bytes.slice(address, address + pageSize)).toEqual(page.slice());
  return result;
}

const offsets = [
  0x5b1f36e9, 0xb8525960, 0x02ab50aa, 0x1de66d2a, 0x79ff467a, 0x9bb9f8a3, 0x217e7cd2, 0x83e13d2c, 0xf8d4474f,
  0xe39eb970, 0x42c6ae16, 0x993216fa, 0x7b093b5d, 0x98daff3c, 0xf718902a, 0x0b1c9cdb, 0xe58f764b, 0x187636bc,
  0x5d7b3bb1, 0xe73de7de, 0x92bec979, 0xcca6c0b2, 0x304a0979, 0x85aa43d4, 0x783125bb, 0x6ca8eaa2, 0xe407eac6,
  0x4b5cfc3e, 0x9fbf8c76, 0x15ca20be, 0xf2ca9fd3, 0x959bd756,
];

/** A word at a time, as `pg_checksum_page` is written. */
function plainly(page: Uint8Array, block: number): number {
  const copy = page.slice();
  copy.fill(0, 8, 10);
  const words = new Uint32Array(copy.buffer);
  const sums = Uint32Array.from(offsets);
  const add = (word: number, n: number): void => {
    const mixed = ((sums[n % 32] ?? 0) ^ word) >>> 0;
    sums[n % 32] = Math.imul(mixed, 16777619) ^ (mixed >>> 17);
  };
  words.forEach(add);
  for (let n = 0; n < 64; n++) add(0, n);
  const folded = (sums.reduce((all, sum) => all ^ sum, 0) ^ block) >>> 0;
  return (folded % 65535) + 1;
}

function noise(seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length: pageSize }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
}

describe('the checksum of a page', () => {
  test('is what PostgreSQL has written on its pages', () => {
    const stored = (page: Uint8Array): number => (page[8] ?? 0) | ((page[9] ?? 0) << 8);
    for (const file of [table, toast]) {
      for (let block = 0; block * pageSize < file.length; block++) {
        const page = file.subarray(block * pageSize, (block + 1) * pageSize);
        expect(stored(page)).not.toBe(0);
        expect(checksum(page, block)).toBe(stored(page));
      }
    }
  });

  test('is what pageinspect says for other block numbers', () => {
    for (const [block, expected] of checksums) expect((checksum(table, block) << 16) >> 16).toBe(expected);
  });

  test('is that of a word at a time, for noise anywhere in memory', () => {
    for (let seed = 0; seed < 50; seed++) {
      const page = noise(seed);
      const block = Math.imul(seed, 0x9e3779b1) >>> 0;
      expect(checksum(page, block, seed)).toBe(plainly(page, block));
    }
  });

  test('does not depend on the checksum that the page has, and does on everything else', () => {
    const page = noise(99);
    const before = checksum(page, 5);
    page[8] = 1;
    page[9] = 255;
    expect(checksum(page, 5)).toBe(before);
    for (const at of [0, 7, 10, 11, 12, 127, 128, 4095, 8191]) {
      const changed = page.slice();
      changed[at] = (changed[at] ?? 0) ^ 4;
      expect(checksum(changed, 5), `byte ${at}`).not.toBe(before);
    }
  });
});
