import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { control } from '../../opcodes/language/control.js';
import { SqlError } from '../../src/error.js';
import { buildToastIndex, type ToastChunk } from '../../src/memory/heap/toast.js';
import { itemsOf, lz4, pglz } from './compressed.js';
import { chunks, values, varlenas } from './postgres-pages.js';
import { arena, compressedVarlena, detoast, line, setToast, toastPointer, withCompressionHeader } from './varlena.js';

const owned: number[] = [];

/** Copies bytes into the arena. */
function put(bytes: Uint8Array): number {
  const address = arena.allocate(bytes.length);
  owned.push(address);
  arena.views.u8.set(bytes, address);
  return address;
}

const chunk = (valueId: number, sequence: number, data: Uint8Array): ToastChunk => ({
  valueId,
  sequence,
  address: put(data),
  length: data.length,
});

/** Makes these the chunks of the TOAST table. */
function give(...parts: readonly ToastChunk[]): void {
  const index = buildToastIndex(arena, parts);
  owned.push(index);
  setToast(index);
}

afterEach(() => {
  setToast(0);
  for (const address of owned.splice(0)) arena.free(address);
});

const text = (bytes: Uint8Array): string => {
  const outcome = detoast(bytes);
  if (outcome instanceof SqlError) throw outcome;
  return new TextDecoder('utf-8', { fatal: true }).decode(outcome);
};
const ofChar = (char: string, length: number): Uint8Array => new Uint8Array(Buffer.from(char.repeat(length)));

describe('values that PostgreSQL has stored are what was inserted', () => {
  test('in the tuple, short, plain, and compressed by pglz and LZ4', () => {
    const inline = varlenas().flatMap((bytes, n) => (bytes[0] === 1 ? [] : [{ bytes, value: values[n] ?? '' }]));
    expect(inline.length).toBe(10);
    for (const { bytes, value } of inline) expect(text(bytes)).toBe(value);
  });

  test('and out of line', () => {
    give(...chunks().map(({ valueId, sequence, data }) => chunk(valueId, sequence, data)));
    expect(varlenas().map(text)).toEqual(values);
  });

  test('out of line, when the TOAST table is not given: an error that says which file is missing', () => {
    const outcomes = varlenas().map(detoast);
    const errors = outcomes.filter((outcome) => outcome instanceof SqlError);
    expect(errors.length).toBe(4);
    for (const { code, message, hint } of errors) {
      expect([code, message]).toEqual(['0A000', 'a value is stored out of line, in the TOAST table']);
      expect(hint).toContain('pg_relation_filepath(reltoastrelid)');
    }
  });
});

describe('a length that leads out of the tuple is an error', () => {
  const beyond = 'XX001 a value is longer than its tuple';

  test('wherever the tuple ends, of every kind', () => {
    for (const bytes of varlenas()) {
      for (let end = 0; end < Math.min(bytes.length, 300); end++)
        expect(line(detoast(bytes.subarray(0, end)))).toBe(beyond);
    }
  });

  test('a header that says less than its own size', () => {
    const short = 'XX001 a value is shorter than its header';
    for (const size of [0, 1, 2, 3]) expect(line(detoast(Uint8Array.of(size << 2, 0, 0, 0, 65)))).toBe(short);
    for (const size of [4, 5, 6, 7])
      expect(line(detoast(Uint8Array.of((size << 2) | 2, 0, 0, 0, 65, 65, 65, 65)))).toBe(short);
  });

  test('kinds that a file cannot have', () => {
    for (const tag of [0, 1, 2, 3, 17, 19, 255]) {
      const pointer = toastPointer(5, 104, 100);
      pointer[1] = tag;
      expect(line(detoast(pointer))).toBe(`XX001 unrecognized TOAST vartag ${tag}`);
    }
    for (const method of [2, 3]) {
      const bytes = compressedVarlena('pglz', Uint8Array.of(0, 65), 1);
      bytes[7] = method << 6;
      expect(line(detoast(bytes))).toBe(`XX001 invalid compression method id ${method}`);
    }
  });
});

