/** IN lists as hash tables: every member is found, nothing else is, and NaN and -0 are what SQL makes of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clearedTable, memory, place, runtime, setWord } from './harness.js';

/** An empty table for so many members, at most half full. */
function table(members: number): number {
  let slots = 2;
  while (slots < members * 2) slots *= 2;
  const address = clearedTable(8 + slots * 16);
  setWord(address, slots - 1);
  return address;
}

function check<T>(
  members: readonly T[],
  others: readonly T[],
  insert: (table: number, value: T) => void,
  probe: (table: number, value: T) => number,
): void {
  const address = table(members.length);
  for (const value of members) insert(address, value);
  for (const value of members) insert(address, value);
  for (const value of members) expect(probe(address, value)).toBe(1);
  for (const value of others)
    expect(probe(address, value)).toBe(Number(members.some((member) => Object.is(member, value) || member === value)));
}

const runs = { numRuns: 100, seed: 42 };
const lists = <T>(arbitrary: fc.Arbitrary<T>) =>
  [fc.array(arbitrary, { minLength: 1, maxLength: 200 }), fc.array(arbitrary)] as const;

describe('the members of a list are found', () => {
  test('integers', () => {
    fc.assert(
      fc.property(...lists(fc.oneof(fc.integer(), fc.integer({ min: -20, max: 20 }))), (members, others) => {
        check(members, others, runtime.hash_insert_i32, runtime.hash_i32);
      }),
      runs,
    );
    fc.assert(
      fc.property(...lists(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), (members, others) => {
        check(members, others, runtime.hash_insert_i64, runtime.hash_i64);
      }),
      runs,
    );
  });

  test('floating point numbers', () => {
    fc.assert(
      fc.property(...lists(fc.double()), (members, others) => {
        check(members, others, runtime.hash_insert_f64, runtime.hash_f64);
      }),
      runs,
    );
    fc.assert(
      fc.property(...lists(fc.float()), (members, others) => {
        check(members, others, runtime.hash_insert_f32, runtime.hash_f32);
      }),
      runs,
    );
  });

  test.each([
    ['hash_insert_f64', 'hash_f64'],
    ['hash_insert_f32', 'hash_f32'],
  ] as const)('%s: NaN is NaN and -0 is 0', (insert, probe) => {
    const address = table(4);
    runtime[insert](address, -0);
    expect([runtime[probe](address, 0), runtime[probe](address, -0), runtime[probe](address, NaN)]).toEqual([1, 1, 0]);
    runtime[insert](address, NaN);
    const view = new DataView(memory.buffer);
    // A NaN of another bit pattern, which only memory can carry past JavaScript.
    view.setBigUint64(64, 0xfff8_0000_0000_1234n, true);
    expect(runtime[probe](address, view.getFloat64(64, true))).toBe(1);
  });

  test('texts', () => {
    const unit = fc.constantFrom('a', 'b', 'é', 'abcdefgh');
    fc.assert(
      fc.property(...lists(fc.string({ unit, maxLength: 4 })), (members, others) => {
        const places = place(...members, ...others);
        const at = (i: number): readonly [number, number] => [places[2 * i] ?? 0, places[2 * i + 1] ?? 0];
        const address = table(members.length);
        members.forEach((_, i) => {
          runtime.hash_insert_text(address, ...at(i));
        });
        members.forEach((_, i) => {
          expect(runtime.hash_text(address, ...at(i))).toBe(1);
        });
        others.forEach((text, i) => {
          expect(runtime.hash_text(address, ...at(members.length + i))).toBe(Number(members.includes(text)));
        });
      }),
      runs,
    );
  });
});
