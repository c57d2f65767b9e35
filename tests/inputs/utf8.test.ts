import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validPrefix } from '../../src/inputs/utf8.js';

const valid = (bytes: Uint8Array): boolean => {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0');
  } catch {
    return false;
  }
};

it('exactly the bytes that a fatal TextDecoder takes are text, but for zero bytes', () => {
  const byte = fc.constantFrom(
    0,
    0x41,
    0x7f,
    0x80,
    0x8f,
    0x90,
    0x9f,
    0xa0,
    0xbf,
    0xc0,
    0xc1,
    0xc2,
    0xdf,
    0xe0,
    0xe1,
    0xed,
    0xef,
    0xf0,
    0xf1,
    0xf4,
    0xf5,
    0xff,
  );
  fc.assert(
    fc.property(
      fc.array(byte, { maxLength: 6 }).map((bytes) => Uint8Array.from(bytes)),
      (bytes) => {
        const { length, broken } = validPrefix(bytes);
        expect(valid(bytes)).toBe(length === bytes.length);
        expect(valid(bytes.subarray(0, length))).toBe(true);
        if (broken)
          for (let end = length + 1; end <= bytes.length; end++) expect(valid(bytes.subarray(0, end))).toBe(false);
      },
    ),
    { numRuns: 20_000 },
  );
});
