import { expect, test } from 'vitest';
import { pglz } from './compressed.js';
import { testDecompression } from './decompression-tests.js';
import { compressedVarlena, detoast, line, setScratch } from './varlena.js';

testDecompression('pglz');

test('a last match that is longer than the value is cut off, as PostgreSQL does', () => {
  const data = pglz.encode([97, 98, { offset: 2, length: 20 }]);
  expect(line(detoast(compressedVarlena('pglz', data, 9)))).toBe(Buffer.from('ababababa').toString('hex'));
});

test('eight literals where there is room for fewer are an error, and none is written behind the scratch area', () => {
  // Ten bytes, then a control byte of 0 with eight more, for a value of sixteen.
  const data = pglz.encode([97, { offset: 1, length: 3 }, ...Buffer.from('literals, and so'.slice(0, 14))]);
  expect(data[10]).toBe(0);
  setScratch(16);
  expect(line(detoast(compressedVarlena('pglz', data, 16)))).toBe('XX001 compressed pglz data is corrupt');
  setScratch();
});
