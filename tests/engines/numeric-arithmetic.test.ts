/** Arithmetic of numerics as the closures hold them gives the value, or raises the error, that the runtime's functions do. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Arena } from '../../src/arena/arena.js';
import { compareNumerics, holdNumeric, type HeldNumeric } from '../../src/engines/objects/numeric.js';
import {
  absolute,
  difference,
  negative,
  placesOf,
  product,
  remainder,
  sum,
} from '../../src/engines/objects/numeric-arithmetic.js';
import type { RowValue } from '../../src/engines/objects/tree.js';
import { SqlError } from '../../src/error.js';
import { callOn } from '../../src/functions/call.js';
import { loadFamily } from '../../src/functions/registry.js';
import { storedBytes, textOfStored } from '../../src/functions/stored-value.js';

await loadFamily('numeric');
const arena = new Arena();

const outcome = (work: () => HeldNumeric): HeldNumeric => {
  try {
    return work();
  } catch (error) {
    if (error instanceof SqlError) return `error ${error.code}`;
    throw error;
  }
};

function ofRuntime(name: string, ...args: readonly HeldNumeric[]): HeldNumeric {
  const bytes = args.map((arg) => storedBytes(arena, 'numeric', String(arg)));
  return holdNumeric(
    String(callOn(arena, name, bytes, (at, length) => textOfStored(arena, 'numeric', Number(at), length))),
  );
}

/** Decimals of few and of many digits, doubles that are no short decimal, and what is no finite number. */
const numeric = fc.oneof(
  fc.tuple(fc.integer(), fc.integer({ min: 0, max: 9 })).map(([n, places]) => n / 10 ** places),
  fc.maxSafeInteger(),
  fc.double(),
  fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }).map((n) => holdNumeric(`${n}.25`)),
  fc.constantFrom(0, -0, 0.1, 0.5, 1, 1e15, 999_999_999_999_999, 1e-15, NaN, Infinity, -Infinity, '0.10'),
);

const operations = {
  numeric_add: sum(arena, 'numeric_add'),
  numeric_sub: difference(arena, 'numeric_sub'),
  numeric_mul: product(arena, 'numeric_mul'),
  numeric_mod: remainder(arena, 'numeric_mod'),
  numeric_uminus: negative,
  numeric_abs: absolute,
} as const satisfies Record<string, (a: RowValue, b: RowValue) => RowValue>;

test.each(Object.entries(operations))('%s', (name, operation) => {
  fc.assert(
    fc.property(numeric, numeric, (a, b) => {
      const found = outcome(() => operation(a, b) as HeldNumeric);
      const expected = outcome(() => ofRuntime(name, ...(operation.length === 1 ? [a] : [a, b])));
      const isError = /error/.test(`${found} ${expected}`);
      expect(isError ? found === expected : compareNumerics(found, expected) === 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('the places of a decimal are counted, and of no other number', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 9 }), (n, places) => {
      const x = n / 10 ** places;
      const expected = Array.from({ length: 16 }, (_, k) => k).find((k) => Number(x.toFixed(k)) === x);
      expect(placesOf(x)).toBe(expected);
    }),
  );
  expect([0.1 + 0.2, 1 / 3, 1e15, 1e21, NaN, Infinity].map(placesOf)).toEqual([-1, -1, -1, -1, -1, -1]);
});