describe('the chunks of a value', () => {
  const value = new Uint8Array(Buffer.from(Array.from({ length: 1000 }, (_, n) => `${n},`).join('')));
  const pieces = [value.subarray(0, 1996), value.subarray(1996)];
  const [first = value, second = value] = pieces;
  const pointer = toastPointer(77, value.length + 4, value.length);
  const answer = (...parts: readonly ToastChunk[]): string => {
    give(...parts);
    return line(detoast(pointer));
  };

  test('may come in any order, among those of other values', () => {
    const others = [chunk(76, 0, first), chunk(78, 0, second)];
    expect(answer(chunk(77, 1, second), ...others, chunk(77, 0, first))).toBe(Buffer.from(value).toString('hex'));
  });

  test('must all be there, and no others, each as long as it has to be', () => {
    const none = 'XX001 missing chunk number';
    const unexpected = 'XX001 unexpected chunk number';
    const size = 'XX001 unexpected chunk size';
    expect(answer()).toBe(`${none} 0 for toast value 77`);
    expect(answer(chunk(78, 0, first))).toBe(`${none} 0 for toast value 77`);
    expect(answer(chunk(77, 0, first))).toBe(`${none} 1 for toast value 77`);
    expect(answer(chunk(77, 1, second))).toBe(`${unexpected} 1 (expected 0) for toast value 77`);
    expect(answer(chunk(77, 0, first), chunk(77, 0, first), chunk(77, 1, second))).toBe(
      `${unexpected} 0 (expected 1) for toast value 77`,
    );
    expect(answer(chunk(77, -1, first), chunk(77, 0, first), chunk(77, 1, second))).toBe(
      `${unexpected} -1 (expected 0) for toast value 77`,
    );
    expect(answer(chunk(77, 0, first), chunk(77, 1, second), chunk(77, 2, second))).toBe(
      `${unexpected} 2 (expected 2) for toast value 77`,
    );
    expect(answer(chunk(77, 0, second), chunk(77, 1, first))).toBe(
      `${size} 1894 (expected 1996) in chunk 0 of 2 for toast value 77`,
    );
    expect(answer(chunk(77, 0, first), chunk(77, 1, first))).toBe(
      `${size} 1996 (expected 1894) in chunk 1 of 2 for toast value 77`,
    );
  });

  test('are put together at every size around that of a chunk, and a compressed value is decompressed', () => {
    for (const size of [0, 1, 1995, 1996, 1997, 3991, 3992, 3993, 20000]) {
      const bytes = Uint8Array.from({ length: size }, (_, n) => (n * 31 + (n >> 8)) & 0xff);
      const parts: ToastChunk[] = [];
      for (let at = 0; at < size; at += 1996) parts.push(chunk(0xfffffffe, at / 1996, bytes.slice(at, at + 1996)));
      give(...parts);
      expect(line(detoast(toastPointer(0xfffffffe, size + 4, size)))).toBe(Buffer.from(bytes).toString('hex'));
    }
    for (const [method, format] of [['pglz', pglz] as const, ['lz4', lz4] as const]) {
      // Noise twice: the second half is matches.
      const noise = Array.from({ length: 63 }, (_, n) => createHash('sha512').update(`${n}`).digest());
      const bytes = new Uint8Array(Buffer.concat([...noise, ...noise]));
      const packed = withCompressionHeader(method, format.encode(itemsOf(bytes, format)), bytes.length);
      expect(packed.length).toBeGreaterThan(1996 * 2);
      expect(packed.length).toBeLessThan(1996 * 3);
      give(
        ...[0, 1, 2].flatMap((n) =>
          n * 1996 < packed.length ? [chunk(9, n, packed.slice(n * 1996, (n + 1) * 1996))] : [],
        ),
      );
      expect(line(detoast(toastPointer(9, bytes.length + 4, packed.length, method)))).toBe(
        Buffer.from(bytes).toString('hex'),
      );
      // The scratch area keeps the value, for the row's other values to follow, and not what it was made of.
      expect(arena.views.i32[control.scratchNext >> 2]).toBe(arena.scratchStart + bytes.length);
    }
  });

  test('sizes in the pointer that cannot be, or that the compressed value contradicts', () => {
    const disagree = 'XX001 the sizes of toast value 9 disagree';
    const packed = withCompressionHeader('pglz', pglz.encode(itemsOf(ofChar('x', 500), pglz)), 500);
    give(chunk(9, 0, packed));
    expect(line(detoast(toastPointer(9, 504, packed.length)))).toBe(Buffer.from(ofChar('x', 500)).toString('hex'));
    for (const rawSize of [505, 503, -1, 0, 3, packed.length + 3, 2 ** 31 - 1]) {
      expect(line(detoast(toastPointer(9, rawSize, packed.length))), `${rawSize}`).toBe(disagree);
    }
    const longer = withCompressionHeader('pglz', pglz.encode([65]), 1);
    give(chunk(9, 0, longer));
    expect(line(detoast(toastPointer(9, 5, longer.length)))).toBe(disagree);
    give(chunk(9, 0, packed.subarray(0, 3)));
    expect(line(detoast(toastPointer(9, 504, 3)))).toBe(disagree);
  });
});

