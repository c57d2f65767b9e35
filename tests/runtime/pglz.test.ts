import { expect, test } from 'vitest';
import { pglz } from './compressed.js';
import { testDecompression } from './decompression-tests.js';
import { compressedVarlena, detoast, line } from './varlena.js';

testDecompression('pglz');

test('a last match that is longer than the value is cut off, as PostgreSQL does', () => {
  const data = pglz.encode([97, 98, { offset: 2, length: 20 }]);
  expect(line(detoast(compressedVarlena('pglz', data, 9)))).toBe(Buffer.from('ababababa').toString('hex'));
});
