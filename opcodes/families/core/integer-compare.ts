/** Comparisons of integers, of one type and of every pair of types. */
import type { FunctionDefinition } from '../../language/function.js';
import { compareFamily, compareI32, compareI64, type EqualValues } from './compare.js';
import {
  asI64,
  exampleInteger,
  integerPairs,
  integers,
  prefixOf,
  sourceOf,
  tierOf,
  type IntegerType,
} from './integer.js';

/** The extremes of both types, and values that are equal in one half of 64 bits. */
const interesting = [
  integers.int8.min,
  integers.int4.min,
  integers.int2.min,
  -1n,
  0n,
  integers.int2.max,
  integers.int4.max,
  2n ** 32n,
  integers.int8.max,
];

function sorted(left: IntegerType, right: IntegerType): readonly EqualValues[] {
  const of = (type: IntegerType, value: bigint) =>
    value >= integers[type].min && value <= integers[type].max ? [exampleInteger(type, value)] : [];
  return interesting.map((value): EqualValues => [of(left, value), of(right, value)]);
}

export const integerCompare: readonly FunctionDefinition[] = integerPairs.flatMap(([left, right]) =>
  compareFamily({
    left,
    right,
    source: sourceOf(left, right),
    name: (op) => prefixOf(left, right) + op,
    compare: (op, a, b) =>
      a.type === 'i32' && b.type === 'i32' ? compareI32(op, a, b) : compareI64(op, asI64(a), asI64(b)),
    sorted: sorted(left, right),
    tier: tierOf(left, right),
  }),
);
