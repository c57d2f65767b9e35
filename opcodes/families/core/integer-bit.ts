/** The bitwise operators `& | # ~` of the integers. An int2 is held sign-extended, which they preserve. */
import { defineFunction, type Example, type FunctionDefinition } from '../../language/function.js';
import { i32, i64, type I32, type I64 } from '../../language/term.js';
import { exampleInteger, integers, integerTypes, sourceOf, type IntegerType } from './integer.js';

const operators = [
  { name: 'and', symbol: '&', exact: (a: bigint, b: bigint) => a & b },
  { name: 'or', symbol: '|', exact: (a: bigint, b: bigint) => a | b },
  { name: 'xor', symbol: '#', exact: (a: bigint, b: bigint) => a ^ b },
] as const;

function value(name: 'and' | 'or' | 'xor', a: I32 | I64, b: I32 | I64): I32 | I64 {
  // Both arguments have one type.
  return a.type === 'i64' ? i64[name](a, b as I64) : i32[name](a, b as I32);
}

function examples(type: IntegerType, exact: (a: bigint, b: bigint) => bigint): Example[] {
  const { min, max } = integers[type];
  const pairs: readonly (readonly [bigint, bigint])[] = [
    [12n, 10n],
    [0n, -1n],
    [min, max],
    [min, -1n],
    [max, max],
    [-2n, 7n],
  ];
  return [
    ...pairs.map(([a, b]) => ({
      a: exampleInteger(type, a),
      b: exampleInteger(type, b),
      gives: exampleInteger(type, exact(a, b)),
    })),
    { a: null, b: exampleInteger(type, 0n), gives: null },
    { a: exampleInteger(type, 1n), b: null, gives: null },
  ];
}

export const integerBit: readonly FunctionDefinition[] = integerTypes.flatMap((type) => [
  ...operators.map((op) =>
    defineFunction({
      name: type + op.name,
      summary: `a ${op.symbol} b, bit by bit, for ${type}.`,
      source: sourceOf(type),
      args: { a: type, b: type },
      result: type,
      tier: 'call',
      value: ({ a, b }) => value(op.name, a, b),
      examples: examples(type, op.exact),
    }),
  ),
  defineFunction({
    name: `${type}not`,
    summary: `Every bit of a inverted, for ${type}.`,
    source: sourceOf(type),
    args: { a: type },
    result: type,
    tier: 'call',
    value: ({ a }) => (a.type === 'i64' ? i64.xor(a, i64.const(-1n)) : i32.xor(a, i32.const(-1))),
    examples: [
      ...[0n, 5n, -1n, integers[type].min, integers[type].max].map((a) => ({
        a: exampleInteger(type, a),
        gives: exampleInteger(type, ~a),
      })),
      { a: null, gives: null },
    ],
  }),
]);
