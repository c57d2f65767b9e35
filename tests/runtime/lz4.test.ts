import { describe, expect, test } from 'vitest';
import { lz4 } from './compressed.js';
import { testDecompression } from './decompression-tests.js';
import { compressedVarlena, detoast, line } from './varlena.js';

testDecompression('lz4');

const corrupt = 'XX001 compressed lz4 data is corrupt';

describe('the end of a block is as LZ4_decompress_safe wants it', () => {
  test('the last five bytes are literals', () => {
    for (const tail of [3, 4, 5, 6]) {
      const items = [1, 2, 3, 4, { offset: 4, length: 20 }, ...Array<number>(tail).fill(9)];
      const outcome = line(detoast(compressedVarlena('lz4', lz4.encode(items), 24 + tail)));
      expect(outcome === corrupt, `${tail} literals`).toBe(tail < 5);
    }
  });

  test('the last match begins twelve bytes before the end', () => {
    for (const length of [4, 5, 6, 7, 8]) {
      const items = [1, 2, 3, 4, { offset: 4, length }, 9, 9, 9, 9, 9];
      const outcome = line(detoast(compressedVarlena('lz4', lz4.encode(items), 9 + length)));
      expect(outcome === corrupt, `a match of ${length} bytes`).toBe(length + 5 < 12);
    }
  });

  test('nothing at all is a token of zero', () => {
    expect(line(detoast(compressedVarlena('lz4', Uint8Array.of(0), 0)))).toBe('');
    expect(line(detoast(compressedVarlena('lz4', new Uint8Array(), 0)))).toBe(corrupt);
  });
});
