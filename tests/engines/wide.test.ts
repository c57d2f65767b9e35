/** Arithmetic of 64 bits on numbers and BigInts is that of BigInts, and every value has one form. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as wide from '../../src/engines/objects/wide.js';

/** Values near where something changes: 0, 31 and 32 bits, 53 bits, 63 bits. */
const value = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc
    .tuple(
      fc.constantFrom(0n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n),
      fc.bigInt({ min: -3n, max: 3n }),
      fc.boolean(),
    )
    .map(([near, off, negative]) => BigInt.asIntN(64, negative ? -near + off : near + off)),
);
const int64 = (n: bigint): bigint => BigInt.asIntN(64, n);

type Operation = (a: bigint, b: bigint) => bigint;
type WideOperation = (a: wide.Wide, b: wide.Wide) => wide.Wide;
const operations: readonly (readonly [name: string, operation: WideOperation, expected: Operation])[] = [
  ['add', wide.add, (a, b) => a + b],
  ['sub', wide.sub, (a, b) => a - b],
  ['mul', wide.mul, (a, b) => a * b],
  ['and', wide.and, (a, b) => a & b],
  ['or', wide.or, (a, b) => a | b],
  ['xor', wide.xor, (a, b) => a ^ b],
  ['shl', wide.shl, (a, b) => a << (b & 63n)],
  ['shr', wide.shr, (a, b) => a >> (b & 63n)],
  ['shrUnsigned', wide.shrUnsigned, (a, b) => BigInt.asUintN(64, a) >> (b & 63n)],
  ['div', wide.div, (a, b) => (b === 0n ? 0n : a / b)],
  ['rem', wide.rem, (a, b) => (b === 0n ? 0n : a % b)],
];

test.each(operations)('%s gives what BigInts give, in the one form', (name, operation, expected) => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      if (b === 0n && (name === 'div' || name === 'rem')) return;
      const found = operation(wide.fromBigInt(a), wide.fromBigInt(b));
      expect(Object.is(found, wide.fromBigInt(int64(expected(a, b))))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test('comparisons, wrapping and truncation are exact', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [x, y] = [wide.fromBigInt(a), wide.fromBigInt(b)];
      expect([x === y, x < y, x <= y]).toEqual([a === b, a < b, a <= b]);
      expect(wide.wrap(x)).toBe(Number(BigInt.asIntN(32, a)));
      const double = Number(a);
      if (double < 2 ** 63) expect(BigInt(wide.trunc(double + 0.5))).toBe(BigInt(Math.trunc(double + 0.5)));
    }),
    { numRuns: 2000 },
  );
});
