/** What both decompressors have to stand up to: the tests of `pglz.test.ts` and `lz4.test.ts`. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SqlError } from '../../src/error.js';
import { expand, itemsOf, lz4, pglz, type Item } from './compressed.js';
import { compressedVarlena, detoast, line, setScratch, type Method, type Outcome } from './varlena.js';

const formats = { pglz, lz4 };

/** Bytes with much that repeats, near and far. */
const repetitive: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 60, max: 1 }),
      fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 20 }), fc.nat(60)).map(([bytes, times]) =>
        Uint8Array.from(
          Array(times)
            .fill([...bytes])
            .flat(),
        ),
      ),
    ),
    { maxLength: 8 },
  )
  .chain((parts) => fc.array(fc.constantFrom(...parts, Uint8Array.of(7)), { maxLength: 12 }))
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

/** Flips bits, cuts bytes off, or neither. */
function damage(bytes: Uint8Array, bits: readonly number[], cut: number): Uint8Array {
  const damaged = bytes.slice(0, bytes.length - Math.min(cut, bytes.length - 1));
  for (const bit of bits) {
    const at = (bit >> 3) % damaged.length;
    damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit & 7));
  }
  return damaged;
}

/** Decompresses with no more scratch than the value takes, so that a byte written behind it is noticed. */
function tightly(method: Method, data: Uint8Array, rawSize: number): Outcome {
  setScratch((rawSize + 7) & ~7);
  try {
    return detoast(compressedVarlena(method, data, rawSize));
  } finally {
    setScratch();
  }
}

/** Declares the tests for a method. */
export function testDecompression(method: Method): void {
  const format = formats[method];
  const corrupt = `XX001 compressed ${method} data is corrupt`;
  const compress = (bytes: Uint8Array): Uint8Array => format.encode(itemsOf(bytes, format));
  const expected = (data: Uint8Array, rawSize: number): string => {
    const bytes = format.decode(data, rawSize);
    return bytes === undefined ? corrupt : Buffer.from(bytes).toString('hex');
  };

  describe(`${method}: what was compressed comes back`, () => {
    test('whatever the bytes are', () => {
      let smaller = 0;
      fc.assert(
        fc.property(repetitive, (bytes) => {
          const data = compress(bytes);
          if (data.length < bytes.length) smaller++;
          expect(line(tightly(method, data, bytes.length))).toBe(Buffer.from(bytes).toString('hex'));
        }),
        { numRuns: 400, seed: 1 },
      );
      // The compressor finds matches, or the test would show little.
      expect(smaller).toBeGreaterThan(150);
    });

    test('at every distance and length of a match, with and without room behind it', () => {
      for (const tail of [12, 13, 40]) {
        for (let offset = 1; offset <= 36; offset++) {
          for (const length of [4, 5, 7, 8, 15, 16, 17, 18, 19, 20, 31, 32, 33, 64, 272, 273]) {
            const literals = (count: number, from: number): Item[] =>
              Array.from({ length: count }, (_, n) => (from + n * 7) & 0xff);
            const items = [...literals(offset, 3), { offset, length }, ...literals(tail, 101)];
            const bytes = expand(items);
            expect(
              line(tightly(method, format.encode(items), bytes.length)),
              `offset ${offset}, length ${length}, tail ${tail}`,
            ).toBe(Buffer.from(bytes).toString('hex'));
          }
        }
      }
    });

    test('as far back as a match can reach', () => {
      const noise = Uint8Array.from({ length: format.reach }, (_, n) => (Math.imul(n + 1, 0x9e3779b1) >>> 13) & 0xff);
      const items: Item[] = [...noise, { offset: format.reach, length: 200 }, ...noise.subarray(0, 12)];
      const bytes = expand(items);
      expect(line(detoast(compressedVarlena(method, format.encode(items), bytes.length)))).toBe(
        Buffer.from(bytes).toString('hex'),
      );
    });
  });

  describe(`${method}: what is corrupt raises an error, and nothing else is touched`, () => {
    test('a value that is a byte longer or shorter than it says', () => {
      const bytes = Uint8Array.from(
        Buffer.from('the mill turns and the mill turns and the mill turns again and again and again'),
      );
      const data = compress(bytes);
      for (const change of [-1, 1])
        expect(line(detoast(compressedVarlena(method, data, bytes.length + change)))).toBe(
          expected(data, bytes.length + change),
        );
      expect(line(detoast(compressedVarlena(method, data, bytes.length + 1)))).toBe(corrupt);
      expect(line(detoast(compressedVarlena(method, data.subarray(0, -1), bytes.length)))).toBe(corrupt);
    });

    test('a match that reaches before the first byte, or nowhere', () => {
      for (const offset of [0, 9, 255]) {
        const items: Item[] = [...Buffer.from('eightchr'), { offset, length: 16 }, ...Buffer.from('and the last ones')];
        const rawSize = 8 + 16 + 17;
        expect(line(detoast(compressedVarlena(method, format.encode(items), rawSize))), `offset ${offset}`).toBe(
          corrupt,
        );
      }
    });

    test('a raw size beyond what the bytes can make is not even tried', () => {
      expect(line(detoast(compressedVarlena(method, new Uint8Array(20), 2 ** 30 - 1)))).toBe(corrupt);
    });

    test('a value that may be right but is too long for the scratch area is out of memory', () => {
      const bytes = new Uint8Array(5000).fill(120);
      const varlena = compressedVarlena(method, compress(bytes), bytes.length);
      setScratch(4096);
      expect(line(detoast(varlena))).toBe('53200 out of memory');
      setScratch(5000);
      expect(line(detoast(varlena))).toBe(Buffer.from(bytes).toString('hex'));
      setScratch();
    });

    test('bits flipped and bytes cut off: the same as a decoder that takes a byte at a time', () => {
      let failed = 0;
      let changed = 0;
      const cuts = fc.oneof(fc.constant(0), fc.nat(20));
      fc.assert(
        fc.property(
          repetitive,
          fc.array(fc.nat(1 << 20), { maxLength: 3 }),
          cuts,
          fc.integer({ min: -2, max: 2 }),
          (bytes, bits, cut, more) => {
            const data = damage(Uint8Array.of(...compress(bytes), 0), bits, cut + 1);
            const rawSize = Math.max(bytes.length + more, 0);
            const outcome = tightly(method, data, rawSize);
            if (outcome instanceof SqlError) failed++;
            else changed++;
            expect(line(outcome)).toBe(expected(data, rawSize));
          },
        ),
        { numRuns: 3000, seed: 2 },
      );
      expect(failed).toBeGreaterThan(500);
      expect(changed).toBeGreaterThan(100);
    });

    test('noise', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(300), (data, rawSize) => {
          expect(line(tightly(method, data, rawSize))).toBe(expected(data, rawSize));
        }),
        { numRuns: 3000, seed: 3 },
      );
    });
  });
}
