/** `+ - * / %` of every pair of integer types; a pair is computed in, and its range is that of, the wider type. */
import { defineFunction, type Example, type FunctionDefinition } from '../../language/function.js';
import type { I32, I64 } from '../../language/term.js';
import {
  exampleInteger,
  integerPairs,
  integers,
  outcome,
  prefixOf,
  sourceOf,
  tierOf,
  widerOf,
  withI64,
  type IntegerType,
} from './integer.js';
import { int2Arithmetic, int4Arithmetic, int8Arithmetic, type Arithmetic } from './overflow.js';

interface Operator {
  readonly name: 'pl' | 'mi' | 'mul' | 'div' | 'mod';
  readonly symbol: string;
  /** Said in the summary. */
  readonly note: string;
  readonly exact: (a: bigint, b: bigint) => bigint;
}
const operators: readonly Operator[] = [
  { name: 'pl', symbol: '+', note: '', exact: (a, b) => a + b },
  { name: 'mi', symbol: '-', note: '', exact: (a, b) => a - b },
  { name: 'mul', symbol: '*', note: '', exact: (a, b) => a * b },
  { name: 'div', symbol: '/', note: ', truncated toward zero', exact: (a, b) => a / b },
  { name: 'mod', symbol: '%', note: ', with the sign of a', exact: (a, b) => a % b },
];

function examples(op: Operator, left: IntegerType, right: IntegerType, result: IntegerType): Example[] {
  const { min, max } = integers[left];
  const other = integers[right];
  const pairs: readonly (readonly [bigint, bigint])[] = [
    [7n, 2n],
    [7n, -2n],
    [-7n, 2n],
    [0n, 5n],
    [5n, 0n],
    [0n, 0n],
    [max, 1n],
    [max, -1n],
    [min, 1n],
    [min, -1n],
    [max, other.max],
    [min, other.min],
    [max, other.min],
    [1n, other.max],
    [-1n, other.min],
    // About the square root of a range: the last product that fits, and the first that does not.
    [181n, 181n],
    [182n, 181n],
    ...(result === 'int2'
      ? []
      : ([
          [11585n, 11585n],
          [-32768n, -32768n],
        ] as const)),
    ...(left === 'int8' && right === 'int8'
      ? ([
          [3037000499n, 3037000499n],
          [3037000500n, 3037000500n],
          [2n ** 32n, 2n ** 32n],
          [-(2n ** 32n), 2n ** 31n],
        ] as const)
      : []),
    ...(left === 'int4' && right === 'int4'
      ? ([
          [46340n, 46340n],
          [46341n, 46341n],
          [65536n, 65536n],
          [-65536n, 32768n],
        ] as const)
      : []),
  ];
  const divides = op.name === 'div' || op.name === 'mod';
  return [
    ...pairs.map(([x, y]) => ({
      a: exampleInteger(left, x),
      b: exampleInteger(right, y),
      ...(divides && y === 0n ? { raises: '22012' } : outcome(result, op.exact(x, y))),
    })),
    { a: null, b: exampleInteger(right, 0n), gives: null },
    { a: exampleInteger(left, max), b: null, gives: null },
  ];
}

const narrow: Readonly<Record<'int2' | 'int4', Arithmetic<'i32'>>> = { int2: int2Arithmetic, int4: int4Arithmetic };

function value(name: Operator['name'], left: IntegerType, result: IntegerType, a: I32 | I64, b: I32 | I64): I32 | I64 {
  const narrower = left !== result;
  if (result === 'int8') return withI64(a, (x) => withI64(b, (y) => int8Arithmetic[name](x, y, narrower)));
  // The wider type is not int8, so neither argument is.
  return narrow[result][name](a as I32, b as I32, narrower);
}

function define(op: Operator, left: IntegerType, right: IntegerType): FunctionDefinition {
  const result = widerOf(left, right);
  return defineFunction({
    name: prefixOf(left, right) + op.name,
    summary: `a ${op.symbol} b for ${left}${left === right ? '' : ` and ${right}`}${op.note}.`,
    source: sourceOf(left, right),
    args: { a: left, b: right },
    result,
    tier: tierOf(left, right),
    value: ({ a, b }) => value(op.name, left, result, a, b),
    examples: examples(op, left, right, result),
  });
}

/** PostgreSQL has no `%` of two types. */
export const integerArithmetic: readonly FunctionDefinition[] = integerPairs.flatMap(([left, right]) =>
  operators.filter((op) => op.name !== 'mod' || left === right).map((op) => define(op, left, right)),
);