describe('the index of a TOAST table', () => {
  test('finds each of thousands of values, ids of any kind, and no other', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(5000), fc.constant(0)), {
          minLength: 1,
          maxLength: 3000,
          size: 'max',
        }),
        (ids) => {
          // Each value is a byte that its id determines, so that one taken for another shows.
          const all = put(Uint8Array.from({ length: 256 }, (_, n) => n));
          const bytes = arena.views.u8;
          const index = buildToastIndex(
            arena,
            ids.map((valueId) => ({ valueId, sequence: 0, address: all + (valueId & 255), length: 1 })),
          );
          setToast(index);
          expect(arena.views.u8).toBe(bytes);
          const known = new Set(ids);
          for (const id of [...ids.slice(0, 50), ...ids.slice(0, 50).map((other) => (other + 1) % 2 ** 32)]) {
            const found = line(detoast(toastPointer(id, 5, 1)));
            expect(found).toBe(
              known.has(id)
                ? Buffer.of(id & 255).toString('hex')
                : `XX001 missing chunk number 0 for toast value ${id}`,
            );
          }
          arena.free(index);
        },
      ),
      { numRuns: 30, seed: 4 },
    );
  });
});

describe('damaged values end in an error or in a value, and nothing else is read or written', () => {
  const expected = /^(XX001|53200|0A000) /;
  let stored: Uint8Array[] = [];
  let parts: { valueId: number; sequence: number; data: Uint8Array }[] = [];
  beforeAll(() => {
    // The long ones would take most of the time and show nothing more.
    stored = varlenas().filter((bytes) => bytes.length < 1000);
    parts = chunks();
  });
  afterAll(() => {
    setToast(0);
  });

  test('bits flipped in the tuple', () => {
    give(...parts.map(({ valueId, sequence, data }) => chunk(valueId, sequence, data)));
    let errors = 0;
    fc.assert(
      fc.property(
        fc.nat(stored.length - 1),
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (n, bits, near) => {
          const damaged = (stored[n] ?? new Uint8Array()).slice();
          for (const bit of bits) {
            // Half of the time only where headers and pointers are.
            const at = (bit >> 3) % Math.min(damaged.length, near ? 18 : damaged.length);
            damaged[at] = (damaged[at] ?? 0) ^ (1 << (bit & 7));
          }
          const outcome = detoast(damaged);
          if (!(outcome instanceof SqlError)) return;
          errors++;
          expect(line(outcome)).toMatch(expected);
        },
      ),
      { numRuns: 5000, seed: 5 },
    );
    expect(errors).toBeGreaterThan(1000);
  });

  test('bits flipped in the chunks, and chunks of the wrong place and length', () => {
    let errors = 0;
    const pointers = stored.filter((bytes) => bytes[0] === 1);
    fc.assert(
      fc.property(
        fc.nat(parts.length - 1),
        fc.nat(),
        fc.integer({ min: -3, max: 3 }),
        fc.nat(1),
        (n, bit, sequence, cut) => {
          const damagedParts = parts.map(({ valueId, data, ...part }, at) => {
            const bytes = data.slice(0, at === n ? data.length - cut : undefined);
            if (at === n) bytes[(bit >> 3) % bytes.length] = (bytes[(bit >> 3) % bytes.length] ?? 0) ^ (1 << (bit & 7));
            return chunk(valueId, at === n && bit % 5 === 0 ? sequence : part.sequence, bytes);
          });
          give(...damagedParts);
          for (const bytes of pointers) {
            const outcome = detoast(bytes);
            if (!(outcome instanceof SqlError)) continue;
            errors++;
            expect(line(outcome)).toMatch(expected);
          }
          for (const address of owned.splice(0)) arena.free(address);
        },
      ),
      { numRuns: 300, seed: 6 },
    );
    expect(errors).toBeGreaterThan(100);
  });

  test('noise', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(undefined, 1, 18), (bytes, head) => {
        if (head !== undefined && bytes.length > 1) bytes.set([1, head]);
        const outcome = detoast(bytes);
        if (outcome instanceof SqlError) expect(line(outcome)).toMatch(expected);
        else expect(outcome.length).toBeLessThanOrEqual(bytes.length * 255);
      }),
      { numRuns: 3000, seed: 7 },
    );
  });
});
