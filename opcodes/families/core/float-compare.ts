/** Comparisons of floats. A float4 is promoted when it meets a float8, so that 0.1 of one is not 0.1 of the other. */
import type { FunctionDefinition } from '../../language/function.js';
import { compareF32, compareF64, compareFamily, type EqualValues } from './compare.js';
import { floatPairs, floatSource, largest, prefixOf, tierOf, withF64, type FloatType } from './float.js';

const interesting: readonly (readonly number[])[] = [
  [-Infinity],
  [-largest.float8],
  [-1.5],
  [-0, 0],
  [2 ** -1074],
  [0.1],
  [Math.fround(0.1)],
  [largest.float4],
  [Infinity],
  [NaN],
];

function sorted(left: FloatType, right: FloatType): readonly EqualValues[] {
  const of = (type: FloatType, values: readonly number[]) =>
    values.filter((value) => type === 'float8' || Object.is(Math.fround(value), value));
  return interesting.map((values): EqualValues => [of(left, values), of(right, values)]);
}

export const floatCompare: readonly FunctionDefinition[] = floatPairs.flatMap(([left, right]) =>
  compareFamily({
    left,
    right,
    source: floatSource,
    name: (op) => prefixOf(left, right) + op,
    compare: (op, a, b) =>
      a.type === 'f32' && b.type === 'f32'
        ? compareF32(op, a, b)
        : withF64(a, (x) => withF64(b, (y) => compareF64(op, x, y))),
    sorted: sorted(left, right),
    tier: tierOf(left, right),
    order: ' (NaN is greater than any number and equals itself)',
  }),
);
