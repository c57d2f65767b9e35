/** The folded registers against the definition: the last bits, cut into pieces and put together by exclusive or. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FoldedHistory, geometric } from '../../src/predictor/folded-history.js';

/** The last `length` bits, the latest first; bit i lies at place i modulo the width. */
function folded(bits: readonly number[], length: number, width: number): number {
  let register = 0;
  const last = bits.slice(-length).reverse();
  for (const [i, bit] of last.entries()) register ^= bit << (i % width);
  return register;
}

test('a register has the last bits folded, however many there were before', () => {
  const fold = fc.record({ length: fc.integer({ min: 1, max: 300 }), width: fc.integer({ min: 1, max: 31 }) });
  fc.assert(
    fc.property(
      fc.array(fold, { minLength: 1, maxLength: 5 }),
      fc.array(fc.nat(1), { maxLength: 900 }),
      (folds, bits) => {
        const history = new FoldedHistory(folds);
        for (const bit of bits) history.push(bit);
        expect([...history.folded]).toEqual(folds.map(({ length, width }) => folded(bits, length, width)));
      },
    ),
    { numRuns: 200, seed: 1 },
  );
});

test('lengths grow by the same factor', () => {
  expect(geometric(5, 4, 64)).toEqual([4, 8, 16, 32, 64]);
  expect(geometric(1, 5, 100)).toEqual([5]);
  expect(geometric(7, 5, 130)).toEqual([5, 9, 15, 25, 44, 76, 130]);
});
